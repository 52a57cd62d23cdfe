// Command walk does the try-out's job by command line: it starts the try-out and
// has auximage-cli, whose path is its one argument, push the sample and show what
// the registry has then.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"auximage/app/demo"
	"auximage/app/words"
	"auximage/assets"
)

func main() {
	if err := run(context.Background(), os.Args[1], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, words.OfError(err))
		os.Exit(1)
	}
}

// run has the program do both commands and writes them and what they say. They
// have a home of their own, so that nothing of the person's is read or written. An
// error is the try-out's, or an exec.ExitError.
func run(ctx context.Context, program string, out io.Writer) (err error) {
	program, err = filepath.Abs(program)
	if err != nil {
		return err
	}
	d, err := demo.Start(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, d.Close()) }()
	if _, err := assets.WriteSample(d.Downloads()); err != nil {
		return err
	}
	w := walk{program: program, demo: d, out: out}
	account := []string{"--user", demo.User, "--password-stdin", "--proxy", d.Proxy().URL(), "--ca", d.CAFile()}
	push := []string{"push", "--tag", demo.Tag, "--model", "model.yaml", "--variables", "model.properties", "--archive", "archive.zip", "--wdt", "latest", "--download-dir", "."}
	if err := w.does(ctx, append(push, account...)); err != nil {
		return err
	}
	return w.does(ctx, append([]string{"show", demo.Tag}, account...))
}

// walk is a way by command line through a try-out.
type walk struct {
	program string
	demo    *demo.Demo
	out     io.Writer
}

// does writes a command line as a person would type it, and what it says. It runs
// where the sample is.
func (w walk) does(ctx context.Context, args []string) error {
	_, _ = fmt.Fprintf(w.out, "\n$ auximage-cli %s < token\n", strings.Join(args, " "))
	c := exec.CommandContext(ctx, w.program, args...)
	c.Dir, c.Env = w.demo.Downloads(), append(os.Environ(), "HOME="+w.demo.Downloads(), "XDG_CONFIG_HOME=", "XDG_CACHE_HOME=")
	c.Stdin, c.Stdout, c.Stderr = strings.NewReader(demo.Token), w.out, w.out
	return c.Run()
}
