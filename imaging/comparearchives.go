package imaging

import (
	"context"
	"maps"
	"slices"
	"strings"

	"auximage/imaging/model"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// archives compares the archives of two sides, by their directories; those that list the
// same and are not the same bytes by what their entries hold, where that can be read.
type archives struct {
	*Difference
	before, after Side
}

func (d archives) compare(ctx context.Context) error {
	was, is := d.before.archives(), d.after.archives()
	for _, name := range union(was, is) {
		old, there := was[name]
		now, still := is[name]
		if there && still && old.Checksum != "" && old.Checksum == now.Checksum && old.Size == now.Size {
			continue
		}
		change := ArchiveChange{Name: name, Kind: kindOfChange(there, still), Entries: []EntryChange{}}
		if err := d.list(ctx, &change); err != nil {
			return err
		}
		if change.Kind == model.Changed && !change.Unlisted && len(change.Entries) == 0 {
			if err := d.unpack(ctx, &change, otherBytes(old, now)); err != nil {
				return err
			}
		}
		if change.Kind != model.Changed || change.Unlisted || len(change.Entries) > 0 || change.Repacked || change.Damaged || change.Unread {
			d.Archives = append(d.Archives, change)
		}
	}
	return nil
}

func (s Side) archives() map[string]opened.File {
	all := make(map[string]opened.File)
	for _, f := range s.files {
		if f.Kind == opened.Archive {
			all[f.Name] = f
		}
	}
	return all
}

// otherBytes tells whether two archives are known to differ.
func otherBytes(a, b opened.File) bool {
	kind, _, _ := strings.Cut(a.Checksum, ":")
	return a.Size != b.Size || kind != "" && strings.HasPrefix(b.Checksum, kind+":") && a.Checksum != b.Checksum
}

// list notes which entries differ by the directories. An archive whose directory alone
// cannot be had, or is damaged, is unlisted.
func (d archives) list(ctx context.Context, change *ArchiveChange) error {
	var listed [2][]entry
	for i, s := range []Side{d.before, d.after} {
		if _, there := s.archives()[change.Name]; !there {
			continue
		}
		entries, err := s.entries(ctx, change.Name)
		if err != nil && !d.noted(ctx, s, change.Name, err) {
			return err
		}
		change.Unlisted = change.Unlisted || err != nil
		for _, e := range entries {
			listed[i] = append(listed[i], entry{Entry: e})
		}
	}
	if !change.Unlisted {
		change.Entries = entryChanges(listed[0], listed[1])
	}
	return nil
}

// unpack notes which entries differ by their contents, of an archive whose directories
// list the same. Where they do not either, it is packed in another way, if other bytes
// are known.
func (d archives) unpack(ctx context.Context, change *ArchiveChange, other bool) error {
	var held [2][]entry
	for i, s := range []Side{d.before, d.after} {
		entries, err := s.unpacked(ctx, change.Name)
		if err != nil && !d.noted(ctx, s, change.Name, err) {
			return err
		}
		change.Damaged = change.Damaged || err != nil
		change.Unread = change.Unread || err == nil && entries == nil && other
		held[i] = entries
	}
	switch {
	case change.Damaged:
		change.Unread = false
	case held[0] != nil && held[1] != nil:
		change.Entries = entryChanges(held[0], held[1])
		change.Repacked = len(change.Entries) == 0 && other
	}
	return nil
}

// noted notes why an archive of a side could not be read, if that hides no difference of
// another.
func (d archives) noted(ctx context.Context, s Side, name string, err error) bool {
	found, ok := Unlisted(err)
	if !ok || ctx.Err() != nil {
		return false
	}
	found.File = name
	found.Args = maps.Clone(found.Args)
	d.Difference.Unread = append(d.Difference.Unread, s.warning(found))
	return true
}

// Unlisted returns why one archive could not be listed, where the others can be.
func Unlisted(err error) (report.Finding, bool) {
	found, told := report.Of(err)
	return found, told && (found.Code == registry.CodeNoParts || found.Code == CodeBomb || zipfile.Owns(found.Code))
}

// entry is an entry of an archive with the checksum of what was read of it, if it was.
type entry struct {
	opened.Entry
	sum [32]byte // SHA-256
}

// entryChanges compares archives entry by entry, of those that have one name in their
// order. Folders have no content.
func entryChanges(before, after []entry) []EntryChange {
	changes := []EntryChange{}
	left := map[string][]entry{}
	for _, e := range after {
		left[e.Name] = append(left[e.Name], e)
	}
	for _, e := range before {
		others := left[e.Name]
		switch {
		case strings.HasSuffix(e.Name, "/"):
		case len(others) == 0:
			changes = append(changes, EntryChange{e.Name, model.Removed, e.Size, 0})
		case others[0] != e:
			changes = append(changes, EntryChange{e.Name, model.Changed, e.Size, others[0].Size})
		}
		left[e.Name] = others[min(1, len(others)):]
	}
	for _, e := range after {
		if slices.Contains(left[e.Name], e) && !strings.HasSuffix(e.Name, "/") {
			changes = append(changes, EntryChange{e.Name, model.Added, 0, e.Size})
			left[e.Name] = left[e.Name][1:]
		}
	}
	return changes
}
