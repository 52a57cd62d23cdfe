package imaging

import (
	"context"
	"fmt"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// Create makes the image that the plan describes: the installer is verified,
// the layers are described and hashed, the base is resolved, the result is
// checked against the operator's contract. With a finding of severity Error
// there is no image and no error; an error is for what kept the check from
// ending, a report.Finding in its chain where it has a name. The image holds
// nothing of ctx.
func (c *Client) Create(ctx context.Context, plan Plan) (*Image, []report.Finding, error) {
	b, err := c.build(ctx, plan)
	if err != nil || report.Worst(b.findings) == report.Error {
		return nil, b.findings, err
	}
	if plan.Strict {
		if err := Strictly(plan.Accepted, b.findings); err != nil {
			return nil, b.findings, err
		}
	}
	if err := b.hash(ctx, c); err != nil {
		return nil, b.findings, err
	}
	image, err := b.image()
	if err != nil {
		return nil, b.findings, fmt.Errorf("putting the image together: %w", err)
	}
	return image, b.findings, nil
}

// Check does all that Create does except hashing, and returns the findings. Where
// none is an Error it reads the archives to their end itself.
func (c *Client) Check(ctx context.Context, plan Plan) ([]report.Finding, error) {
	b, err := c.build(ctx, plan)
	if err != nil || report.Worst(b.findings) == report.Error {
		return b.findings, err
	}
	archives := plan.inputs("").Archives
	return append(b.findings, model.Verify(ctx, archives, c.Progress)...), ctx.Err()
}
