// Package session is the single owner of state: form, sign-ins, settings,
// jobs, findings, the image. It has no window: listeners are woken at most 10
// times a second, take an immutable snapshot, and hand commands in.
//
// All state is in one struct behind one mutex. Commands change it in a moment
// and return; whatever takes longer (a job, the keyring, the check of the files,
// the settings file) runs beside them and comes back with a change of its own.
package session

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"sync"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/app/keychain"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// Session takes commands from any goroutine.
type Session struct {
	dir   string // of the settings file; empty keeps nothing
	cache string // of the engine; empty is none

	strict bool // a warning stops what an error stops

	engine func(*imaging.Client) engine // that works with a client's means
	keeper *accounts.Keeper

	ctx  context.Context // ends with Close
	stop context.CancelFunc

	publisher publisher
	entered   registry.SignIns // of the jobs so far
	settings  saver
	file      settingsFile // held by the saver
	inspector inspector
	projects  Projects

	mu    sync.Mutex
	state state
	shown *Snapshot // of the state as it is; nil until somebody asks
}

// Config says where a session keeps its things.
type Config struct {
	Dir   string // of the settings file; empty is auximage in os.UserConfigDir()
	Cache string // empty is auximage in os.UserCacheDir(), where there is one; "off" is none

	// MemoryOnly is a session without a settings file: it begins with an empty
	// form, writes nothing, and all but tokens in the keyring ends with it.
	MemoryOnly bool

	// Strict is a session in which a warning stops what an error stops; see
	// imaging.Plan.
	Strict bool

	// Accounts are known beside those of the settings file: a session apart,
	// such as the command line's, may use what the person's own has in the keyring.
	Accounts []accounts.Account

	// LooksForKeyring is a session that offers to keep tokens in the keyring: it
	// asks at its start whether there is one.
	LooksForKeyring bool
}

// KnownAccounts returns the accounts that the settings file in a folder knows, the
// newest first; an empty folder is the one of Config.
func KnownAccounts(dir string) []accounts.Account { return known(dir).Accounts }

// KnownPreferences returns the preferences in the settings file of a folder, an empty
// one as above; the zero value where there is none.
func KnownPreferences(dir string) Preferences { return known(dir).Preferences }

func known(dir string) (kept settings) {
	dir, err := folder(dir, os.UserConfigDir)
	if err != nil {
		return settings{}
	}
	data, err := os.ReadFile(filepath.Join(dir, settingsName))
	if err != nil || json.Unmarshal(data, &kept) != nil {
		return settings{} // a damaged file is the business of Open
	}
	return kept
}

// Open returns a session with the form as it was left.
// A settings file that cannot be read is kept aside and named in the log.
func Open(c Config) (*Session, error) { return openWith(c, realEngine, keychain.New()) }

func openWith(c Config, e func(*imaging.Client) engine, ring accounts.Keyring) (*Session, error) {
	s := &Session{engine: e, strict: c.Strict}
	if !c.MemoryOnly {
		var err error
		if s.dir, err = folder(c.Dir, os.UserConfigDir); err != nil {
			return nil, err
		}
	}
	var err error
	if s.cache, err = cacheFolder(c.Cache); err != nil {
		return nil, err
	}
	s.ctx, s.stop = context.WithCancel(context.Background())
	s.keeper = accounts.NewKeeper(s.ctx, ring, s.heard)
	s.settings.save = s.writeSettings
	s.projects.session = s
	s.inspector.session, s.inspector.read = s, map[string]readThrough{}

	kept, first, aside, err := readSettings(s.dir)
	kept.Accounts = slices.Concat(kept.Accounts, c.Accounts)
	s.state = newState(kept, first)
	s.file.dir = s.dir
	s.file.last, _ = s.state.kept().asRead() // which was just read
	switch {
	case aside != "":
		s.state.noteSettings(report.Finding{Code: CodeSettingsAside, Severity: report.Warning, File: aside, Cause: err})
	case err != nil:
		s.state.noteSettings(report.Finding{Code: CodeSettingsUnread, Severity: report.Warning, File: filepath.Join(s.dir, settingsName), Cause: err})
	}
	if c.LooksForKeyring {
		s.keeper.LookForKeyring()
	}
	s.reopen(kept)
	s.change(s.follow)
	s.inspector.look(s.form())
	return s, nil
}

// folder returns the folder given, or the program's own in a system folder.
func folder(given string, system func() (string, error)) (string, error) {
	if given != "" {
		return filepath.Abs(given)
	}
	parent, err := system()
	return filepath.Join(parent, "auximage"), err
}

// cacheFolder returns the folder of the cache, empty for none. Where there is no
// home, as in many a pipeline, the work is done without.
func cacheFolder(given string) (string, error) {
	if given == "off" {
		return "", nil
	}
	dir, err := folder(given, os.UserCacheDir)
	if given == "" && err != nil {
		return "", nil
	}
	return dir, err
}

// Places returns where the session keeps its things: the settings file and the
// folder of the cache. Empty is nowhere.
func (s *Session) Places() (settings, cache string) {
	if s.dir != "" {
		settings = filepath.Join(s.dir, settingsName)
	}
	return settings, s.cache
}

// Close stops a running job, waits for it and writes what is to be kept.
func (s *Session) Close() error {
	s.Stop()
	s.waitForJob()
	s.inspector.stop()
	s.keeper.Wait()
	s.settings.flush()
	s.stop()
	return nil
}

// change changes the state under the lock and wakes the listeners.
func (s *Session) change(f func(*state)) {
	s.mu.Lock()
	asked, outcomes := s.state.asked, s.state.outcomes
	f(&s.state)
	s.shown = nil
	urgent := s.state.asked != asked || s.state.outcomes != outcomes
	kept := s.state.unsaved
	s.state.unsaved = false
	s.mu.Unlock()
	s.publisher.changed(urgent)
	if kept && s.dir != "" {
		s.settings.changed()
	}
}

func (s *Session) writeSettings() {
	s.mu.Lock()
	kept := s.state.kept()
	s.mu.Unlock()
	err := s.file.write(kept)
	s.change(func(st *state) {
		if err == nil {
			st.settingsKept()
			return
		}
		st.noteSettings(report.Finding{Code: CodeSettingsUnkept, Severity: report.Warning, File: filepath.Join(s.dir, settingsName), Cause: err})
	})
}

// Snapshot returns the state as it is now. It is made once after each change,
// however many ask.
func (s *Session) Snapshot() Snapshot {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.shown == nil {
		snap := s.state.snapshot()
		s.shown = &snap
	}
	return *s.shown
}

// Listen calls f at once and after changes, at most 10 times a second, never two
// calls at a time; for a question and an outcome it does not wait. It hands no
// snapshot: f takes the one that it draws when it draws, which may be later and
// on another goroutine, so that none is made in vain or drawn after a newer one.
// A call that runs while stop is called may end after it.
func (s *Session) Listen(f func()) (stop func()) { return s.publisher.listen(f) }

// Edit changes the form: f gets a copy, the result is checked and published.
// The form's own methods keep in step what belongs together.
func (s *Session) Edit(f func(*form.Form)) {
	var now form.Form
	var look bool
	s.change(func(st *state) {
		was := st.form
		now = was.Clone()
		f(&now)
		if p := was.Target; (now.Target.Host != p.Host || now.Target.Namespace != p.Namespace) && now.SignsInByAccount() && !now.NamesUser() {
			now.UseKnown(st.accounts.Known())
		}
		look = st.setForm(now)
		now = st.form
		s.follow(st)
		if held := st.accounts.Held(); was.KeepToken != now.KeepToken && held.Value != "" && !held.Typed {
			s.keeper.Keep(&st.accounts, now.Account(), held.Value, now.KeepToken)
		}
	})
	if look {
		s.inspector.look(now)
	}
}

// AddFiles adds files to the lists that their endings belong to; what cannot be
// added is said in the snapshot's Fields[FieldFiles].
func (s *Session) AddFiles(paths ...string) {
	var notes []report.Finding
	s.Edit(func(f *form.Form) { notes = f.Add(paths) })
	s.change(func(st *state) { st.refuse(notes) })
}

// Accept remembers that a person accepted a dangerous finding for its content.
func (s *Session) Accept(f report.Finding, yes bool) {
	s.change(func(st *state) { st.accept(AcceptKey(f), yes) })
}

// New empties the form and leaves its project file.
func (s *Session) New() {
	s.closeProject()
	s.change(func(st *state) { st.skipPreparing("", false) }) // another form, another question
	s.Edit(func(f *form.Form) {
		dir := f.DownloadDir
		*f = form.New()
		f.DownloadDir = dir
	})
}

// Log writes a line into the console, for those who act beside the session.
func (s *Session) Log(level report.Severity, text string) {
	s.change(func(st *state) { st.console.add(level, text) })
}

// log writes what an error means into the console.
func (st *state) log(err error) {
	level := report.Error
	if f, ok := report.Of(err); ok {
		level = f.Severity
	}
	st.console.add(level, words.OfError(err).String())
}
