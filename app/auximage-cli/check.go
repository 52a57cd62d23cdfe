package main

import (
	"context"
	"errors"

	"auximage/app/session"
	"auximage/imaging/report"
)

// check looks at the inputs, or at an image that exists already.
func (j job) check(ctx context.Context) error {
	if j.Form.UseExisting {
		if err := (signIn{j.Line, j.session}).lacks(); err != nil {
			return err
		}
	}
	_, err := j.do(ctx, session.ActCheck)
	if j.AllowClearSecrets && report.Has(err, session.CodeNotAccepted) {
		err = nil // a push would let it pass
	}
	err = j.judge(err)
	if j.Prepare {
		j.out.note(report.Finding{Code: codeUnprepared, Severity: report.Warning})
	}
	j.out.existing(j.session.Snapshot())
	if err != nil {
		return err
	}
	return errors.Join(j.out.checked(j.session.Snapshot().Findings), j.texts().writeTexts(ctx), j.texts().changeDomain(ctx, false))
}
