package main

import (
	"context"
	"errors"
	"fmt"

	"auximage/app/cmdline"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// save creates the image and writes it to a file.
func (j job) save(ctx context.Context) error {
	if err := j.create(ctx); err != nil {
		return err
	}
	j.noteUnchanged()
	outcome, err := j.await(ctx, func() error { return j.session.Save(ctx, j.Output, j.Format) })
	if err != nil {
		return err
	}
	return errors.Join(j.out.saved(outcome.File), j.texts().writeTexts(ctx))
}

// tagOfFile takes the tag that an image was saved with, unless there is one.
func (j job) tagOfFile(ctx context.Context) error {
	if j.From == "" || j.Tag != "" || j.Region != "" {
		return nil
	}
	tag, err := interruptible(ctx, func() (string, error) { return session.SavedTag(j.From) })
	if err != nil {
		return err
	}
	if j.Tag = tag; tag == "" {
		return report.Fault(cmdline.CodeTagOrParts, nil, nil)
	}
	return nil
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
