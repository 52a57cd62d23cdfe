package imaging

import (
	"context"
	"errors"

	"auximage/imaging/report"
)

// Create makes the image that the plan describes: the installer is verified,
// the layers are described and hashed, the base is resolved, the result is
// checked against the operator's contract. With a finding of severity Error
// there is no image and no error; an error is for what kept the check from
// ending, a report.Finding in its chain where it has a name. The image holds
// nothing of ctx.
func Create(ctx context.Context, plan Plan, env Env) (*Image, []report.Finding, error) {
	return nil, nil, errors.ErrUnsupported
}

// Check does all that Create does except hashing, and returns the findings.
func Check(ctx context.Context, plan Plan, env Env) ([]report.Finding, error) {
	return nil, errors.ErrUnsupported
}
