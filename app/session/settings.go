package session

import (
	"context"
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"time"

	"auximage/app/accounts"
	"auximage/app/form"
	"auximage/imaging/cachedir"
	"auximage/imaging/report"
)

// settingsName is the name of the one file that a session keeps.
const settingsName = "settings.json"

// saveAfter is how long the settings rest before they are written, so that
// typing is one write.
const saveAfter = 500 * time.Millisecond

// settings is what a session keeps from one start to the next. It holds no secret.
type settings struct {
	Form        form.Form          `json:"form"`
	Preferences Preferences        `json:"preferences,omitzero"`
	Accounts    []accounts.Account `json:"accounts,omitempty"` // newest first
	Recent      []string           `json:"recent,omitempty"`
	Project     keptProject        `json:"project,omitzero"`
	Accepted    map[string]bool    `json:"accepted,omitempty"`
	Originals   originals          `json:"originals,omitempty"`
	Copies      originals          `json:"copies,omitempty"`
	Pushes      []PastPush         `json:"pushes,omitempty"` // newest first
	Cloud       repositories       `json:"cloud,omitzero"`

	SkipsPreparing map[string]bool   `json:"skipsPreparing,omitempty"`
	NoPassphrase   map[string]bool   `json:"noPassphrase,omitempty"`
	DomainFiles    map[string]string `json:"domainFiles,omitempty"`

	Made *made `json:"made,omitempty"` // the last image, which the same form makes again
}

// readSettings returns the settings in a folder, empty for none. Where there are none first is
// true. A file that cannot be understood is renamed to the returned name.
func readSettings(dir string) (kept settings, first bool, aside string, err error) {
	if dir == "" {
		return settings{}, true, "", nil
	}
	cachedir.Sweep(dir)
	path := filepath.Join(dir, settingsName)
	data, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return settings{}, true, "", nil
	}
	if err != nil {
		return settings{}, false, "", err
	}
	if json.Unmarshal(data, &kept) == nil {
		return kept, false, "", nil
	}
	aside = path + ".damaged-" + time.Now().UTC().Format("20060102T150405")
	if err := os.Rename(path, aside); err != nil {
		return settings{}, true, "", err
	}
	return settings{}, true, aside, nil
}

// writeSettings puts the settings into the folder: whole, or not at all.
func writeSettings(dir string, s settings) error {
	data, err := json.MarshalIndent(s, "", "  ")
	if err != nil {
		return err
	}
	return cachedir.AtomicWrite(context.Background(), filepath.Join(dir, settingsName), cachedir.Private, cachedir.Bytes(append(data, '\n')))
}

// noteSettings says what is wrong with the settings file, once.
func (st *state) noteSettings(f report.Finding) {
	if st.settings == nil || st.settings.Code != f.Code {
		st.log(f)
	}
	st.settings = &f
}

// settingsKept takes back that the settings could not be written.
func (st *state) settingsKept() {
	if st.settings != nil && st.settings.Code == CodeSettingsUnkept {
		st.settings = nil
	}
}

// saver calls save once a rest after the last change.
type saver struct {
	save func()

	mu    sync.Mutex
	timer *time.Timer
	dirty bool
	busy  sync.Mutex // one save at a time
}

// changed plans a save.
func (s *saver) changed() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.dirty = true
	if s.timer == nil {
		s.timer = time.AfterFunc(saveAfter, s.flush)
		return
	}
	s.timer.Reset(saveAfter)
}

// flush saves now what is not saved yet.
func (s *saver) flush() {
	s.busy.Lock()
	defer s.busy.Unlock()
	s.mu.Lock()
	dirty := s.dirty
	s.dirty = false
	if s.timer != nil {
		s.timer.Stop()
	}
	s.mu.Unlock()
	if dirty {
		s.save()
	}
}
