package main

import (
	"context"
	"errors"
	"fmt"

	"auximage/app/cmdline"
	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

// tagOfFile takes the tag that an image was saved with, unless there is one.
func (o *options) tagOfFile(ctx context.Context) error {
	if o.From == "" || o.Tag != "" || o.Region != "" {
		return nil
	}
	image, err := awaiting(ctx, func() (*imaging.Image, error) { return imaging.OpenSaved(o.From) })
	if err != nil {
		return err
	}
	if o.Tag = image.Reference; o.Tag == "" {
		return report.Fault(cmdline.CodeTagOrParts, nil, nil)
	}
	return nil
}

// begin starts the Create, after prepareModel where that was asked for.
func (o options) begin(s *session.Session) error {
	if !o.Prepare {
		return s.Start(session.ActCreate)
	}
	homes := prepare.Homes{Java: o.JavaHome, Oracle: o.OracleHome}.Or(s.Homes())
	return s.StartPrepared(session.ActCreate, session.Preparation{Homes: homes, Folder: o.PreparedDir})
}

// save creates the image and writes it to a file.
func (o options) save(ctx context.Context, j job, out *output) error {
	_, err := j.await(ctx, func() error { return o.begin(j.session) })
	out.found(j.session.Snapshot().Findings)
	out.idle(o.Form.Accepted, j.session.Snapshot().Findings)
	if err == nil && o.Strict {
		err = strictly(j.session.Snapshot().Findings)
	}
	if err != nil {
		return err
	}
	outcome, err := j.await(ctx, func() error { return j.session.Save(o.Output, o.Format) })
	if err != nil {
		return err
	}
	return errors.Join(out.saved(outcome.File), o.writeTexts(j.session))
}

// pushFile pushes a saved image.
func (o options) pushFile(ctx context.Context, j job, out *output) error {
	outcome, err := j.await(ctx, func() error { return j.session.PushFile(absolute(o.From)) })
	if err != nil {
		return err
	}
	return errors.Join(out.pushed(outcome), o.writeTexts(j.session))
}

// saved tells where an image was saved.
func (o *output) saved(f *session.SavedFile) error {
	o.told.Reference, o.told.Digest = f.Reference, f.Digest
	o.told.storage = &storage{f.Path, f.Format, f.Size}
	if o.json {
		return nil
	}
	done := report.Finding{Code: session.CodeSaved, File: f.Path, Args: report.Args{"Digest": f.Digest}}
	_, noted := fmt.Fprintln(o.stderr, words.Of(done).Sentence)
	return errors.Join(noted, o.line(f.Reference+"@"+f.Digest))
}
