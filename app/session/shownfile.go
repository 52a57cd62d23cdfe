package session

import (
	"context"
	"strings"
	"time"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// largestShown bounds what is read of a file that is shown, in bytes.
const largestShown = 64 << 20

// shownEvery is how often a file that is shown is looked at.
const shownEvery = 500 * time.Millisecond

// ShownFile is a model or variable file as a person sees it.
type ShownFile struct {
	Path  string
	Lines []string // as findings count them
	Err   error    // a report.Finding: why it cannot be read; nil when it was

	state input.State
}

// ReadShown reads a model or variable file to be shown.
func ReadShown(path string) ShownFile {
	f := ShownFile{Path: path, state: stateOf(path)}
	text, err := readText(path, largestShown)
	if err != nil {
		f.Err = report.Finding{Code: model.CodeUnreadable, Severity: report.Error, File: path, Cause: err}
		return f
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(strings.ToValidUTF8(text, "\uFFFD"))
	f.Lines = strings.Split(strings.TrimSuffix(text, "\n"), "\n")
	return f
}

// Outlived waits until the file is another one on the disk, and tells whether it
// is: with the end of ctx it is not.
func (f ShownFile) Outlived(ctx context.Context) bool {
	tick := time.NewTicker(shownEvery)
	defer tick.Stop()
	for stateOf(f.Path) == f.state {
		select {
		case <-tick.C:
		case <-ctx.Done():
			return false
		}
	}
	return ctx.Err() == nil
}

// Shown tells whether a finding is at a line of a file that can be shown.
func Shown(f report.Finding) bool {
	kind := model.KindOf(f.File)
	return f.Line > 0 && (kind == model.Model || kind == model.Variables)
}
