package session

import (
	"context"
	"path/filepath"
	"slices"
	"testing"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

func TestAShownFileHasTheLinesThatFindingsCount(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.yaml")
	for text, want := range map[string][]string{
		"a: 1\nb: 2\n":      {"a: 1", "b: 2"},
		"a: 1\r\nb: 2":      {"a: 1", "b: 2"},
		"a: 1\rb: 2\r":      {"a: 1", "b: 2"},
		"a: \xff\n\nb: é\n": {"a: \uFFFD", "", "b: é"},
	} {
		write(t, path, text)
		if got := ReadShown(path); got.Err != nil || !slices.Equal(got.Lines, want) {
			t.Errorf("%q: got %q, %v, want %q", text, got.Lines, got.Err, want)
		}
	}
	for _, gone := range []string{filepath.Join(filepath.Dir(path), "gone.yaml"), filepath.Dir(path)} {
		if got := ReadShown(gone); !report.Has(got.Err, model.CodeUnreadable) {
			t.Errorf("%s: got %v, want %s", gone, got.Err, model.CodeUnreadable)
		}
	}
}

func TestAShownFileIsOutlivedWhenItIsWrittenAnew(t *testing.T) {
	path := filepath.Join(t.TempDir(), "model.yaml")
	write(t, path, "a: 1\n")
	outlived := make(chan bool)
	shown := ReadShown(path)
	go func() { outlived <- shown.Outlived(context.Background()) }()
	go func() { write(t, path, "a: changed\n") }()
	if !<-outlived {
		t.Error("a change is not told of")
	}
	ctx, stop := context.WithCancel(context.Background())
	shown = ReadShown(path)
	go func() { outlived <- shown.Outlived(ctx) }()
	stop()
	if <-outlived {
		t.Error("what was given up counts as a change")
	}
}
