package session

import (
	"context"
	"net/url"
	"reflect"
	"slices"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/imaging/ocir"
	"auximage/imaging/transport"
)

// Preferences are kept beside the form.
type Preferences struct {
	Language   string              `json:"language,omitempty"` // "en", "fr"; empty is the system's
	Theme      string              `json:"theme,omitempty"`    // "light", "dark"; empty is the system's
	ProxyMode  transport.ProxyMode `json:"proxyMode,omitempty"`
	ProxyURL   string              `json:"proxyURL,omitempty"`
	ProxyUser  string              `json:"proxyUser,omitempty"` // its password is in the keyring
	Bypass     []string            `json:"bypass,omitempty"`
	CAFile     string              `json:"caFile,omitempty"`
	Releases   string              `json:"releases,omitempty"` // mirror of the WDT releases
	PlainHTTP  []string            `json:"plainHTTP,omitempty"`
	JavaHome   string              `json:"javaHome,omitempty"`   // what prepareModel ran with
	OracleHome string              `json:"oracleHome,omitempty"` // likewise
	Window     [2]int              `json:"window,omitzero"`      // width and height
	FollowLab  bool                `json:"followLab,omitempty"`  // the lab's steps are shown
	LabDone    []form.Field        `json:"labDone,omitempty"`    // of them, in this run or before

	// RetryBudget is how long transient faults are waited out in all; 0 is the
	// transport's default. Only the command has a flag for it.
	RetryBudget time.Duration `json:"-"`
}

// SetPreferences takes new preferences, cleaned; a Finding says which cannot serve,
// and then nothing changes, nor when ctx ends before. It reads the CA file, and takes
// as long as its folder wants to answer, and asks the system for its proxies.
func (s *Session) SetPreferences(ctx context.Context, p Preferences) error {
	p = p.Cleaned()
	found := p.Check()
	for _, setting := range AllSettings {
		if wrong, ok := found[setting]; ok {
			return wrong
		}
	}
	_, err := transport.New(p.transport(""))
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	s.change(func(st *state) {
		if !reflect.DeepEqual(p.transport(""), st.preferences.transport("")) {
			st.signedIn = nil // another way there, another answer
		}
		st.preferences, st.unsaved = p, true
	})
	return nil
}

// Remember changes those preferences that no connection depends on: how the window
// looks.
func (s *Session) Remember(change func(p *Preferences)) {
	s.change(func(st *state) {
		change(&st.preferences)
		st.unsaved = true
	})
}

func (p Preferences) transport(password string) transport.Settings {
	return transport.Settings{
		Proxy: transport.Proxy{
			Mode: p.ProxyMode, URL: p.ProxyURL, Bypass: p.Bypass, User: p.ProxyUser, Password: password,
		},
		CAFile:      p.CAFile,
		PlainHTTP:   p.PlainHTTP,
		RetryBudget: p.RetryBudget,
	}
}

// ProxyAccount returns under which name the proxy's password is kept.
func (p Preferences) ProxyAccount() accounts.Account {
	host := p.ProxyURL
	if u, err := url.Parse(p.ProxyURL); err == nil && u.Host != "" {
		host = u.Host
	}
	return accounts.Account{Host: "proxy:" + host, User: p.ProxyUser}
}

// transportSettings returns the settings of the job, with the proxy's password.
func (w *worker) transportSettings(ctx context.Context) transport.Settings {
	w.mu.Lock()
	p := w.state.preferences
	w.mu.Unlock()
	password := ""
	if p.ProxyMode == transport.OwnProxy && p.ProxyUser != "" {
		password = w.token(ctx, p.ProxyAccount())
	}
	settings := p.transport(password)
	switch w.job.action {
	case ActCheckSignIn, ActLookUp:
		return failingFast(settings)
	}
	return settings
}

// checkBudget is how long a check, for which a person waits, bears what may pass.
const checkBudget = 10 * time.Second

// failingFast returns the settings of a check, which is to answer in seconds.
func failingFast(settings transport.Settings) transport.Settings {
	settings.RetryBudget, settings.FailFast = checkBudget, true
	return settings
}

// allowPlain remembers that a host may be reached without encryption.
func (st *state) allowPlain(host string) {
	if !slices.Contains(st.preferences.PlainHTTP, host) {
		st.preferences.PlainHTTP = append(slices.Clip(st.preferences.PlainHTTP), host)
		st.unsaved = true
	}
}

// signIns returns the accounts of a job: the one in the form for its registry,
// the pull account for the base's or, where there is none, the one that was used
// at the base's registry before.
func (w *worker) signIns(ctx context.Context) signIns {
	w.mu.Lock()
	filled, known := w.state.form, w.state.accounts.Known()
	w.mu.Unlock()

	all := signIns{}
	base := filled.BaseAccount()
	secret := w.token(ctx, base)
	if secret == "" {
		host := ocir.Address(ocir.Split(filled.BaseReference()).Host)
		at := slices.IndexFunc(known, func(a accounts.Account) bool { return ocir.Address(a.Host) == host })
		if at >= 0 {
			base, secret = known[at], w.token(ctx, known[at])
		}
	}
	all.put(base, secret)
	w.usedBase = credential{base, secret}
	switch filled.SignIn {
	case form.ByNobody:
		all[ocir.Address(filled.Target.Host)] = authn.Anonymous
	case form.ByTools:
		delete(all, ocir.Address(filled.Target.Host))
	default:
		w.used = credential{filled.Account(), w.token(ctx, filled.Account())}
		all.put(w.used.Account, w.used.token)
	}
	return all
}

// token returns the secret of an account: typed, known in this run, or in the
// keyring.
func (w *worker) token(ctx context.Context, a accounts.Account) string {
	if a.User == "" {
		return ""
	}
	w.mu.Lock()
	known, ok := w.state.accounts.Token(a)
	w.mu.Unlock()
	if ok {
		return known.Value
	}
	return w.keeper.Read(ctx, a)
}

func (s signIns) put(a accounts.Account, secret string) {
	if a.User != "" && secret != "" {
		s[ocir.Address(a.Host)] = &authn.Basic{Username: a.User, Password: secret}
	}
}
