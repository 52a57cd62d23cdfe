package main

import (
	"context"
	"errors"
	"flag"
	"strconv"
	"strings"

	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/transport"
)

// formOptions are the fields of the form that few people set, so that the
// command can say all that the window can.
type formOptions struct {
	primary        string
	webLogic       string
	accepted       []string
	strict         bool // warnings are failures too
	existing, onPV bool

	domainFile, domainUID, domainNamespace, primaryUser string

	domainType deploy.DomainType

	names map[string]string // in the image, by path
	last  string            // the file that --as names

	nameless bool // an --as without a file or a name

	baseFile, baseUser, baseDigest string
	alwaysPull                     bool

	wdtHome, modelHome string
	labels             map[string]string

	mode         string // of the sign-in
	keepPassword bool

	proxyUser  string
	bypass     []string
	patience   int
	noContinue bool

	passwordFile, basePasswordFile, proxyPasswordFile string
}

// named adds a flag for files, each of which --as may name.
func (o *formOptions) named(f *flag.FlagSet, flag string, to *[]string) {
	f.Func(flag, "", func(path string) error {
		*to, o.last = append(*to, path), absolute(path)
		return nil
	})
}

// register adds the flags.
func (o *formOptions) register(f *flag.FlagSet) {
	f.StringVar(&o.primary, "primary", session.DefaultPrimaryTag, "")
	f.Func("weblogic", "", func(version string) error {
		if o.webLogic = version; version != session.AnyWebLogic && !imaging.ValidWebLogic(version) {
			return errors.New("12.2.1.4, 14.1.2.0, 15.1.1, any")
		}
		return nil
	})
	f.Func("accept", "", func(finding string) error {
		if o.accepted = append(o.accepted, finding); !strings.Contains(finding, ":") {
			return errors.New("CODE:PATH")
		}
		return nil
	})
	f.BoolVar(&o.strict, "strict", false, "")
	f.BoolVar(&o.existing, "existing", false, "")
	f.BoolVar(&o.onPV, "on-pv", false, "")
	f.StringVar(&o.domainFile, "domain-file", "", "")
	f.StringVar(&o.domainUID, "domain-uid", "", "")
	f.StringVar(&o.domainNamespace, "domain-namespace", "", "")
	f.Func("domain-type", "", func(name string) error {
		switch o.domainType = deploy.DomainType(name); o.domainType {
		case deploy.WLS, deploy.JRF, deploy.RestrictedJRF:
			return nil
		}
		return errors.New("WLS, JRF, RestrictedJRF")
	})
	f.StringVar(&o.primaryUser, "primary-user", "", "")
	f.Func("as", "", func(name string) error {
		o.nameless = o.nameless || o.last == "" || name == ""
		if o.names == nil {
			o.names = map[string]string{}
		}
		o.names[o.last] = name
		return nil
	})
	f.StringVar(&o.baseFile, "base-file", "", "")
	f.StringVar(&o.baseUser, "base-user", "", "")
	f.StringVar(&o.baseDigest, "base-digest", "", "")
	f.BoolVar(&o.alwaysPull, "always-pull", false, "")
	f.StringVar(&o.wdtHome, "wdt-home", "", "")
	f.StringVar(&o.modelHome, "model-home", "", "")
	f.Func("label", "", func(pair string) error {
		name, value, ok := strings.Cut(pair, "=")
		if !ok || name == "" {
			return errors.New("NAME=VALUE")
		}
		if o.labels == nil {
			o.labels = map[string]string{}
		}
		o.labels[name] = value
		return nil
	})
	f.Func("sign-in", "", func(mode string) error {
		switch session.SignInMode(mode) {
		case session.ByAccount, session.ByTools, session.ByNobody:
			o.mode = mode
			return nil
		}
		return errors.New("account, tools, none")
	})
	f.BoolVar(&o.keepPassword, "keep-password", false, "")
	f.StringVar(&o.proxyUser, "proxy-user", "", "")
	f.Func("proxy-bypass", "", func(host string) error {
		o.bypass = append(o.bypass, host)
		return nil
	})
	f.Func("patience", "", func(minutes string) (err error) {
		if o.patience, err = strconv.Atoi(minutes); err != nil || o.patience < 0 {
			return errors.New("≥ 0")
		}
		return nil
	})
	f.BoolVar(&o.noContinue, "no-continue", false, "")
	f.StringVar(&o.passwordFile, "password-file", "", "")
	f.StringVar(&o.basePasswordFile, "base-password-file", "", "")
	f.StringVar(&o.proxyPasswordFile, "proxy-password-file", "", "")
}

// fill fills the form.
func (o *formOptions) fill(f *session.Form) {
	f.PrimaryTag, f.UseExisting, f.OnPV = o.primary, o.existing, o.onPV
	f.WebLogic, f.Accepted = o.webLogic, o.accepted
	if o.domainFile != "" {
		f.DomainFile = absolute(o.domainFile)
	}
	f.DomainUID, f.DomainNamespace, f.DomainType, f.PrimaryUser = o.domainUID, o.domainNamespace, o.domainType, o.primaryUser
	for _, files := range [][]input.File{f.Models, f.Variables, f.Archives} {
		for i := range files {
			files[i].Name = o.names[files[i].Path]
		}
	}
	if o.baseFile != "" {
		f.CustomBase, f.BaseFile = true, absolute(o.baseFile)
	}
	f.BaseUser, f.AlwaysPull = o.baseUser, o.alwaysPull
	f.WDTHome, f.ModelHome, f.Labels = o.wdtHome, o.modelHome, o.labels
	f.KeepToken = o.keepPassword
}

// prefer adds what the preferences have beside the common flags.
func (o *formOptions) prefer(p *session.Preferences) {
	if p.ProxyMode == transport.OwnProxy && p.ProxyURL == "none" {
		p.ProxyMode, p.ProxyURL = transport.NoProxy, ""
	}
	p.ProxyUser, p.Bypass = o.proxyUser, o.bypass
	p.Patience, p.NoContinue = o.patience, o.noContinue
}

// secrets hands over the passwords that files hold.
func (o *formOptions) secrets(ctx context.Context, s *session.Session) error {
	for _, secret := range []struct {
		path string
		take func(string)
	}{{o.passwordFile, s.SetToken}, {o.basePasswordFile, s.SetBaseToken}, {o.proxyPasswordFile, s.SetProxyPassword}} {
		if secret.path == "" {
			continue
		}
		text, err := readSecret(ctx, secret.path)
		if err != nil {
			return err
		}
		secret.take(text)
	}
	return nil
}
