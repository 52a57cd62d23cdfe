// Package session is the single owner of state: form, sign-ins, settings,
// jobs, findings, the image. It has no window: listeners get immutable
// snapshots, at most 20 a second, and hand commands in.
package session

import (
	"errors"

	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Session takes commands from any goroutine.
type Session struct{}

// Config says where a session keeps its things.
type Config struct {
	Dir   string // of the settings file; empty is auximage in os.UserConfigDir()
	Cache string // empty is auximage in os.UserCacheDir(), "off" is none
}

// Open returns a session with the form as it was left.
// A settings file that cannot be read is kept aside and named in the log.
func Open(c Config) (*Session, error) { return &Session{}, nil }

// Close stops a running job, waits for it and writes what is to be kept.
func (s *Session) Close() error { return nil }

// Snapshot returns the state as it is now.
func (s *Session) Snapshot() Snapshot { return Snapshot{} }

// Listen calls f with the newest snapshot after each change, at most 20 times a
// second, never two calls at a time, and at once with the present one.
func (s *Session) Listen(f func(Snapshot)) (stop func()) { return func() {} }

// Edit changes the form: f gets a copy, the result is checked and published.
// For the tag, its parts and the user name use SetTag, SetPart and SetUser,
// which keep them in step.
func (s *Session) Edit(f func(*Form)) {}

// SetTag takes the whole reference as typed or pasted and fills the parts.
func (s *Session) SetTag(text string) {}

// SetPart takes one of FieldRegion (a host), FieldNamespace, FieldRepository,
// FieldVersion and composes the tag.
func (s *Session) SetPart(part Field, text string) {}

// SetUser takes the user name as typed or pasted.
func (s *Session) SetUser(text string) {}

// SetUserForm composes the user name anew in another form.
func (s *Session) SetUserForm(form UserForm) {}

// SetToken keeps the token of the current account, in the keyring when
// Form.KeepToken says so and one can be used. Empty forgets it.
func (s *Session) SetToken(token string) {}

// SetBaseToken keeps the token of the base's pull account.
func (s *Session) SetBaseToken(token string) {}

// UseAccount fills host and user of an account that was used before.
func (s *Session) UseAccount(a Account) {}

// Forget removes an account and its token.
func (s *Session) Forget(a Account) {}

// AddFiles adds files to the lists that their endings belong to; what cannot be
// added is said in the snapshot's FileNotes or Fields[FieldFiles].
func (s *Session) AddFiles(paths ...string) {}

// RemoveFile takes a file off its list.
func (s *Session) RemoveFile(path string) {}

// MoveFile moves a file by n places in its list.
func (s *Session) MoveFile(path string, n int) {}

// RenameInImage sets the name that a file has in the image; empty is its own.
func (s *Session) RenameInImage(path, name string) {}

// UseSample adds the sample model, its variables and its archive.
func (s *Session) UseSample() error { return errors.ErrUnsupported }

// Accept remembers that a person accepted a dangerous finding for its content.
func (s *Session) Accept(f report.Finding, yes bool) {}

// Start starts an action, or returns a Finding that says why it cannot.
// Progress, questions and the outcome come in snapshots.
func (s *Session) Start(a Action) error { return errors.ErrUnsupported }

// Stop ends the running job; the outcome comes when nothing of it runs any more.
func (s *Session) Stop() {}

// Answer answers the question with the ID.
func (s *Session) Answer(id int, c Choice) {}

// Dismiss takes the outcome off the snapshots.
func (s *Session) Dismiss() {}

// New empties the form.
func (s *Session) New() {}

// DomainYAML returns the auxiliaryImages part of a Domain for the image at hand.
func (s *Session) DomainYAML() string { return "" }

// PullSecretCommand returns a kubectl command that makes the pull secret; it
// reads the token from standard input and does not hold it.
func (s *Session) PullSecretCommand() string { return "" }

// UpdateCommand returns the kubectl patch that sets the pushed image in a
// running Domain.
func (s *Session) UpdateCommand() string { return "" }

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
	Patience   int                 `json:"patience,omitempty"` // minutes; 0 is the transport's default
	NoContinue bool                `json:"noContinue,omitempty"`
	Window     [2]int              `json:"window,omitzero"` // width and height
}

// SetPreferences takes new preferences; a Finding says which cannot serve, and
// then nothing changes.
func (s *Session) SetPreferences(p Preferences) error { return nil }

// SetProxyPassword keeps the proxy's password in the keyring.
func (s *Session) SetProxyPassword(password string) {}
