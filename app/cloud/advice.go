package cloud

import (
	"slices"
	"time"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// What the cloud's facts say about a sign-in.
const (
	CodeOtherNamespace report.Code = "cloud.other-namespace" // Has: of the form; Want: of the tenancy
	CodeOtherUser      report.Code = "cloud.other-user"      // Has: of the form; Want: as the registry wants it
	CodeNoRepository   report.Code = "cloud.no-repository"   // Repository, Region: not there, and a push makes none
	CodePolicy         report.Code = "cloud.policy"          // Policy: what an administrator adds for the push to be allowed
	CodeNoAuthToken    report.Code = "cloud.no-auth-token"   // the person has none
	CodeTokenEnded     report.Code = "cloud.token-ended"     // the registry's own token, which it gave for about an hour
	CodeFreshToken     report.Code = "cloud.fresh-token"     // Age (duration) of the newest auth token: it may not work yet
)

// SignIn is a sign-in at the registry as the form has it, and how it went.
type SignIn struct {
	Namespace, Repository string
	User                  string // with the namespace, as the registry has it
	Refused               bool   // user name or token are wrong
	Denied                bool   // signed in, and not allowed to push
}

// Advise returns what of a sign-in contradicts the facts, and what would mend it. What
// is not known is not advised.
func (f Facts) Advise(s SignIn, now time.Time) []report.Finding {
	var all []report.Finding
	say := func(code report.Code, args report.Args) {
		all = append(all, report.Finding{Code: code, Severity: report.Warning, Args: args})
	}
	borrowed := s.User == ocir.TokenUser // nobody's name, and no auth token of the person's
	if f.Namespace != "" && s.Namespace != f.Namespace {
		say(CodeOtherNamespace, report.Args{"Has": s.Namespace, "Want": f.Namespace})
	}
	if want := f.Namespace + "/" + f.User; (s.Refused || s.Denied) && !borrowed && f.Namespace != "" && f.User != "" && s.User != want {
		say(CodeOtherUser, report.Args{"Has": s.User, "Want": want})
	}
	switch {
	case !s.Refused:
	case borrowed:
		say(CodeTokenEnded, nil)
	case f.AuthTokens != nil && len(f.AuthTokens) == 0:
		say(CodeNoAuthToken, nil)
	default:
		if fresh := f.FreshToken(now); fresh != nil {
			all = append(all, *fresh)
		}
	}
	there := slices.Contains(f.Repositories, s.Repository)
	if s.Repository != "" && f.Complete && !there && f.CreatesFirst != nil && !*f.CreatesFirst {
		say(CodeNoRepository, report.Args{"Repository": s.Repository, "Region": f.Region})
	}
	if s.Denied {
		say(CodePolicy, report.Args{"Policy": policy(there)})
	}
	return all
}

// policy returns what lets a group push: to repositories that are there, or to new
// ones too (Oracle: "Policies to Control Repository Access").
func policy(there bool) string {
	if there {
		return "Allow group GROUP to use repos in tenancy"
	}
	return "Allow group GROUP to manage repos in tenancy"
}

// settling is how long a new auth token may be refused: Oracle says "some minutes".
const settling = 5 * time.Minute

// FreshToken returns CodeFreshToken, a warning, where the newest auth token may be too
// new to work; nil where it works for certain, or its age is not known.
func (f Facts) FreshToken(now time.Time) *report.Finding {
	age := now.Sub(f.newest())
	if age > settling {
		return nil
	}
	return &report.Finding{Code: CodeFreshToken, Severity: report.Warning, Args: report.Args{"Age": age}}
}

// newest returns when the newest auth token was made; zero, which is long ago, where
// that is not known.
func (f Facts) newest() (at time.Time) {
	for _, token := range f.AuthTokens {
		if token.Active && token.Created.After(at) {
			at = token.Created
		}
	}
	return at
}
