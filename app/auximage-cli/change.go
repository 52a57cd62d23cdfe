package main

import (
	"auximage/app/cmdline"
	"context"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"time"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/report"
)

// openToChange fills the form from the image that the line changes. Without a tag
// the image goes to the next free one after that image's own.
func (c configuration) openToChange(ctx context.Context, stdin io.Reader) error {
	tag := c.session.Snapshot().Form.Tag
	o, err := c.openSource(ctx, stdin, tag == "")
	if err != nil {
		return err
	}
	if newer := session.Newer(ctx, c.session, o); newer != nil {
		c.out.note(*newer)
	}
	unasked, err := session.FillFromImage(ctx, c.session, o)
	if err != nil {
		return err
	}
	if tag != "" {
		c.session.Edit(func(f *form.Form) { f.SetTag(tag) })
	} else if unasked != nil {
		c.out.note(*unasked)
	}
	for _, name := range c.line.Remove {
		if _, there := o.Named(name); !there {
			return report.Fault(imaging.CodeNotInImage, nil, report.Args{"Reference": c.line.Change, "Name": name, "Names": strings.Join(c.session.Snapshot().Form.FromNames, ", ")})
		}
	}
	return nil
}

// openSource opens the image of the line, signed in where its tag says or, where that is
// not said, at its own registry.
func (c configuration) openSource(ctx context.Context, stdin io.Reader, untold bool) (*imaging.Opened, error) {
	aim := func(reference string) {
		if reference, _, _ = strings.Cut(reference, "@"); untold {
			c.session.Edit(func(f *form.Form) { f.SetTag(reference) })
		}
	}
	if _, err := os.Stat(c.line.Change); err != nil {
		aim(c.line.Change)
		if err := c.authenticate(ctx, stdin); err != nil {
			return nil, err
		}
		if err := (signIn{c.line, c.session}).lacks(); err != nil {
			return nil, err
		}
		return session.OpenSource(ctx, c.session, c.line.Change, c.line.Form.Platforms)
	}
	o, err := session.OpenSource(ctx, c.session, c.line.Change, c.line.Form.Platforms)
	if err != nil {
		return nil, err
	}
	aim(o.Reference)
	return o, c.authenticate(ctx, stdin)
}

// choosesTag tells whether the tag is the next free one after that of the image which is
// changed, and none that the line names.
func choosesTag(l *cmdline.Line) bool { return l.Change != "" && l.Tag == "" && l.Region == "" }

// How many tags are tried that other pushes take at the same time, and how long it is
// waited between them at most.
const (
	mostTags     = 50
	longestPause = 200 * time.Millisecond
)

// send pushes the image. A tag that was chosen, and that another push took meanwhile,
// gives way to the next one; one that the line names is replaced.
func (j job) send(ctx context.Context) (*session.Outcome, error) {
	for try := 1; ; try++ {
		outcome, err := j.do(ctx, session.ActPush)
		if !report.Has(err, session.CodeTagTaken) || try == mostTags {
			return outcome, err
		}
		taken, _ := report.Of(err)
		next, _ := taken.Args["Next"].(string)
		j.out.note(taken)
		select {
		case <-time.After(rand.N(longestPause)): // so that pushes at the same time part
		case <-ctx.Done():
			return nil, context.Cause(ctx)
		}
		j.session.Edit(func(f *form.Form) { f.SetPart(form.FieldVersion, next) })
	}
}

// noteUnchanged says that an image is the one which it was made of.
func (j job) noteUnchanged() {
	if same := j.session.Snapshot().Unchanged(); same != nil {
		j.out.remark(*same)
	}
}
