package form

import (
	"cmp"
	"slices"
	"strings"

	"auximage/app/accounts"
	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// SetTag takes the whole reference as typed or pasted: the parts follow.
func (f *Form) SetTag(text string) {
	f.Tag = ocir.Clean(text)
	f.retarget(ocir.Split(f.Tag))
}

// SetPart takes one part: the tag follows. A whole reference pasted into a part
// is taken for what it is, and so is the version behind a repository's name.
func (f *Form) SetPart(part Field, text string) {
	text = ocir.Clean(text)
	p := f.Target
	switch part {
	case FieldRegion:
		p.Host = text
	case FieldNamespace:
		p.Namespace = text
	case FieldRepository:
		p.Repository = text
		if name, version, named := strings.Cut(text, ":"); named && !strings.ContainsAny(version, "/@:") {
			p.Repository, p.Version = name, cmp.Or(version, p.Version)
		}
	case FieldVersion:
		p.Version = text
	default:
		return
	}
	if whole := ocir.Split(text); whole.Host != "" && whole.Repository != "" {
		p = whole
	}
	f.retarget(p)
	f.Tag = f.Target.String()
}

// retarget takes new parts; the user name follows them as long as nobody typed
// one of another namespace.
func (f *Form) retarget(p ocir.Parts) {
	was := f.Target
	f.Target = p
	if p.Host == was.Host && p.Namespace == was.Namespace {
		return
	}
	if f.User == ocir.TokenUser && was.Host != "" && p.Host != was.Host {
		f.User = "" // its token is that of one registry
	}
	name, follows := strings.CutPrefix(f.User, was.Namespace+"/")
	switch {
	case f.User == ocir.TokenUser:
		return
	case was.Namespace == "" || !follows && !strings.Contains(f.User, "/"):
		name, follows = f.User, !strings.Contains(f.User, "/") // typed before there was a namespace
	case !follows:
		return
	}
	switch {
	case !follows:
	case f.oracles():
		f.User = f.proposed(name)
	case name != "" && was.Namespace != "" && p.Namespace != "" && f.User != name:
		f.User = p.Namespace + "/" + name
	case name == "":
		f.User = ""
	}
}

// ProposeUser leaves of the user name what the tag proposes: at Oracle's registry the
// namespace.
func (f *Form) ProposeUser() {
	f.SetUser("")
	if f.oracles() {
		f.User = f.proposed("")
	}
}

// oracles tells whether the target is in a tenancy's namespace at Oracle's registry.
func (f *Form) oracles() bool {
	p := f.Target
	return ocir.IsHost(p.Host) && p.Namespace != "" && report.Worst(ocir.CheckNamespace(p)) < report.Error
}

// proposed returns a name in the namespace, in the form that was chosen. A rest
// of a name that has a form of its own keeps that.
func (f *Form) proposed(name string) string {
	if strings.Contains(name, "/") || f.UserForm == DomainUser && f.Domain == "" {
		return f.Target.Namespace + "/" + name
	}
	return ocir.UserName(ocir.Form(f.UserForm), f.Target.Namespace, f.Domain, name)
}

// SetUser takes the user name as typed or pasted: its form follows. A whole
// name typed behind the namespace that was there already has it once.
func (f *Form) SetUser(text string) {
	was := f.User
	f.User = ocir.Clean(text)
	if strings.HasSuffix(text, "/") && f.User != "" {
		f.User += "/" // being typed: namespace first, name next
	}
	begun := f.Target.Namespace + "/"
	if twice := begun + begun; strings.HasPrefix(was, begun) && !strings.HasPrefix(was, twice) && strings.HasPrefix(f.User, twice) {
		f.User = strings.TrimPrefix(f.User, begun)
	}
	u := ocir.SplitUser(f.User)
	f.UserForm = UserForm(u.Form)
	if u.Form == ocir.Domain {
		f.Domain = u.Domain
	}
}

// NamesUser tells whether the user name has more than a namespace.
func (f *Form) NamesUser() bool { return ocir.SplitUser(f.User).Name != "" }

// SetUserForm writes the user name in another form.
func (f *Form) SetUserForm(form UserForm) {
	u := ocir.SplitUser(f.User)
	f.UserForm = form
	if u.Namespace == "" {
		u.Namespace = f.Target.Namespace
	}
	if u.Namespace == "" && u.Name == "" {
		return
	}
	f.User = ocir.UserName(ocir.Form(form), u.Namespace, f.Domain, u.Name)
}

// WithoutTokens returns the form without user names that look like tokens, so
// that none is written down, and without the name for a token of one hour.
func (f Form) WithoutTokens() Form {
	for _, user := range []*string{&f.User, &f.BaseUser, &f.PrimaryUser} {
		if IsToken(*user) || *user == ocir.TokenUser {
			*user = ""
		}
	}
	return f
}

// Account returns whose token a push uses.
func (f *Form) Account() accounts.Account { return accounts.Account{Host: f.Target.Host, User: f.User} }

// BaseAccount returns whose token a pull of the base uses.
func (f *Form) BaseAccount() accounts.Account {
	if f.BaseUser == "" {
		return accounts.Account{}
	}
	return accounts.Account{Host: ocir.Split(f.BaseReference()).Host, User: f.BaseUser}
}

// BaseReference returns the reference of the base.
func (f *Form) BaseReference() string {
	if f.CustomBase {
		return f.BaseRef
	}
	return imaging.DefaultBase
}

// UseKnown fills in the user who signed in at the tag's registry before.
func (f *Form) UseKnown(known []accounts.Account) {
	for _, a := range known {
		namespace := ocir.SplitUser(a.User).Namespace
		if a.Host == f.Target.Host && (!ocir.IsHost(a.Host) || namespace == f.Target.Namespace) {
			f.SetUser(a.User)
			return
		}
	}
}

// IsToken tells whether a user name looks like a token: it is written nowhere.
func IsToken(user string) bool {
	return slices.ContainsFunc(ocir.CheckUser(user, ocir.Parts{}), func(f report.Finding) bool { return f.Code == ocir.CodeUserIsToken })
}
