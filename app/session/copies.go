package session

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"auximage/app/form"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

// movedFolder is where copies stand that a secret was moved out of, beside the files
// that they were copied from; later ones have a number behind it.
const movedFolder = "moved"

var movedFolders = regexp.MustCompile("^" + movedFolder + `(-\d+)?$`)

// copiedFrom returns the file that a copy was made of, empty where a path is none.
// Whoever has the copy from somebody else, or runs the command, remembers none: there
// its place tells.
func copiedFrom(path string, known originals) string {
	if from := known[path]; len(from) > 0 {
		return from[0].Path
	}
	if dir := filepath.Dir(path); movedFolders.MatchString(filepath.Base(dir)) {
		if own := filepath.Join(filepath.Dir(dir), filepath.Base(path)); stateOf(own) != (input.State{}) {
			return own
		}
	}
	return ""
}

// outdatedCopies returns the paths of copies whose originals have something else now:
// since they were copied or, where that is not remembered, than the copy but for its
// secrets.
func outdatedCopies(files []input.File, known originals) []string {
	var all []string
	for _, f := range files {
		own := copiedFrom(f.Path, known)
		if own == "" {
			continue
		}
		if from := known[f.Path]; len(from) > 0 && !from[0].Same() || len(from) == 0 && !sameButSecrets(own, f.Path) {
			all = append(all, f.Path)
		}
	}
	return all
}

// sameButSecrets tells whether a copy has the lines of its original but for those in
// which a secret's token stands. What cannot be read is told of elsewhere.
func sameButSecrets(original, copied string) bool {
	was, err := os.ReadFile(original)
	now, failed := os.ReadFile(copied)
	if err != nil || failed != nil {
		return true
	}
	before, after := bytes.Split(was, []byte("\n")), bytes.Split(now, []byte("\n"))
	return slices.EqualFunc(before, after, func(a, b []byte) bool {
		return bytes.Equal(a, b) || bytes.Contains(b, []byte("@@SECRET:"))
	})
}

// copyOutdated says that a copy is not what its original is now.
func copyOutdated(path, own string) report.Finding {
	return report.Finding{Code: CodeCopyOutdated, Severity: report.Warning, File: path, Args: report.Args{
		"Copy": filepath.Join(filepath.Base(filepath.Dir(path)), filepath.Base(path)), "Original": filepath.Base(own)}}
}

// copying has a job go on with the files that a person means: who edits the original of
// a copy, as always, would wonder where the change is.
type copying struct{ *worker }

// settle asks about each copy that is not what its original is now: the image is made
// of the one or of the other. It returns the action to go on with, and what that lacks
// then. A Check says it and asks nothing.
func (w copying) settle(ctx context.Context) (Action, *report.Finding, error) {
	action := w.job.action
	if !slices.Contains([]Action{ActCheck, ActCreate, ActCreateAndPush, ActPush}, action) {
		return action, nil, nil
	}
	w.mu.Lock()
	files, known := w.state.form.Files(), w.state.copies
	w.mu.Unlock()
	swap := map[string][]string{}
	for _, path := range outdatedCopies(files, known) {
		own := copiedFrom(path, known)
		if action == ActCheck {
			w.note(copyOutdated(path, own))
			continue
		}
		choice, err := w.ask(ctx, CodeCopyOutdated, copyOutdated(path, own).Args, ChooseOwn, ChooseCopy, ChooseCancel)
		switch {
		case err != nil:
			return action, nil, err
		case choice == ChooseOwn:
			swap[path] = []string{own}
		default:
			w.keepCopy(path, own)
		}
	}
	if len(swap) == 0 {
		return action, nil, nil
	}
	why := w.takeBack(ctx, swap)
	if action == ActPush {
		action = ActCreateAndPush // the image at hand was made of the copy
	}
	return action, why, nil
}

// keepCopy notes that a copy is meant as it is, until its original changes again.
func (w copying) keepCopy(path, own string) {
	seen := input.Look(own)
	w.change(func(st *state) {
		st.copies, st.unsaved = st.copies.with(path, seen), true
		st.outdated = slices.DeleteFunc(slices.Clone(st.outdated), func(other string) bool { return other == path })
	})
	w.notes = append(w.notes, copyOutdated(path, own))
}

// takeBack has the form use originals in the place of their copies, and returns what a
// push lacks then: a secret stands in clear again.
func (w copying) takeBack(ctx context.Context, swap map[string][]string) *report.Finding {
	w.Edit(func(f *form.Form) { f.Replace(swap) })
	w.inspect(ctx, w.form())
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.job.action == ActCreate {
		return guard{&w.state}.lacks(ActCreate)
	}
	return guard{&w.state}.lacks(ActCreateAndPush)
}
