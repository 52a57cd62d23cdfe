package cloud_test

import (
	"slices"
	"testing"
	"time"

	"auximage/app/cloud"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

func TestTheFactsSayWhatIsWrongWithASignIn(t *testing.T) {
	now := time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)
	no, yes := false, true
	facts := cloud.Facts{
		Region: "uk-london-1", Namespace: "ns", User: "lab.user@example.com",
		Repositories: []string{"there"}, Complete: true, CreatesFirst: &no,
		AuthTokens: []cloud.AuthToken{{Created: now.Add(-time.Hour), Active: true}, {Created: now.Add(-time.Minute), Active: true}},
	}
	old := facts
	old.AuthTokens = facts.AuthTokens[:1]
	none := facts
	none.AuthTokens = []cloud.AuthToken{}
	makes := facts
	makes.CreatesFirst = &yes
	partly := facts
	partly.Complete = false
	right := cloud.SignIn{Namespace: "ns", Repository: "there", User: "ns/lab.user@example.com"}
	with := func(change func(*cloud.SignIn)) cloud.SignIn {
		s := right
		change(&s)
		return s
	}
	refused := with(func(s *cloud.SignIn) { s.Refused = true })
	missing := with(func(s *cloud.SignIn) { s.Repository = "missing" })
	for name, c := range map[string]struct {
		facts cloud.Facts
		try   cloud.SignIn
		want  []report.Code
	}{
		"all is right":                    {facts, right, nil},
		"nothing is known":                {cloud.Facts{}, refused, nil},
		"another namespace":               {facts, with(func(s *cloud.SignIn) { s.Namespace = "other" }), []report.Code{cloud.CodeOtherNamespace}},
		"another user that is taken":      {facts, with(func(s *cloud.SignIn) { s.User = "ns/robot" }), nil},
		"another user that is refused":    {old, with(func(s *cloud.SignIn) { s.User, s.Refused = "ns/robot", true }), []report.Code{cloud.CodeOtherUser}},
		"a token of a minute":             {facts, refused, []report.Code{cloud.CodeFreshToken}},
		"a token of an hour":              {old, refused, nil},
		"no token":                        {none, refused, []report.Code{cloud.CodeNoAuthToken}},
		"no repository, and none is made": {facts, missing, []report.Code{cloud.CodeNoRepository}},
		"no repository, and one is made":  {makes, missing, nil},
		"not all repositories are known":  {partly, missing, nil},
		"a token of an hour that ended":   {none, with(func(s *cloud.SignIn) { s.User, s.Refused = ocir.TokenUser, true }), []report.Code{cloud.CodeTokenEnded}},
		"such a token, not allowed":       {facts, with(func(s *cloud.SignIn) { s.User, s.Denied = ocir.TokenUser, true }), []report.Code{cloud.CodePolicy}},
		"not allowed":                     {facts, with(func(s *cloud.SignIn) { s.Denied = true }), []report.Code{cloud.CodePolicy}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []report.Code
			for _, f := range c.facts.Advise(c.try, now) {
				got = append(got, f.Code)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
	for there, want := range map[string]string{"there": "Allow group GROUP to use repos in tenancy", "missing": "Allow group GROUP to manage repos in tenancy"} {
		advice := makes.Advise(with(func(s *cloud.SignIn) { s.Repository, s.Denied = there, true }), now)
		if len(advice) != 1 || advice[0].Args["Policy"] != want {
			t.Errorf("%s: got %v, want %q", there, advice, want)
		}
	}
}
