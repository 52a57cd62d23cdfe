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
	d, err := c.draft(ctx, plan)
	if err != nil || report.Worst(d.findings) == report.Error {
		return nil, d.findings, err
	}
	if err := d.hash(ctx, c); err != nil {
		return nil, d.findings, err
	}
	image, err := d.image()
	if err != nil {
		return nil, d.findings, fmt.Errorf("putting the image together: %w", err)
	}
	return image, d.findings, nil
}

// Check does all that Create does except hashing, and returns the findings. Where
// none is an Error it reads the archives to their end itself.
func (c *Client) Check(ctx context.Context, plan Plan) ([]report.Finding, error) {
	d, err := c.draft(ctx, plan)
	if err != nil || report.Worst(d.findings) == report.Error {
		return d.findings, err
	}
	archives := plan.inputs("").Archives
	return append(d.findings, model.Verify(ctx, archives, c.Progress)...), ctx.Err()
}
