package session

import (
	"cmp"
	"context"
	"os"
	"slices"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
)

// create makes the image of the form.
func (w *worker) create(ctx context.Context) (result, error) {
	form := w.form()
	if err := (preparer{w}).checkHomes(); err != nil {
		return result{}, err
	}
	installer, saved, err := installing{w}.installer(ctx, form)
	if err == nil && w.job.prepare != nil {
		form, saved, err = preparer{w}.prepared(ctx, form, installer, saved)
	}
	if err != nil {
		return result{saved: saved}, err
	}
	summary, err := w.make(ctx, form, installer)
	return result{create: summary, saved: saved}, err
}

// unfit returns the first error that a look at the files finds in them, before
// anything is fetched for them or run over them: no release of the deploy tooling
// mends it.
func (w *worker) unfit(ctx context.Context, form form.Form) error {
	var found []report.Finding
	_, err := w.readUntilStable(ctx, form.Sources(form.Installer), func() ([]report.Finding, error) {
		if !w.inspector.current(form) {
			w.inspect(ctx, form)
		}
		found = w.ownNotes(form)
		return found, ctx.Err()
	})
	if err = worst(found, err); err != nil {
		w.change(func(st *state) { st.findings = slices.Concat(w.notes, found) })
	}
	return err
}

// ownNotes returns what the last look found in the files themselves, without what the
// tables of an installer say: another one's may say something else.
func (s *Session) ownNotes(form form.Form) (found []report.Finding) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, f := range form.Files() {
		for _, note := range s.state.fileNotes[f.Path] {
			if !dictionary.Owns(note.Code) {
				found = append(found, note)
			}
		}
	}
	return found
}

// make has an image made and keeps it as the one at hand, unless the form has
// become another one's meanwhile.
func (w *worker) make(ctx context.Context, form form.Form, installer string) (*ImageSummary, error) {
	var image *imaging.Image
	found := w.inspector.damaged(form.Archives) // known: no reason to hash anything
	if err := worst(found, nil); err != nil {
		w.change(func(st *state) { st.findings = slices.Concat(w.notes, found) })
		return nil, err
	}
	files, err := w.readUntilStable(ctx, form.Sources(installer), func() ([]report.Finding, error) {
		err := w.allowing(ctx, func() (err error) {
			image, found, err = w.engine.Create(ctx, w.plan(form, installer))
			return err
		})
		return found, err
	})
	if err == nil {
		err = worst(found, nil)
	}
	var summary *ImageSummary
	if err == nil {
		w.accepted(w.usedBase)
		summary = &ImageSummary{
			Reference: form.Tag, Digest: image.Digest.String(), BaseDigest: baseDigest(image), Size: image.Size, Parts: image.Parts,
			WDTVersion: image.WDTVersion, Installer: installer,
		}
	}
	w.change(func(st *state) {
		st.findings = slices.Concat(w.notes, found)
		if err != nil || st.form.Content() != form.Content() {
			return
		}
		if st.form.BaseChoice() == form.BaseChoice() {
			st.form.BaseDigest = image.BaseDigest.String()
		}
		st.hold(image, &made{Content: form.Content(), Summary: *summary, Files: files, Found: foundKeys(found)})
	})
	return summary, err
}

// hold makes an image the one at hand. The same image made again is still where
// the one before was pushed.
func (st *state) hold(image *imaging.Image, now *made) {
	if st.made != nil && st.made.Summary.Digest == now.Summary.Digest {
		was, is := st.made.Summary, &now.Summary
		is.Failed = was.Failed
		if was.Pushed {
			is.Pushed, is.PushedAt, is.Reference = true, was.PushedAt, was.Reference
		}
	}
	st.image, st.made, st.changed, st.unsaved = image, now, nil, true
}

// remake makes the image at hand again when it was made in an earlier run, or of
// files that are others now. It returns CodeRemade with the files whose content
// changed, nil when none did; with what is found in them and was not before, an
// error: a person has not seen it.
func (w *worker) remake(ctx context.Context) (again *report.Finding, saved string, err error) {
	w.mu.Lock()
	form, image, known := w.state.form, w.state.image, w.state.made
	w.mu.Unlock()
	if known == nil {
		return nil, "", fault(CodeNoImage, nil) // another form meanwhile
	}
	changed := known.edited()
	if image != nil && len(changed) == 0 && moved(known.Files) == "" {
		return nil, "", nil
	}
	if len(changed) > 0 {
		again = &report.Finding{Code: CodeRemade, Severity: report.Warning, Args: report.Args{"Names": names(changed)}}
		w.change(func(st *state) {
			w.job.remade, st.changed = again, changed
			st.log(*again)
		})
	}
	installer := known.Summary.Installer
	if _, gone := os.Stat(installer); installer != "" && gone != nil {
		if installer, saved, err = (installing{w}).installer(ctx, form); err != nil {
			return again, saved, err
		}
	}
	if _, err = w.make(ctx, form, installer); err == nil && len(changed) > 0 {
		err = w.unseen(known, changed[0])
	}
	return again, saved, err
}

// unseen returns an error about what the image at hand has and the known one,
// which a person has seen the findings of, had not.
func (w *worker) unseen(known *made, changed string) error {
	w.mu.Lock()
	found := known.news(w.state.findings)
	w.mu.Unlock()
	if found == nil {
		return nil
	}
	return report.Finding{Code: CodeNewlyFound, Severity: report.Error, File: cmp.Or(found.File, changed), Line: found.Line,
		Args: report.Args{"Found": *found}, Cause: *found}
}
