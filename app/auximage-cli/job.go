package main

import (
	"context"
	"fmt"
	"io"
	"slices"

	"auximage/app/cmdline"
	"auximage/app/form"
	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

// job is a command line at work: it does a session's actions one after the other.
type job struct {
	*cmdline.Line

	session *session.Session
	out     *output
	painter *painter
}

// ready gives the session what the line says, and tells what is worth a word
// before the work begins.
func (j job) ready(ctx context.Context, stdin io.Reader) error {
	if err := j.tagOfFile(ctx); err != nil {
		return err
	}
	if err := (configuration{j.Line, j.session, j.out}).configure(ctx, stdin); err != nil {
		return err
	}
	if err := j.texts().checkTexts(); err != nil {
		return err
	}
	if !choosesTag(j.Line) {
		j.session.Replace() // a command names the tag that it wants
	}
	j.out.told.Notes = j.out.project(j.session.Snapshot().Project)
	if note := (signIn{j.Line, j.session}).fallBack(); note != nil && j.Command == cmdline.Push {
		j.out.note(*note)
	}
	j.out.fields(j.session.Snapshot().Fields)
	return nil
}

// create creates the image, after prepareModel where that was asked for, and
// tells what was found.
func (j job) create(ctx context.Context) error {
	_, err := j.await(ctx, j.startCreate)
	return j.judge(err)
}

// startCreate starts what create awaits.
func (j job) startCreate() error {
	if !j.Prepare {
		return j.session.Start(session.ActCreate)
	}
	homes := prepare.Homes{Java: j.JavaHome, Oracle: j.OracleHome}.Or(j.session.Preparing().Homes())
	return j.session.Preparing().Start(session.ActCreate, session.Preparation{Homes: homes, Folder: j.PreparedDir})
}

// judge tells what was found in the inputs. It returns the error that they were
// read with, or why a run fails that takes no warnings.
func (j job) judge(err error) error {
	found := j.session.Snapshot().Findings
	j.out.found(found)
	if j.Strict {
		j.out.acceptances(j.Form.Accepted, found)
	}
	j.out.idle(j.Form.Accepted, found)
	if filled := j.session.Snapshot().Form; filled.WDT == form.WDTNone && len(filled.Models) > 0 && !filled.UseExisting {
		j.out.remark(report.Finding{Code: codeUnjudged, Severity: report.Info})
	}
	for _, f := range found {
		if f.Code == imaging.CodeUnjudged {
			_, _ = fmt.Fprintln(j.out.stderr, words.Of(f))
		}
	}
	if err == nil && j.Strict {
		return imaging.Strictly(j.Form.Accepted, found)
	}
	return err
}

// do starts an action and returns its outcome when nothing of it runs any more.
func (j job) do(ctx context.Context, a session.Action) (*session.Outcome, error) {
	return j.await(ctx, func() error { return j.session.Start(a) })
}

// await is do for what start starts.
func (j job) await(ctx context.Context, start func() error) (*session.Outcome, error) {
	before := 0
	if last := j.session.Snapshot().Outcome; last != nil {
		before = last.ID
	}
	if err := start(); err != nil {
		return nil, err
	}
	defer context.AfterFunc(ctx, j.session.Stop)()
	changed, stop := j.changes()
	defer stop()
	defer j.painter.end()
	for range changed {
		now := j.session.Snapshot()
		j.painter.paint(now)
		if out := now.Outcome; now.Job == nil && out != nil && out.ID > before {
			return out, out.Err
		}
		j.answer(now.Question)
	}
	return nil, nil // never: the channel is not closed
}

// changes returns what says that the session is another one than before, until stop.
func (j job) changes() (changed chan struct{}, stop func()) {
	changed = make(chan struct{}, 1)
	return changed, j.session.Listen(func() {
		select {
		case changed <- struct{}{}:
		default: // the one that waits is painted as it is by then
		}
	})
}

// watch shows on a terminal how far an image is read, until the end of what reads it.
func (j job) watch() (end func()) {
	if !j.painter.terminal {
		return func() {}
	}
	changed, stop := j.changes()
	done, ended := make(chan struct{}), make(chan struct{})
	go func() {
		defer close(ended)
		for {
			select {
			case <-changed:
				j.painter.paint(j.session.Snapshot())
			case <-done:
				j.painter.end()
				return
			}
		}
	}()
	return func() {
		stop()
		close(done)
		<-ended
	}
}

// answer answers what a window would ask: newer things and those that were named are wanted
// here, and what only a flag can allow is not allowed.
func (j job) answer(q *session.Question) {
	if q == nil {
		return
	}
	for _, choice := range []session.Choice{session.ChooseDownload, session.ChoosePrepared, session.ChooseCopy} {
		if slices.Contains(q.Choices, choice) {
			j.session.Answer(q.ID, choice)
			return
		}
	}
	j.session.Answer(q.ID, session.ChooseCancel)
}

// accept accepts all that was found in clear.
func (j job) accept() {
	now := j.session.Snapshot()
	all := slices.Clone(now.Findings)
	for _, notes := range now.FileNotes {
		all = append(all, notes...)
	}
	for _, f := range all {
		if session.Dangerous(f) {
			j.session.Accept(f, true)
		}
	}
}
