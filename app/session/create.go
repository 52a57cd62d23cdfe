package session

import (
	"context"
	"os"
	"slices"

	"auximage/imaging"
	"auximage/imaging/report"
)

// create makes the image of the form.
func (w *worker) create(ctx context.Context, env imaging.Env) (result, error) {
	form := w.form()
	w.inspector.look(form) // files may have changed on disk since the last look
	installer, saved, err := w.installer(ctx, env, form)
	if err == nil && w.job.prepare != nil {
		form, saved, err = w.prepared(ctx, env, form, installer, saved)
	}
	if err != nil {
		return result{saved: saved}, err
	}
	summary, err := w.make(ctx, env, form, installer)
	return result{create: summary, saved: saved}, err
}

// make has an image made and keeps it as the one at hand, unless the form has
// become another one's meanwhile.
func (w *worker) make(ctx context.Context, env imaging.Env, form Form, installer string) (*ImageSummary, error) {
	var image *imaging.Image
	var found []report.Finding
	err := w.allowing(ctx, &env, func() (err error) {
		image, found, err = w.engine.Create(ctx, form.plan(installer), env)
		return err
	})
	if err == nil {
		found = append(found, w.inspector.damaged(form.Archives)...)
		err = worst(found, nil)
	}
	var summary *ImageSummary
	if err == nil {
		summary = &ImageSummary{
			Reference: image.Reference, Digest: image.Digest.String(), Size: image.Size, Parts: image.Parts,
			WDTVersion: image.WDTVersion, Installer: installer,
		}
	}
	w.change(func(st *state) {
		st.findings = slices.Concat(w.notes, found)
		if err != nil || st.form.content() != form.content() {
			return
		}
		if st.form.base() == form.base() {
			st.form.BaseDigest = image.BaseDigest.String()
		}
		st.image, st.made = image, &made{Content: form.content(), Summary: *summary}
		st.unsaved = true
	})
	return summary, err
}

// remake makes the image at hand, when it was made in an earlier run.
func (w *worker) remake(ctx context.Context, env imaging.Env) (saved string, err error) {
	w.mu.Lock()
	form, image, known := w.state.form, w.state.image, w.state.made
	w.mu.Unlock()
	if image != nil {
		return "", nil
	}
	installer := known.Summary.Installer
	if _, gone := os.Stat(installer); installer != "" && gone != nil {
		if installer, saved, err = w.installer(ctx, env, form); err != nil {
			return "", err
		}
	}
	_, err = w.make(ctx, env, form, installer)
	return saved, err
}
