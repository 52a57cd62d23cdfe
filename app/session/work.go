package session

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/google/go-containerregistry/pkg/authn"

	"auximage/app/form"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// worker does one job.
type worker struct {
	*Session
	job *job

	client *imaging.Client // what the job may use
	engine engine          // that works with it

	notes []report.Finding // of this job, to stand before what the engine finds

	used, usedBase credential // that it signs in with; empty without an account
}

// do does the job's action.
func (w *worker) do(ctx context.Context) (result, error) {
	if err := w.connect(ctx); err != nil {
		return result{}, err
	}
	defer func() { w.client.Transport.CloseIdleConnections() }() // of the one that it has at the end
	why := w.refresh(ctx)
	if why != nil {
		return result{refused: true}, *why
	}
	action, why, err := copying{w}.settle(ctx)
	switch {
	case err != nil:
		return result{}, err
	case why != nil:
		return result{refused: true}, *why
	}
	switch action {
	case ActCreate:
		return w.create(ctx)
	case ActPush:
		return w.push(ctx)
	case ActSave:
		return w.save(ctx)
	case ActPushFile:
		return w.pushFile(ctx)
	case ActCreateAndPush:
		created, err := w.create(ctx)
		if err != nil {
			return created, err
		}
		pushed, err := w.push(ctx)
		pushed.create, pushed.saved = created.create, created.saved
		return pushed, err
	case ActLookUp:
		return result{}, w.lookUp(ctx)
	case ActCheck:
		return result{}, w.check(ctx)
	default:
		return result{}, w.checkSignIn(ctx)
	}
}

// refresh looks at the files again where they are others than at the last look,
// and returns what the action lacks then.
func (w *worker) refresh(ctx context.Context) *report.Finding {
	form := w.form()
	w.reach(form)
	if w.inspector.stale(form) {
		w.inspect(ctx, form)
		w.inspector.look(form) // into the archives, once the job is done
	}
	past := w.past(form)
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.state
	now.findings = slices.DeleteFunc(slices.Clone(now.findings), past)
	return guard{&now}.lacks(w.job.action)
}

// past tells which of the findings of an earlier job are about a file that this one reads
// anew, so that they refuse nothing. A look drops them too: as long as none has ended, for
// another folder that does not answer, they stay.
func (w *worker) past(form form.Form) func(report.Finding) bool {
	if w.inspector.seen() != nil {
		return func(report.Finding) bool { return false }
	}
	w.mu.Lock()
	image := w.state.made
	w.mu.Unlock()
	edited := image.edited()
	return func(f report.Finding) bool {
		switch w.job.action {
		case ActCreate, ActCreateAndPush, ActCheck:
			return form.Has(f.File)
		}
		return slices.Contains(edited, f.File) // of which a Push makes the image anew
	}
}

// connect gives the job its engine, as the preferences and the sign-ins are now.
func (w *worker) connect(ctx context.Context) error {
	signIns := w.signIns(ctx)
	settings := w.transportSettings(ctx)
	if settings.CAFile != "" {
		w.awaiting(settings.CAFile, func() { stateOf(settings.CAFile) })
	}
	t, err := transport.New(settings)
	if err != nil {
		return err
	}
	w.mu.Lock()
	mirror := w.state.preferences.Releases
	w.mu.Unlock()
	w.use(&imaging.Client{Transport: t, Keychain: signIns, SignIns: &w.entered, Cache: w.cache, Mirror: mirror, Progress: w.progress})
	w.signInAt(ctx, w.form().From)
	return nil
}

// use has the worker work with a client.
func (w *worker) use(c *imaging.Client) { w.client, w.engine = c, w.Session.engine(c) }

// progress takes what the engine tells, from any goroutine.
func (w *worker) progress(p report.Progress) {
	w.change(func(st *state) {
		begun, news := w.job.track.record(p, time.Now())
		if w.job != st.job {
			st.look = w.job
			if w.job.track.finished() {
				st.look = nil
			}
		}
		if begun {
			st.console.step(words.L("phase." + string(p.Phase)))
		}
		switch {
		case news && p.State == report.Waiting:
			st.console.add(report.Info, progressLine(p))
		case news && p.State != report.Failed:
			st.console.step(progressLine(p))
		}
	})
}

// progressLine returns what the console says when an item ends or waits.
func progressLine(p report.Progress) string {
	args := report.Args{"Phase": words.L("phase." + string(p.Phase)), "Item": words.Item(p.Item), "Size": p.Total, "Why": ""}
	switch {
	case p.State == report.Waiting:
		args["Seconds"] = max(time.Until(p.Until), 0)
		if p.Cause != nil {
			args["Why"] = words.Of(*p.Cause).Sentence
		}
		if p.Until.IsZero() { // nobody knows for how long
			return words.L("{{.Phase}}: {{.Why}}", args)
		}
		return strings.TrimSpace(words.L("{{.Phase}}: waiting {{.Seconds}}. {{.Why}}", args))
	case p.State == report.Present:
		return words.L("{{.Phase}}: {{.Item}}, there already", args)
	case p.State == report.Finished && p.Total > 0:
		return words.L("{{.Phase}}: {{.Item}}, {{.Size}}", args)
	}
	return words.L("{{.Phase}}: {{.Item}}", args)
}

// check looks at everything that a Create would, and makes nothing.
func (w *worker) check(ctx context.Context) error {
	form := w.form()
	if form.UseExisting {
		return w.checkExisting(ctx, form)
	}
	installer, _, err := installing{w}.installer(ctx, form)
	if err != nil {
		return err
	}
	var found []report.Finding
	err = w.allowing(ctx, func() (err error) {
		found, err = w.engine.Check(ctx, w.plan(form, installer))
		return err
	})
	var secret *report.Finding
	w.change(func(st *state) {
		st.findings = slices.Concat(w.notes, found)
		secret = guard{st}.notAccepted()
	})
	if err = worst(found, err); err == nil && secret != nil {
		return *secret // as a push would say
	}
	return err
}

// plan returns what a form asks for, judged as the session judges.
func (w *worker) plan(f form.Form, installer string) imaging.Plan {
	p := f.Plan(installer)
	p.Strict = w.strict
	return p
}

// checkExisting looks at the auxiliary image that the tag names already.
func (w *worker) checkExisting(ctx context.Context, form form.Form) error {
	var image *imaging.Existing
	var found []report.Finding
	err := w.allowing(ctx, func() (err error) {
		image, found, err = w.engine.CheckExisting(ctx, form.Tag)
		return err
	})
	w.change(func(st *state) {
		st.findings = found
		if err == nil && st.form.Tag == form.Tag {
			st.existing = image
		}
	})
	return worst(found, err)
}

// checkSignIn tries the sign-in and publishes how far it got.
func (w *worker) checkSignIn(ctx context.Context) error {
	form := w.form()
	var found report.Finding
	err := w.onceSettled(ctx, form.Target.Host, func() error {
		return w.allowing(ctx, func() error {
			found = w.engine.SignIn(ctx, form.Tag)
			return found
		})
	})
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if f, ok := report.Of(err); ok {
		found = f
	}
	w.change(func(st *state) {
		if st.form.Account() == form.Account() && st.form.Tag == form.Tag {
			st.signedIn = signInCheck(found, form.Target.Host, form.User)
			st.signedIn.Advice = st.advice(found, form)
		}
	})
	if found.Severity < report.Error {
		w.accepted(w.used)
	}
	return nil
}

func (s *Session) form() form.Form {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.state.form
}

// worst returns err, or else the first finding of severity Error.
func worst(found []report.Finding, err error) error {
	if err != nil {
		return err
	}
	for _, f := range found {
		if f.Severity == report.Error {
			return f
		}
	}
	return nil
}

// signIns are the accounts of a job, by registry.
type signIns map[string]authn.Authenticator

// Resolve returns the account of a registry: the one in the form, or kept from
// before, or what the container tools have for it, or nobody.
func (s signIns) Resolve(r authn.Resource) (authn.Authenticator, error) {
	if a, ok := s[r.RegistryStr()]; ok {
		return a, nil
	}
	return authn.DefaultKeychain.Resolve(r)
}
