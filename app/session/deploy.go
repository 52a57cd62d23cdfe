package session

import (
	"context"
	"slices"

	"auximage/app/accounts"
	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// Deployment is what follows the push, on the way of the image into a cluster: the
// texts, the pull secrets and the person's own Domain file.
type Deployment struct {
	session *Session
	opened  *pulledImage // the texts are about; nil for the image at hand
}

// Deployment returns what works for the cluster.
func (s *Session) Deployment() Deployment { return Deployment{session: s} }

// Values returns what the texts for the cluster are filled with, once the
// files were looked at: that may take as long as they are large. A snapshot has
// what is known at its moment.
func (d Deployment) Values() deploy.Values {
	d.session.inspector.wait(d.session.ctx)
	return d.now()
}

// cluster is what a state means for a cluster.
type cluster struct {
	*state
	opened *pulledImage // in the place of the image at hand; nil for that
}

// values returns what the texts for the cluster are filled with, as far as
// that is known.
func (c cluster) values() deploy.Values {
	f := c.form
	v := deploy.Values{
		UID: f.DomainUID, Namespace: f.DomainNamespace, OnPV: f.OnPV, DomainType: f.DomainType, Primary: f.PrimaryTag,
	}
	if c.opened != nil {
		v.Image, v.Homes = c.opened.reference, c.opened.homes
		ask(&v, c.opened.models)
	} else {
		c.atHand(&v)
	}
	if f.DomainFile != "" && c.domain != nil {
		v.Domain, v.Image = c.domain, c.inDomain(c.domain, v.Image)
	}
	for _, host := range v.Hosts() {
		if a, _ := c.puller(host); a.User != "" {
			v.Accounts = append(v.Accounts, deploy.Account{Host: host, User: a.User})
		}
	}
	return v
}

// atHand fills in the image at hand.
func (c cluster) atHand(v *deploy.Values) {
	reference, homes := c.named()
	v.Image, v.Homes = reference, deploy.Homes{WDT: homes.Tooling(), Model: homes.Model}
	if f := c.form; !f.UseExisting { // whose files are not those of the form
		ask(v, c.summary)
		v.Homes = v.Homes.With(f.WDT != form.WDTNone, len(f.Files()) > 0)
	} else if c.existing != nil && c.existing.Inside != nil {
		in := c.existing.Inside
		v.Homes = v.Homes.With(in.WDT, len(in.Files) > 0)
	}
}

// ask fills in what models ask a cluster for.
func ask(v *deploy.Values, models model.Summary) {
	v.Secrets = modelSecrets(models)
	v.Environment, v.Encrypted, v.FileSize = models.Environment, models.Encrypted, models.FileSize
	v.RCU, v.RunRCU = models.RCU, models.RunRCU
}

func modelSecrets(models model.Summary) (all []deploy.Secret) {
	for _, secret := range models.Secrets {
		all = append(all, deploy.Secret{Name: secret.Name, Keys: secret.Keys})
	}
	return all
}

// named returns the image at hand as a cluster should name it, with its digest
// when it stands in the registry, so that no node keeps another one; and where
// things are in it.
func (c cluster) named() (reference string, homes imaging.Homes) {
	f := c.form
	homes = imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Resolved()
	switch {
	case f.UseExisting && c.existing != nil:
		return c.existing.Reference, c.existing.Homes
	case !f.UseExisting && c.made != nil && c.made.Summary.Pushed:
		return c.made.Summary.Reference + "@" + c.made.Summary.Digest, homes
	}
	return f.Tag, homes
}

// puller returns the account for a registry, with its token where that is known:
// the one that the person named for the primary image, the form's, or the one that
// was used there before.
func (c cluster) puller(host string) (a accounts.Account, token string) {
	f := c.form
	known := append([]accounts.Account{f.BaseAccount()}, c.accounts.Known()...)
	if f.PrimaryUser != "" {
		known = slices.Insert(known, 0, accounts.Account{Host: ocir.Split(f.PrimaryTag).Host, User: f.PrimaryUser})
	}
	if f.NamesUser() { // which a namespace alone does not
		known = slices.Insert(known, 0, f.Account())
	}
	at := slices.IndexFunc(known, func(a accounts.Account) bool {
		return a.User != "" && a.User != ocir.TokenUser && ocir.Address(a.Host) == ocir.Address(host)
	})
	if at < 0 {
		return accounts.Account{}, ""
	}
	t, _ := c.accounts.Token(known[at])
	return known[at], t.Value
}

// PullSecretLacks returns what the pull secret of the form's account lacks, nil
// when it can be saved. A token that is being looked up is waited for.
func (d Deployment) PullSecretLacks() error {
	s := d.session
	s.keeper.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	return d.cluster().lacks()
}

func (c cluster) lacks() error {
	f, hosts := c.form, c.values().Hosts()
	host := f.Target.Host
	if len(hosts) > 0 {
		host = hosts[0]
	}
	a, token := c.puller(host)
	switch {
	case token != "":
		return nil
	case ocir.Address(host) != ocir.Address(f.Target.Host) && a.User != "":
		return fault(CodeNoToken, report.Args{"User": a.User, "Host": host})
	case ocir.Address(host) != ocir.Address(f.Target.Host):
		return fault(CodeNoUser, report.Args{"Host": host})
	case f.User == ocir.TokenUser:
		return fault(CodeShortToken, report.Args{"Host": host})
	case !f.SignsInByAccount() || !f.NamesUser():
		return fault(CodeNoUser, report.Args{"Host": host})
	}
	return fault(CodeNoToken, report.Args{"User": f.User, "Host": host})
}

// PullLogin is an account with the token that its registry is pulled from with.
type PullLogin struct {
	deploy.Account
	Token string // empty where nobody gave one
}

// UnknownTokens returns the registries of the pull secrets whose tokens are not known,
// with who pulls from them where that is known. It waits for the keyring.
func (d Deployment) UnknownTokens() (all []deploy.Account) {
	s := d.session
	s.keeper.Wait()
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, host := range d.cluster().values().Hosts() {
		if a, token := d.cluster().puller(host); token == "" {
			all = append(all, deploy.Account{Host: host, User: a.User})
		}
	}
	return all
}

// SavePullSecret writes the pull secrets into a file that nobody else may read,
// unless ctx ends before: with the tokens that are known and those that were typed
// for it, which are kept nowhere. The one of the form's account must be known. It
// returns what a person has to know of the file.
func (d Deployment) SavePullSecret(ctx context.Context, path string, typed ...PullLogin) ([]report.Finding, error) {
	s := d.session
	s.mu.Lock()
	why := d.cluster().lacks()
	v, tokens := d.cluster().pulls(typed)
	s.mu.Unlock()
	if why != nil {
		return nil, why
	}
	return v.TokenNotes(tokens), s.SaveText(ctx, path, v.PullSecrets(tokens))
}

// pulls returns the values of the pull secrets and their tokens by registry.
func (c cluster) pulls(typed []PullLogin) (v deploy.Values, tokens map[string]string) {
	v, tokens = c.values(), map[string]string{}
	for _, host := range v.Hosts() {
		_, tokens[host] = c.puller(host)
	}
	for _, login := range typed {
		if login.Token != "" && tokens[login.Host] == "" {
			v.Accounts = slices.Insert(v.Accounts, 0, login.Account)
			tokens[login.Host] = login.Token
		}
	}
	return v, tokens
}
