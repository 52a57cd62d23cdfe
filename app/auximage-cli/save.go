package main

import (
	"context"
	"errors"
	"flag"
	"fmt"

	"auximage/app/prepare"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// save is the command that writes the image to a file.
const save = "save"

// fileOptions are about images in files, and about preparing the models first.
type fileOptions struct {
	output string
	format registry.Format
	from   string

	prepared             bool
	javaHome, oracleHome string
	preparedDir          string
}

func (o *fileOptions) registerFiles(f *flag.FlagSet) {
	o.format = registry.DockerTar
	f.StringVar(&o.output, "output", "", "")
	f.StringVar(&o.from, "from", "", "")
	f.Func("format", "", func(format string) error {
		switch o.format = registry.Format(format); o.format {
		case registry.DockerTar, registry.OCITar:
			return nil
		}
		return errors.New("docker, oci")
	})
	f.BoolVar(&o.prepared, "prepare", false, "")
	f.StringVar(&o.javaHome, "java-home", "", "")
	f.StringVar(&o.oracleHome, "oracle-home", "", "")
	f.StringVar(&o.preparedDir, "prepared-dir", "", "")
}

// checkFiles returns what the flags lack.
func (o options) checkFiles() error {
	if o.command == save && o.output == "" {
		return report.Fault(codeNoOutput, nil, nil)
	}
	return nil
}

// tagOfFile takes the tag that an image was saved with, unless there is one.
func (o *options) tagOfFile(ctx context.Context) error {
	if o.from == "" || o.tag != "" || o.region != "" {
		return nil
	}
	image, err := awaiting(ctx, func() (*imaging.Image, error) { return imaging.OpenSaved(o.from) })
	if err != nil {
		return err
	}
	if o.tag = image.Reference; o.tag == "" {
		return report.Fault(codeTagOrParts, nil, nil)
	}
	return nil
}

// begin starts the Create, after prepareModel where that was asked for.
func (o options) begin(s *session.Session) error {
	if !o.prepared {
		return s.Start(session.ActCreate)
	}
	homes := prepare.Homes{Java: absolutely(o.javaHome), Oracle: absolutely(o.oracleHome)}.Or(s.Homes())
	return s.StartPrepared(session.ActCreate, session.Preparation{Homes: homes, Folder: absolutely(o.preparedDir)})
}

// absolutely is absolute for a path that may be missing.
func absolutely(path string) string {
	if path == "" {
		return ""
	}
	return absolute(path)
}

// save creates the image and writes it to a file.
func (o options) save(ctx context.Context, j job, out *output) error {
	_, err := j.await(ctx, func() error { return o.begin(j.session) })
	out.found(j.session.Snapshot().Findings)
	out.idle(o.accepted, j.session.Snapshot().Findings)
	if err == nil && o.strict {
		err = strictly(j.session.Snapshot().Findings)
	}
	if err != nil {
		return err
	}
	outcome, err := j.await(ctx, func() error { return j.session.Save(absolute(o.output), o.format) })
	if err != nil {
		return err
	}
	return errors.Join(out.saved(outcome.File), o.writeTexts(j.session))
}

// pushFile pushes a saved image.
func (o options) pushFile(ctx context.Context, j job, out *output) error {
	outcome, err := j.await(ctx, func() error { return j.session.PushFile(absolute(o.from)) })
	if err != nil {
		return err
	}
	return errors.Join(out.pushed(outcome), o.writeTexts(j.session))
}

// saved tells where an image was saved.
func (o *output) saved(f *session.SavedFile) error {
	o.told.Reference, o.told.Digest = f.Reference, f.Digest
	o.told.storage = &storage{f.Path, f.Format, f.Size}
	if o.json {
		return nil
	}
	done := report.Finding{Code: session.CodeSaved, File: f.Path, Args: report.Args{"Digest": f.Digest}}
	_, noted := fmt.Fprintln(o.stderr, words.Of(done).Sentence)
	return errors.Join(noted, o.line(f.Reference+"@"+f.Digest))
}
