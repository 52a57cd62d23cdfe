package session

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"time"

	"auximage/imaging/cachedir"
)

// settingsFile is the file that the sessions on a folder share. Each writes what it has
// changed itself: what another one wrote meanwhile stays.
type settingsFile struct {
	dir  string
	last settings // of this session: as they were read or written last
}

// lockWait is how long another session may take to write: a program that quits does not
// wait for longer.
const lockWait = 2 * time.Second

// write puts settings into the file, which is read anew: whole, or not at all. What the
// session did not change since the last time is taken from there, and from nowhere into
// the session, so that nothing changes under a person's hand.
func (sf *settingsFile) write(now settings) error {
	if err := os.MkdirAll(sf.dir, 0o700); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(context.Background(), lockWait)
	defer cancel()
	defer cachedir.Lock(ctx, filepath.Join(sf.dir, "locks"), settingsName)()

	now, err := now.asRead()
	if err != nil {
		return err
	}
	theirs, first, _, err := readSettings(sf.dir)
	if err != nil {
		return err
	}
	all := now
	if !first {
		all = theirs.with(sf.last, now)
	}
	if err := writeSettings(sf.dir, all); err != nil {
		return err
	}
	sf.last = now
	return nil
}

// asRead returns settings as they are once they were written and read: what is compared
// with what a file says differs in what it says alone.
func (s settings) asRead() (read settings, err error) {
	data, err := json.Marshal(s)
	if err == nil {
		err = json.Unmarshal(data, &read)
	}
	return read, err
}
