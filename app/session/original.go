package session

import (
	"maps"
	"os"
	"path/filepath"
	"slices"

	"auximage/app/form"
	"auximage/app/prepare"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

// originals are the files that others were made of, as they were then, by the path
// of what was made: a prepared file, or a copy that a secret was moved out of.
type originals map[string][]input.Seen

// derive remembers what prepared files were made of.
func (st *state) derive(placed []prepare.Placed, seen []input.Seen) {
	all := st.originals
	for _, p := range placed {
		var from []input.Seen
		for _, source := range p.Sources {
			if at := slices.IndexFunc(seen, func(s input.Seen) bool { return s.Path == source }); at >= 0 {
				from = append(from, seen[at])
			}
		}
		if len(from) > 0 {
			all = all.with(p.Path, from...)
		}
	}
	st.originals, st.unsaved = all, true
}

// with returns the originals with those of one more path.
func (o originals) with(path string, from ...input.Seen) originals {
	all := maps.Clone(o)
	if all == nil {
		all = originals{}
	}
	all[path] = from
	return all
}

// present returns the originals of files that are still there.
func (o originals) present() originals {
	o = maps.Clone(o)
	maps.DeleteFunc(o, func(prepared string, _ []input.Seen) bool {
		_, err := os.Stat(prepared)
		return err != nil
	})
	return o
}

// outdated returns the files among some whose originals have another content now.
func (o originals) outdated(files []input.File) []string {
	var all []string
	for _, f := range files {
		if slices.ContainsFunc(o[f.Path], func(original input.Seen) bool { return !original.Same() }) {
			all = append(all, f.Path)
		}
	}
	return all
}

// unprepared returns a form with the originals in place of prepared files, and
// which stand for which: what was prepared is prepared anew from them.
func (w *worker) unprepared(form form.Form) (form.Form, map[string][]string) {
	w.mu.Lock()
	known := w.state.originals
	w.mu.Unlock()
	swap := map[string][]string{}
	for _, f := range form.Files() {
		gone := slices.ContainsFunc(known[f.Path], func(original input.Seen) bool { return stateOf(original.Path) == (input.State{}) })
		for _, original := range known[f.Path] {
			if !gone {
				swap[f.Path] = append(swap[f.Path], original.Path)
			}
		}
	}
	form = form.Clone()
	form.Replace(swap)
	return form, swap
}

// outdatedNote returns what there is to say beside a file whose original changed.
func (st *state) outdatedNote(path string) report.Finding {
	original := path
	for _, from := range st.originals[path] {
		if !from.Same() {
			original = from.Path
			break
		}
	}
	if own := copiedFrom(path, st.copies); original == path && own != "" {
		return copyOutdated(path, own)
	}
	return report.Finding{Code: CodeOriginalChanged, Severity: report.Warning, File: path, Args: report.Args{"Original": filepath.Base(original)}}
}

// Skip remembers that the models of the form's project, or of a form
// without one, are not to be prepared: nobody needs to be asked again.
func (p Preparing) Skip() {
	p.session.change(func(st *state) { st.skipPreparing(st.projectPath(), true) })
}

func (st *state) skipPreparing(project string, yes bool) {
	st.skipsPreparing, st.unsaved = chosen(st.skipsPreparing, project, yes), true
}

// chosen returns what was chosen by the path of a project, with one choice in place of
// the one before; the zero value is none.
func chosen[V comparable](all map[string]V, project string, choice V) map[string]V {
	now := maps.Clone(all)
	if now == nil {
		now = map[string]V{}
	}
	var none V
	if now[project] = choice; choice == none {
		delete(now, project)
	}
	return now
}

// projectPath returns the path of the form's project file, empty without one.
func (st *state) projectPath() string {
	if st.project == nil {
		return ""
	}
	return st.project.path
}
