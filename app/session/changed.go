package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"auximage/imaging/input"
	"auximage/imaging/report"
)

// moved returns the first file that is not the one that was seen, empty when all are.
func moved(files []input.Seen) string {
	for _, f := range files {
		if !f.Stands() {
			return f.Path
		}
	}
	return ""
}

// edited returns the paths of the files whose content is another than the one
// that the image was made of; none of no image.
func (m *made) edited() []string {
	if m == nil {
		return nil
	}
	var all []string
	for _, f := range m.Files {
		if !f.Same() {
			all = append(all, f.Path)
		}
	}
	return all
}

// names returns what a person calls files.
func names(paths []string) string {
	var all []string
	for _, path := range paths {
		all = append(all, filepath.Base(path))
	}
	return strings.Join(all, ", ")
}

// mostReadings is how often files that are being written are read again.
const mostReadings = 5

// readUntilStable calls read until the files stayed as they are meanwhile: what is
// still being written is read again. It returns the files as they were read.
// What was found wrong with a file that was written a moment ago counts only
// once nobody goes on writing it.
func (w *worker) readUntilStable(ctx context.Context, sources []string, read func() ([]report.Finding, error)) ([]input.Seen, error) {
	for n := 1; ; n++ {
		files := w.lookAt(sources)
		found, err := read()
		fresh := wrongAndFresh(files, found, err)
		if fresh && rest(ctx) != nil {
			return files, ctx.Err()
		}
		at := moved(files)
		if at == "" || ctx.Err() != nil {
			return files, err
		}
		if n == mostReadings {
			return files, report.Finding{Code: CodeBeingWritten, Severity: report.Error, File: at}
		}
		if !fresh && rest(ctx) != nil {
			return files, ctx.Err()
		}
	}
}

// rest waits for as long as a file may change without showing it.
func rest(ctx context.Context) error {
	timer := time.NewTimer(input.Granularity)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// wrongAndFresh tells whether an error is about a file that was written just before.
func wrongAndFresh(files []input.Seen, found []report.Finding, err error) bool {
	if f, ok := report.Of(err); ok {
		found = append(slices.Clone(found), f)
	}
	return slices.ContainsFunc(files, func(seen input.Seen) bool {
		return !seen.State.Settled(seen.When) && slices.ContainsFunc(found, func(f report.Finding) bool {
			return f.Severity == report.Error && f.File == seen.Path
		})
	})
}

// foundKeys returns what tells findings of a Create from new ones of a later
// one, wherever in their file they stand: hashes, since it is kept in the
// settings file. What is worth no warning is left out.
func foundKeys(found []report.Finding) []string {
	var keys []string
	for _, f := range found {
		if f.Severity >= report.Warning {
			keys = append(keys, foundKey(f))
		}
	}
	return keys
}

func foundKey(f report.Finding) string {
	sum := sha256.Sum256(fmt.Append(nil, f.Code, " ", f.File, " ", f.Args))
	return hex.EncodeToString(sum[:8])
}

// news returns the worst finding that an image does not have since it was made
// first, nil when there is none.
func (m *made) news(found []report.Finding) *report.Finding {
	var worst *report.Finding
	for _, f := range found {
		if f.Severity < report.Warning || slices.Contains(m.Found, foundKey(f)) {
			continue
		}
		if worst == nil || f.Severity > worst.Severity {
			worst = &f
		}
	}
	return worst
}

// allNotes returns the notes about files with what the last Check or Create found
// in them besides, and with a word about those that are others than those of the
// image at hand, or than what they were prepared from.
func (st *state) allNotes() map[string][]report.Finding {
	var more []report.Finding
	for _, f := range st.findings {
		if st.form.Has(f.File) && !slices.ContainsFunc(st.fileNotes[f.File], func(note report.Finding) bool { return sameNote(note, f) }) {
			more = append(more, f)
		}
	}
	for _, path := range st.outdated {
		more = append(more, st.outdatedNote(path))
	}
	for _, path := range st.changed {
		more = append(more, report.Finding{Code: CodeFileChanged, Severity: report.Warning, File: path})
	}
	if len(more) == 0 {
		return st.fileNotes
	}
	notes := maps.Clone(st.fileNotes)
	if notes == nil {
		notes = map[string][]report.Finding{}
	}
	for _, note := range more { // before those that are no worse
		about := notes[note.File]
		at := slices.IndexFunc(about, func(f report.Finding) bool { return f.Severity <= note.Severity })
		if at < 0 {
			at = len(about)
		}
		notes[note.File] = slices.Insert(slices.Clone(about), at, note)
	}
	return notes
}

// sameNote tells whether two findings about a file say the same of the same place.
func sameNote(a, b report.Finding) bool {
	return a.Code == b.Code && a.Line == b.Line && a.Column == b.Column && a.Digest == b.Digest
}
