package main

import (
	"context"
	"errors"
	"io"
	"slices"

	"github.com/spf13/cobra"

	"auximage/app/cmdline"
	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/contract"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// The exit codes.
const (
	exitDone        = 0
	exitFailed      = 1
	exitUsage       = 2
	exitInterrupted = 130
	exitBrokenPipe  = 141 // as a shell has it for SIGPIPE
)

// run does what a command line asks for and returns the exit code.
func run(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	words.NameFlags()
	out := &output{stdout: stdout, stderr: stderr, told: result{Findings: asObjects(nil)}}
	understood, failed := false, exitFailed
	tree := cmdline.Tree(func(ctx context.Context, line *cmdline.Line) error {
		understood, out.json, out.strict = true, line.JSON, line.Strict
		if line.Command == cmdline.Diff {
			failed = exitUsage // 1 says that something differs, as diff does
		}
		return work(ctx, line, stdin, out)
	})
	err := execute(ctx, tree, args, stdout)
	switch {
	case !understood && err == nil: // help, the version or a completion
		return exitDone
	case !understood:
		out.json = slices.Contains(args, "--json") // behind what is wrong
		_ = out.end(err)
		return exitUsage
	case err != nil && isBrokenPipe(ctx):
		return exitBrokenPipe
	case err != nil && ctx.Err() != nil:
		_ = out.end(context.Canceled)
		return exitInterrupted
	}
	switch code := codeOf(out.end(withFlags(err))); {
	case code == exitFailed:
		return failed
	case out.told.differs():
		return exitFailed
	default:
		return code
	}
}

// execute has a tree of commands read a command line.
func execute(ctx context.Context, tree *cobra.Command, args []string, stdout io.Writer) error {
	if len(args) > 0 && slices.Contains([]string{cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd}, args[0]) {
		cmdline.Describe(tree)
	}
	tree.SetArgs(append([]string{}, args...)) // nil would be those of the process
	tree.SetOut(stdout)
	return tree.ExecuteContext(ctx)
}

// codeOf returns the exit code of a run that was not interrupted.
func codeOf(err error) int {
	switch f, _ := report.Of(err); {
	case err == nil:
		return exitDone
	case isUsage(f.Code):
		return exitUsage
	}
	return exitFailed
}

// misuses are what is wrong with a flag's value by itself, whatever there is in
// files, registries and clusters.
var misuses = []report.Code{
	codeTwoUses, codeOnePlatform, codeUnknownRegion, codeIdleDigest, codeWhosePassword,
	codeNoFolderFirst, registry.CodeBadReference, transport.CodeBadProxy, registry.CodeBadPlatform,
	form.CodeBadPlatform, imaging.CodeOwnerName, contract.CodeHome, deploy.CodeBadUID, deploy.CodeBadNamespace,
}

// isUsage tells whether a code is about a value that no run would take. All errors of
// package ocir are: it looks at references and user names alone.
func isUsage(c report.Code) bool {
	return slices.Contains(misuses, c) || ocir.Owns(c)
}

// work opens a session that leaves the person's own form alone, and has it do
// what the line says.
func work(ctx context.Context, line *cmdline.Line, stdin io.Reader, out *output) (err error) {
	j := job{Line: line, out: out, painter: newPainter(out.stderr)}
	if err := errors.Join(checkNamed(line), j.checkRegular(), j.checkOutputs()); err != nil {
		return err
	}
	j.session, err = session.Open(session.Config{MemoryOnly: true, Cache: j.Cache, Strict: j.Strict, Accounts: session.KnownAccounts("")})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, j.session.Close()) }()
	prepare := j.ready
	if j.Looks() {
		prepare = configuration{j.Line, j.session, j.out}.readyToLook
	}
	if err := prepare(ctx, stdin); err != nil {
		return err
	}
	return actions[j.Command](j, ctx)
}

// actions are what the commands do.
var actions = map[cmdline.Command]func(job, context.Context) error{
	cmdline.Push:  job.push,
	cmdline.Check: job.check,
	cmdline.Save:  job.save,

	cmdline.Show:    job.show,
	cmdline.Extract: job.extract,
	cmdline.Diff:    job.diff,
	cmdline.Tags:    job.tags,
}
