package imaging

import (
	"slices"
	"sync"

	"auximage/imaging/input"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/wdt"
)

// dictionaries keeps the tables of the installers that were used last: while a
// person types, the same is asked for again and again.
type dictionaries struct {
	mu   sync.Mutex
	kept []keptDictionary

	path  string // of the installer that was opened last for a look
	state input.State
	last  *dictionary.Dictionary
	err   error
}

type keptDictionary struct {
	digest string
	tables *dictionary.Dictionary
	err    error
}

// at returns the dictionary of the installer at a path, which is opened only when
// it is another than the last time.
func (k *dictionaries) at(path string) (*dictionary.Dictionary, error) {
	state, err := input.At(path)
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	same := k.path == path && k.state == state
	last, failed := k.last, k.err
	k.mu.Unlock()
	if same {
		return last, failed
	}
	installer, err := wdt.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = installer.Close() }()
	tables, err := k.of(installer)
	k.mu.Lock()
	defer k.mu.Unlock()
	k.path, k.state, k.last, k.err = path, state, tables, err
	return tables, err
}

// mostDictionaries bounds what is kept, at some 10 MB each.
const mostDictionaries = 2

var recent dictionaries

// of returns the dictionary of an installer, or why it has none.
func (k *dictionaries) of(installer *wdt.Installer) (*dictionary.Dictionary, error) {
	files, err := installer.Tables()
	if err != nil {
		return nil, err
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if i := slices.IndexFunc(k.kept, func(d keptDictionary) bool { return d.digest == files.Digest }); i >= 0 {
		return k.kept[i].tables, k.kept[i].err
	}
	tables, err := dictionary.New(files)
	k.kept = append(k.kept, keptDictionary{files.Digest, tables, err})
	k.kept = k.kept[max(0, len(k.kept)-mostDictionaries):]
	return tables, err
}
