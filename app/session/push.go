package session

import (
	"context"
	"time"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/layer"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// push sends the image at hand, which is made again first when it was made in
// an earlier run.
func (w *worker) push(ctx context.Context) (result, error) {
	again, saved, err := w.remake(ctx)
	if err != nil {
		return result{saved: saved}, err
	}
	w.mu.Lock()
	image, why := w.state.image, guard{&w.state}.notAccepted()
	w.mu.Unlock()
	if why != nil { // found in Create only
		return result{saved: saved}, *why
	}
	if image == nil {
		return result{saved: saved}, fault(CodeNoImage, nil) // another form meanwhile
	}
	form := w.form()
	sent, err := sending{w}.send(ctx, image)
	w.change(func(st *state) {
		sent.advice = st.adviseOn(err, form)
		st.attempted(form.Tag, err)
	})
	sent.saved, sent.remade = saved, wasRemade(again)
	return sent, err
}

// wasRemade says in the result what CodeRemade said while it was so.
func wasRemade(again *report.Finding) *report.Finding {
	if again == nil {
		return nil
	}
	done := *again
	done.Code = CodeWasRemade
	return &done
}

// sending is an image on its way to the tag of the form.
type sending struct{ *worker }

// send pushes an image to the tag of the form, unless that holds another one
// which nobody said may be replaced.
func (w sending) send(ctx context.Context, image *imaging.Image) (result, error) {
	form := w.form()
	replaced, err := w.free(ctx, form, image)
	if err != nil {
		return result{}, err
	}
	w.client.Claims = !w.agreed(form)
	var receipt imaging.Receipt
	err = w.allowing(ctx, func() (err error) {
		receipt, err = w.engine.Push(ctx, image, form.Tag)
		return err
	})
	if f, _ := report.Of(err); f.Code == registry.CodeTagTaken {
		err = w.takenFrom(ctx, form, f.Args["Meanwhile"])
	}
	w.change(func(st *state) {
		st.pushed(image, form.Tag, err)
		if err == nil && replaced != nil {
			st.log(*replaced)
		}
	})
	if err != nil {
		return result{}, err
	}
	w.accepted(w.used)
	return result{receipt: &receipt, replaced: replaced}, nil
}

// pushed takes how a push of an image ended.
func (st *state) pushed(image *imaging.Image, tag string, err error) {
	if err == nil {
		st.replaced, st.signedIn = "", nil // what a check said of the repository is past
		st.notePush(PastPush{Reference: tag, Digest: image.Digest.String(), Base: baseDigest(image)})
	}
	if st.image != image {
		return
	}
	if report.Has(err, layer.CodeChanged) {
		st.discard()
	}
	if err == nil {
		now := *st.made
		now.Summary.Pushed, now.Summary.PushedAt, now.Summary.Reference = true, time.Now(), tag
		now.Summary.Failed = nil
		st.made, st.unsaved = &now, true
	}
}

// Replace lets the next push replace what the tag of the form holds. It holds
// for this tag and one push.
func (s *Session) Replace() { s.change(func(st *state) { st.replaced = st.form.Tag }) }

// free returns a Finding with CodeTagTaken when the tag holds another image
// already: nodes that have it keep that one, so a person chooses between the
// next free version and Replace. After Replace it returns what the push will
// have replaced.
func (w sending) free(ctx context.Context, form form.Form, image *imaging.Image) (replaced *report.Finding, err error) {
	there, err := w.taken(ctx, form.Tag, image)
	if err != nil || !there {
		return nil, err
	}
	if w.agreed(form) {
		return &report.Finding{Code: CodeTagReplaced, Severity: report.Warning, Args: report.Args{"Version": form.Target.Version}}, nil
	}
	return nil, w.takenFrom(ctx, form, false)
}

// agreed tells whether a person agreed that what the tag of the form holds is replaced.
func (w sending) agreed(form form.Form) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state.replaced == form.Tag
}

// takenFrom returns a Finding with CodeTagTaken, and the next tag that is free. Another
// push may have taken this one meanwhile.
func (w sending) takenFrom(ctx context.Context, form form.Form, meanwhile any) error {
	next, err := w.nextFree(ctx, form.Target)
	if err != nil {
		return err
	}
	return report.Finding{Code: CodeTagTaken, Severity: report.Warning, Args: report.Args{"Version": form.Target.Version, "Next": next.Version, "Meanwhile": meanwhile}}
}

// taken tells whether a tag holds another image than ours. A registry that lets
// this user push but not look is not asked again.
func (w sending) taken(ctx context.Context, tag string, image *imaging.Image) (bool, error) {
	var there bool
	err := w.allowing(ctx, func() error {
		digest, exists, err := w.engine.Exists(ctx, tag)
		there = exists && digest != image.Digest
		return err
	})
	if report.Has(err, registry.CodeDenied) {
		return false, nil
	}
	return there, err
}

// lookAhead is how many versions are tried in search of a free one where the registry
// does not list its tags.
const lookAhead = 20

func (w sending) nextFree(ctx context.Context, p ocir.Parts) (ocir.Parts, error) {
	if tags, err := w.engine.Tags(ctx, p.String()); err == nil {
		var taken []string
		for _, tag := range tags {
			taken = append(taken, tag.Name)
		}
		p.Version = imaging.NextTag(p.Version, taken)
		return p, nil
	}
	for range lookAhead {
		p.Version = imaging.NextTag(p.Version, nil)
		_, there, err := w.engine.Exists(ctx, p.String())
		if err != nil || !there {
			return p, err
		}
	}
	return p, nil
}
