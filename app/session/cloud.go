package session

import (
	"context"

	"auximage/app/accounts"
	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// CloudAnswer is what Oracle Cloud knows that the form wants to know.
type CloudAnswer struct {
	cloud.Facts
	Host  string           // of the registry of the region that was asked; empty when no region is known by its name
	Found []report.Finding // why something could not be learned
}

// CloudProfile is a profile of oci's configuration file.
type CloudProfile struct {
	cloud.Profile
	Locked bool // its key wants a passphrase
}

// CloudProfiles reads the profiles of oci's configuration file and looks at their
// keys. No file is no profile.
func CloudProfiles() ([]CloudProfile, error) {
	profiles, err := cloud.Profiles(cloud.File())
	var all []CloudProfile
	for _, p := range profiles {
		all = append(all, CloudProfile{p, p.NeedsPassphrase()})
	}
	return all, err
}

// AskCloud asks Oracle Cloud with a profile of oci's configuration file; an empty
// region is the profile's, an empty passphrase the file's. It waits for the
// network, and ends early with ctx.
func (s *Session) AskCloud(ctx context.Context, p cloud.Profile, region, passphrase string) (CloudAnswer, error) {
	client, done, err := s.cloudClient(ctx, p, region, passphrase)
	if err != nil {
		return CloudAnswer{}, err
	}
	defer done()
	facts, found, err := client.Facts(ctx)
	answer := CloudAnswer{Facts: facts, Found: found}
	if known := ocir.Find(facts.Region); facts.Region != "" && len(known) > 0 {
		answer.Host = known[0].Host
	}
	for _, f := range found {
		s.change(func(st *state) { st.log(f) })
	}
	return answer, err
}

// SignInByCloud asks the form's registry for a token of its own, signed by a
// profile, and signs in with it for this run. It is stored nowhere.
func (s *Session) SignInByCloud(ctx context.Context, p cloud.Profile, passphrase string) error {
	client, done, err := s.cloudClient(ctx, p, "", passphrase)
	if err != nil {
		return err
	}
	defer done()
	token, err := client.Token(ctx, s.Snapshot().Form.Target.Host)
	if err != nil {
		return err
	}
	s.Edit(func(f *form.Form) { f.SignIn, f.KeepToken = form.ByAccount, false })
	s.SetUser(cloud.TokenUser)
	s.SetToken(token)
	return nil
}

// cloudClient opens a client over a transport of its own, which done closes.
func (s *Session) cloudClient(ctx context.Context, p cloud.Profile, region, passphrase string) (*cloud.Client, func(), error) {
	w := &worker{Session: s, job: &job{action: ActLookUp}}
	t, err := transport.New(w.transportSettings(ctx))
	if err != nil {
		return nil, nil, err
	}
	a := accounts.Account{Host: "oracle-cloud", User: p.Name} // under which the passphrase is kept
	typed := passphrase
	if typed == "" && p.NeedsPassphrase() {
		passphrase = w.token(ctx, a)
	}
	if passphrase != "" {
		s.change(func(st *state) { st.console.hide(passphrase) })
	}
	client, err := cloud.Open(p, region, passphrase, t)
	if err != nil {
		t.CloseIdleConnections()
		return nil, nil, err
	}
	if typed != "" && s.dir != "" { // a command keeps nothing unasked
		if _, err := s.vault.Set(ctx, a.Host, a.User, typed, true); err != nil {
			s.change(func(st *state) { st.log(err) })
		}
	}
	return client, t.CloseIdleConnections, nil
}

// Proposal is a value for a field that holds another one or none.
type Proposal struct {
	Field     form.Field
	Has, Want string
}

// Proposals returns what of an answer the form has not, in the order of the
// fields. A user name begins with the namespace that the registry wants.
func (a CloudAnswer) Proposals(f form.Form) []Proposal {
	user := a.User
	if user != "" && a.Namespace != "" {
		user = a.Namespace + "/" + user
	} else {
		user = ""
	}
	var all []Proposal
	for _, p := range []Proposal{
		{form.FieldRegion, f.Target.Host, a.Host},
		{form.FieldNamespace, f.Target.Namespace, a.Namespace},
		{form.FieldUser, f.User, user},
	} {
		if p.Want != "" && p.Want != p.Has {
			all = append(all, p)
		}
	}
	return all
}

// Propose fills the form's empty fields with proposals and returns the others:
// nothing that was typed is written over.
func (s *Session) Propose(all []Proposal) (others []Proposal) {
	for _, p := range all {
		if p.Has == "" {
			s.Take(p)
		} else {
			others = append(others, p)
		}
	}
	return others
}

// Take puts a proposal into its field.
func (s *Session) Take(p Proposal) {
	if p.Field == form.FieldUser {
		s.SetUser(p.Want)
		return
	}
	s.SetPart(p.Field, p.Want)
}
