package session

import (
	"context"
	"strings"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// OpenImage opens the auxiliary image that from names, a reference or a file, on a
// platform, empty for the usual one: see imaging.Client.Open. At the form's registry
// it is signed in to as a push would be, at another one as it was before. It waits
// for the network and ends early with ctx; what it does is told in the console.
func OpenImage(ctx context.Context, s *Session, from, platform string) (*imaging.Opened, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return nil, err
	}
	w.signInAt(ctx, from)
	o, err := w.engine.Open(ctx, from, platform)
	if err == nil && ocir.Split(from).Host == w.used.Host {
		w.accepted(w.used)
	}
	return o, err
}

// connected returns a worker that looks at what is there, beside the jobs.
func connected(ctx context.Context, s *Session) (*worker, error) {
	w := &worker{Session: s, job: &job{action: ActLookUp}}
	return w, w.connect(ctx)
}

// OpenSource opens an image that is changed, as OpenImage does: on the platform of the
// change, if that is one and the image has it.
func OpenSource(ctx context.Context, s *Session, from string, platforms []string) (*imaging.Opened, error) {
	if len(platforms) != 1 {
		return OpenImage(ctx, s, from, "")
	}
	o, err := OpenImage(ctx, s, from, platforms[0])
	if report.Has(err, registry.CodeNoPlatform) {
		return OpenImage(ctx, s, from, "")
	}
	return o, err
}

// FillFromImage fills the form from an opened image, so that it is changed: with what
// it holds in place of what the form had, and with the next free tag, never the opened
// one. A project that is open is left: it is of other files. So is the Domain, where it is
// that of another repository's images. The image's models are read
// first. It waits for the network and ends early with ctx. The
// note, CodeTagUnasked, says that the registry could not be asked which tags are free.
func FillFromImage(ctx context.Context, s *Session, o *imaging.Opened) (note *report.Finding, err error) {
	if err := o.Hold(ctx, o.Plan()); err != nil {
		return nil, err
	}
	tag, err := nextTag(ctx, s, o)
	if ctx.Err() != nil {
		return nil, context.Cause(ctx)
	}
	if err != nil {
		f := report.Finding{Code: CodeTagUnasked, Severity: report.Warning, Cause: err, Args: report.Args{"Reference": tag}}
		note = &f
	}
	s.closeProject()
	s.Edit(func(f *form.Form) {
		s.state.leaveDomain(f, o.Reference) // held by Edit
		f.FillFrom(o)
		if tag != "" {
			f.SetTag(tag)
		}
		if note != nil {
			s.state.log(*note) // held by Edit
		}
	})
	return note, nil
}

// nextTag returns the reference with the next tag after that of an opened image that
// is free; empty for one without a reference. The error says why its registry could not
// be asked.
func nextTag(ctx context.Context, s *Session, o *imaging.Opened) (string, error) {
	reference, _, _ := strings.Cut(o.Reference, "@")
	if reference == "" {
		return "", nil
	}
	parts := ocir.Split(reference)
	w, err := connected(ctx, s)
	if err == nil {
		defer w.client.Transport.CloseIdleConnections()
		var next ocir.Parts
		if next, err = (sending{w}).nextFree(ctx, parts); err == nil {
			return next.String(), nil
		}
	}
	parts.Version = imaging.NextTag(parts.Version, nil)
	return parts.String(), err
}

// signInAt has the client sign in where an image comes from, with the account that was
// last used there, unless it has another one for it.
func (w *worker) signInAt(ctx context.Context, from string) {
	host := ocir.Split(from).Host
	all, ok := w.client.Keychain.(signIns)
	if !ok || host == "" || host == w.form().Target.Host {
		return
	}
	w.mu.Lock()
	known := w.state.accounts.Known()
	w.mu.Unlock()
	for _, a := range known {
		if _, has := all[ocir.Address(host)]; !has && ocir.Address(a.Host) == ocir.Address(host) {
			all.put(a, w.token(ctx, a))
		}
	}
}
