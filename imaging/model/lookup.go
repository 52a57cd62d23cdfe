package model

import (
	"path"
	"slices"
	"sort"
	"strings"
)

// Given tells whether there is an archive, be it one that could not be read.
func (a *archives) Given() bool { return a.files > 0 || a.unread }

// Holds tells whether a path is that of an entry or the beginning of one, as WDT
// asks (WLSDeployArchive.containsFileOrPath). An archive that could not be read may
// have it.
func (a *archives) Holds(name string) bool {
	if a.unread || a.entries[strings.TrimSuffix(name, "/")] {
		return true
	}
	names := a.names()
	at := sort.SearchStrings(names, name)
	return at < len(names) && strings.HasPrefix(names[at], name)
}

// HoldsFile tells whether there is an entry of just this path, or may be in an
// archive that could not be read.
func (a *archives) HoldsFile(path string) bool { return a.unread || a.entries[path] }

// HoldsZip tells whether a folder has a zip in it, as a wallet may: the deploy
// tooling takes the files of a folder's first entry then.
func (a *archives) HoldsZip(folder string) bool {
	names := a.names()
	at := sort.SearchStrings(names, folder+"/")
	return at < len(names) && strings.HasPrefix(names[at], folder+"/") && strings.EqualFold(path.Ext(names[at]), ".zip")
}

// Like returns the entry that a path most likely means, empty for none.
func (a *archives) Like(path string) string { return a.like(strings.TrimSuffix(path, "/")) }

// names returns the entries in order.
func (a *archives) names() []string {
	if len(a.sorted) != len(a.entries) {
		a.sorted = a.sorted[:0]
		for name := range a.entries {
			a.sorted = append(a.sorted, name)
		}
		slices.Sort(a.sorted)
	}
	return a.sorted
}
