package ui

import (
	"cmp"
	"context"
	"path/filepath"
	"strings"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// imageOpener opens an auxiliary image that is there already: it is asked for, and
// shown in an openedImage.
type imageOpener struct{ win *Window }

func (t imageOpener) title() string { return words.L("Open image") }

// ask asks for the reference of the image, or for its file.
func (t imageOpener) ask() {
	s := t.win.session.Snapshot()
	t.askAmong(s.Form.Tag, s.Pushes)
}

// askAmong asks with a reference filled in and pushes to choose from.
func (t imageOpener) askAmong(tag string, pushes []session.PastPush) {
	image := newImageChoice(t.win, t.title(), words.L("Auxiliary Image Tag"), words.L("An image in a registry, by its tag or digest. It is looked into; nothing is changed."), tag, pushes)
	d := t.win.dialogs.New(t.title(), image.Container, 48)
	image.dialog, image.beside = d, tag
	file := kit.NewButton(words.L("From a file…"), func() { t.choose(d.Close) })
	d.First = image.reference
	offer(d, words.L("Cancel"), file, kit.NewButton(words.L("Open"), func() {
		if from := image.text(); from != "" {
			t.open(from, d.Close)
		}
	}))
}

// choose lets a person choose the file of a saved image.
func (t imageOpener) choose(opened func()) {
	t.win.browse(browsing{title: t.title(), start: t.win.options.Downloads, endings: []string{savedEnding},
		chosen: func(paths []string) { t.open(paths[0], opened) }})
}

// open opens the image that from names and shows it: opened is called before. Of one
// that cannot be opened is said why, and what it was asked for by stays.
func (t imageOpener) open(from string, opened func()) {
	var o *imaging.Opened
	var newer *report.Finding
	look := func(ctx context.Context) (err error) {
		if o, err = session.OpenImage(ctx, t.win.session, from, ""); err == nil {
			newer = session.Newer(ctx, t.win.session, o)
		}
		return err
	}
	t.win.dialogs.lookInto(from, t.title(), look, func() {
		opened()
		shown := newOpenedImage(t.win, o)
		shown.newer = newerVersion{newer}
		shown.show()
	})
}

// waitedFor is what a wait for an image is said to be for: its registry, or its folder.
func waitedFor(from string) string {
	if filepath.IsAbs(from) {
		return from
	}
	host, _, _ := strings.Cut(from, "/")
	return host + "/"
}

// drops tells whether what was dropped is one saved image, and opens it.
func (t imageOpener) drops(paths []string) bool {
	if len(paths) != 1 || !strings.EqualFold(filepath.Ext(paths[0]), savedEnding) {
		return false
	}
	t.open(paths[0], func() {})
	return true
}

// nameOf is what an opened image is called: its reference, or its file.
func nameOf(o *imaging.Opened) string { return cmp.Or(o.File, o.Reference) }
