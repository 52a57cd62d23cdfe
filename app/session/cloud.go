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

// Cloud asks Oracle Cloud on a person's behalf, over the session's network.
type Cloud struct{ session *Session }

// Cloud returns what asks Oracle Cloud.
func (s *Session) Cloud() Cloud { return Cloud{s} }

// Ask asks Oracle Cloud with a profile of oci's configuration file; an empty
// region is the profile's, an empty passphrase the file's. It waits for the
// network, and ends early with ctx.
func (c Cloud) Ask(ctx context.Context, p cloud.Profile, region, passphrase string) (CloudAnswer, error) {
	client, done, err := c.client(ctx, p, region, passphrase)
	if err != nil {
		return CloudAnswer{}, err
	}
	defer done()
	facts, found, err := client.Facts(ctx)
	answer := CloudAnswer{Facts: facts, Found: found}
	answer.Host = RegistryHost(facts, facts.Region)
	if answer.Host == "" {
		answer.Found = append(answer.Found, report.Finding{Code: CodeNoRegion, Severity: report.Warning, Args: report.Args{"Region": facts.Region}})
	}
	c.session.change(func(st *state) {
		st.learn(answer)
		for _, f := range answer.Found {
			st.log(f)
		}
	})
	return answer, err
}

// RegistryHost returns the registry's address in a region, by its identifier; empty
// where neither a table here nor the tenancy's subscriptions have it.
func RegistryHost(facts cloud.Facts, region string) string {
	if host := ocir.HostIn(region, "", ""); host != "" {
		return host
	}
	for _, r := range facts.Regions {
		if r.ID == region {
			return ocir.HostIn(region, r.Key, facts.Realm)
		}
	}
	return ""
}

// SignIn asks the form's registry for a token of its own, signed by a
// profile, and signs in with it for this run. It is stored nowhere.
func (c Cloud) SignIn(ctx context.Context, p cloud.Profile, passphrase string) error {
	s := c.session
	client, done, err := c.client(ctx, p, "", passphrase)
	if err != nil {
		return err
	}
	defer done()
	token, err := client.Token(ctx, s.Snapshot().Form.Target.Host)
	if err != nil {
		return err
	}
	s.Edit(func(f *form.Form) { f.SignIn, f.KeepToken = form.ByAccount, false })
	s.Edit(func(f *form.Form) { f.SetUser(ocir.TokenUser) })
	s.Accounts().SetToken(token)
	s.change(func(st *state) { st.signer = p.Name })
	return nil
}

// client opens a client over a transport of its own, which done closes.
func (c Cloud) client(ctx context.Context, p cloud.Profile, region, passphrase string) (*cloud.Client, func(), error) {
	s := c.session
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
		s.change(func(st *state) { s.keeper.Keep(&st.accounts, a, typed, true) })
	}
	return client, t.CloseIdleConnections, nil
}

// Proposals returns what of an answer the form has not, in the order of the
// fields. A user name begins with the namespace that the registry wants.
func (a CloudAnswer) Proposals(f form.Form) []form.Proposal {
	user := a.User
	if user != "" && a.Namespace != "" {
		user = a.Namespace + "/" + user
	} else {
		user = ""
	}
	var all []form.Proposal
	for _, p := range []form.Proposal{
		{Field: form.FieldRegion, Has: f.Target.Host, Want: a.Host},
		{Field: form.FieldNamespace, Has: f.Target.Namespace, Want: a.Namespace},
		{Field: form.FieldUser, Has: f.User, Want: user},
	} {
		if p.Want != "" && p.Want != p.Has {
			all = append(all, p)
		}
	}
	return all
}
