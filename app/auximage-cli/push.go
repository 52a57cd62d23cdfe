package main

import (
	"context"
	"errors"

	"auximage/app/session"
	"auximage/imaging/report"
)

// push creates and pushes in two steps, so that what Create found in clear can
// be accepted between them; or it pushes a saved image.
func (j job) push(ctx context.Context) error {
	if j.From != "" {
		return j.pushFile(ctx)
	}
	if why := j.session.Snapshot().WhyNot[session.ActCreateAndPush]; why != nil && why.Code != session.CodeNotAccepted {
		return *why
	}
	// What the keyring has is known only once it has answered.
	if err := (signIn{j.Line, j.session}).lacks(); err != nil {
		return err
	}
	if err := j.create(ctx); err != nil {
		return err
	}
	j.noteUnchanged()
	if j.AllowClearSecrets {
		j.accept()
	}
	outcome, err := j.send(ctx)
	if outcome != nil {
		for _, f := range outcome.Advice {
			j.out.note(f)
		}
	}
	if err != nil {
		return err
	}
	return errors.Join(j.out.pushed(outcome), j.writeBehind(ctx, outcome))
}

// writeBehind writes what goes with an image that was pushed; a failure says that
// it was.
func (j job) writeBehind(ctx context.Context, done *session.Outcome) error {
	err := errors.Join(j.texts().writeTexts(ctx), j.texts().changeDomain(ctx, true))
	if err != nil {
		j.out.note(report.Finding{Code: codeUnwritten, Severity: report.Warning, Args: report.Args{"Reference": done.Receipt.Reference}})
	}
	return err
}

// pushFile pushes a saved image.
func (j job) pushFile(ctx context.Context) error {
	outcome, err := j.await(ctx, func() error { return j.session.PushFile(j.From) })
	if err != nil {
		return err
	}
	return errors.Join(j.out.pushed(outcome), j.writeBehind(ctx, outcome))
}
