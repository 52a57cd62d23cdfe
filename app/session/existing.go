package session

import (
	"context"

	"auximage/imaging"
)

// lookUp looks up the auxiliary image that the tag names already. No layer of
// it is read.
func (w *worker) lookUp(ctx context.Context) error {
	form := w.form()
	var image *imaging.Existing
	err := w.allowing(ctx, func() (err error) {
		image, err = w.engine.Look(ctx, form.Tag)
		return err
	})
	w.change(func(st *state) {
		if err == nil && st.form.Tag == form.Tag {
			st.existing, st.findings = image, nil
		}
	})
	return err
}
