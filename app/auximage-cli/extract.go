package main

import (
	"context"
	"path/filepath"
	"strings"

	"auximage/imaging"
	"auximage/imaging/report"
)

// extract takes files out of an auxiliary image into a folder.
func (j job) extract(ctx context.Context) error {
	o, err := j.open(ctx)
	if err != nil {
		return err
	}
	dir, err := filepath.Abs(j.Args[1])
	if err != nil {
		return err
	}
	end := j.watch()
	paths, err := o.Extract(ctx, j.Args[2:], dir, j.Force)
	end()
	all := len(j.Args) == 2 && (err == nil || report.Has(err, imaging.CodeNothingIn))
	if others := o.Others(); all && len(others) > 0 {
		j.out.note(report.Finding{Code: codeLeftOut, Severity: report.Warning, Args: report.Args{"Reference": j.Args[0], "Names": strings.Join(others, ", ")}})
	}
	if err != nil {
		return err
	}
	j.out.told.Reference, j.out.told.Digest, j.out.told.Extracted = o.Reference, o.Digest.String(), paths
	for _, path := range paths {
		if err := j.out.line(path); err != nil {
			return err
		}
	}
	return j.out.line(pinned(o))
}
