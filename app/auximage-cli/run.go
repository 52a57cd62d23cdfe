package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"auximage/app/cmdline"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
)

// run does what a command line asks for and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	words.NameFlags()
	out := &output{stdout: stdout, stderr: stderr, told: result{Findings: asObjects(nil)}}
	understood := false
	tree := cmdline.Tree(func(ctx context.Context, line *cmdline.Line) error {
		understood, out.json = true, line.JSON
		return options{*line}.do(ctx, stdin, out)
	})
	err := execute(ctx, tree, args, stdout)
	switch {
	case !understood && err == nil: // help, the version or a completion
		return exitDone
	case !understood:
		out.json = slices.Contains(args, "--json") // behind what is wrong
		_ = out.end(err)
		return exitUsage
	case err != nil && ctx.Err() != nil:
		_ = out.end(context.Canceled)
		return exitInterrupted
	}
	return codeOf(out.end(named(err)))
}

// execute has a tree of commands read a command line.
func execute(ctx context.Context, tree *cobra.Command, args []string, stdout io.Writer) error {
	if len(args) > 0 && slices.Contains([]string{cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd, "completion"}, args[0]) {
		cmdline.Describe(tree)
	}
	tree.SetArgs(append([]string{}, args...)) // nil would be those of the process
	tree.SetOut(stdout)
	return tree.ExecuteContext(ctx)
}

// options are what the command line asks for.
type options struct{ cmdline.Line }

// codeOf returns the exit code of a run that was not interrupted.
func codeOf(err error) int {
	switch f, _ := report.Of(err); {
	case err == nil:
		return exitDone
	case f.Code == codeUnknownRegion, f.Code == codeIdleDigest, f.Code == codeWhosePassword:
		return exitUsage
	}
	return exitFailed
}

// do opens a session that leaves the person's own form alone and does the job.
func (o options) do(ctx context.Context, stdin io.Reader, out *output) (err error) {
	if err := o.checkRegular(); err != nil {
		return err
	}
	s, err := session.Open(session.Config{MemoryOnly: true, Cache: o.Cache, Accounts: session.Accounts("")})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := o.tagOfFile(ctx); err != nil {
		return err
	}
	if err := o.prepare(ctx, s, stdin); err != nil {
		return err
	}
	if err := o.checkTexts(s); err != nil {
		return err
	}
	s.Replace() // a command names the tag that it wants
	out.told.Notes = out.project(s.Snapshot().Project)
	if note := o.fallBack(s); note != nil && o.Command == cmdline.Push {
		out.note(*note)
	}
	out.beside(s.Snapshot().Fields)
	j := job{session: s, painter: newPainter(out.stderr)}
	switch {
	case o.Command == cmdline.Check:
		return o.check(ctx, j, out)
	case o.Command == cmdline.Save:
		return o.save(ctx, j, out)
	case o.From != "":
		return o.pushFile(ctx, j, out)
	}
	return o.push(ctx, j, out)
}

func (o options) check(ctx context.Context, j job, out *output) error {
	_, err := j.do(ctx, session.ActCheck)
	found := j.session.Snapshot().Findings
	out.found(found)
	out.idle(o.Form.Accepted, found)
	out.existing(j.session.Snapshot())
	if o.AllowClearSecrets && report.Has(err, session.CodeNotAccepted) {
		err = nil // a push would let it pass
	}
	if err == nil && o.Strict {
		err = strictly(found)
	}
	if err != nil {
		return err
	}
	return errors.Join(out.checked(found), o.writeTexts(j.session), out.domain(j.session, false))
}

// push creates and pushes in two steps, so that what Create found in clear can
// be accepted between them.
func (o options) push(ctx context.Context, j job, out *output) error {
	if why := j.session.Snapshot().WhyNot[session.ActCreateAndPush]; why != nil && why.Code != session.CodeNotAccepted {
		return *why
	}
	_, err := j.await(ctx, func() error { return o.begin(j.session) })
	out.found(j.session.Snapshot().Findings)
	out.idle(o.Form.Accepted, j.session.Snapshot().Findings)
	if err == nil && o.Strict {
		err = strictly(j.session.Snapshot().Findings)
	}
	if err != nil {
		return err
	}
	if o.AllowClearSecrets {
		j.accept()
	}
	outcome, err := j.do(ctx, session.ActPush)
	if err != nil {
		return err
	}
	return errors.Join(out.pushed(outcome), o.writeTexts(j.session), out.domain(j.session, true))
}

// named returns an error as this program says it: with the flag that helps.
func named(err error) error {
	for _, code := range []report.Code{transport.CodePlainHTTP, transport.CodeNotTLS} {
		if f, ok := codeIn(err, code); ok {
			return report.Fault(codePlainHTTP, nil, f.Args)
		}
	}
	if _, ok := codeIn(err, session.CodeNoFolder); ok {
		return report.Fault(codeNoFolder, nil, nil)
	}
	if f, ok := codeIn(err, session.CodeNotAccepted); ok {
		return report.Finding{Code: codeClearSecret, Severity: report.Error, File: f.File}
	}
	return err
}

// codeIn returns the finding with the code in an error's chain.
func codeIn(err error, code report.Code) (report.Finding, bool) {
	for {
		f, ok := report.Of(err)
		if !ok || f.Code == code {
			return f, ok
		}
		err = f.Cause
	}
}

// job does a session's actions one after the other.
type job struct {
	session *session.Session
	painter *painter
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
	newest := make(chan session.Snapshot, 1)
	defer j.session.Listen(func(now session.Snapshot) {
		select {
		case <-newest: // nobody wants the one before
		default:
		}
		newest <- now
	})()
	defer j.painter.end()
	for now := range newest {
		j.painter.paint(now)
		if out := now.Outcome; now.Job == nil && out != nil && out.ID > before {
			return out, out.Err
		}
		j.answer(now.Question)
	}
	return nil, nil // never: the channel is not closed
}

// answer answers what a window would ask: newer and named things are wanted
// here, and what only a flag can allow is not allowed.
func (j job) answer(q *session.Question) {
	if q == nil {
		return
	}
	for _, choice := range []session.Choice{session.ChooseDownload, session.ChoosePrepared} {
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
