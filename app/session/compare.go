package session

import (
	"context"
	"slices"
	"strings"

	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model"
)

// Compare returns what differs from one auxiliary image to another, each a reference
// or a file, or to what the form is filled in with where after is empty: see
// imaging.Compare. With whole, layers are fetched whose archives could not be listed
// otherwise. It waits for the network and ends early with ctx.
func Compare(ctx context.Context, s *Session, before, after, platform string, whole bool) (*imaging.Difference, error) {
	open := func(from string) (*imaging.Opened, error) { return OpenImage(ctx, s, from, platform) }
	first, err := sideOf(ctx, whole, func() (*imaging.Opened, error) {
		if after == "" && platform == "" { // as the change that it is compared with
			return OpenSource(ctx, s, before, s.form().Platforms)
		}
		return open(before)
	})
	if err != nil {
		return nil, err
	}
	second := imaging.Side{}
	if after == "" {
		second, err = s.formSide(ctx)
	} else {
		second, err = sideOf(ctx, whole, func() (*imaging.Opened, error) { return open(after) })
	}
	if err != nil {
		return nil, err
	}
	return imaging.Compare(ctx, first, second)
}

func sideOf(ctx context.Context, whole bool, open func() (*imaging.Opened, error)) (imaging.Side, error) {
	o, err := open()
	if err == nil && whole {
		err = o.ReadAll(ctx)
	}
	if err != nil {
		return imaging.Side{}, err
	}
	return o.Side(whole), nil
}

// formSide returns what the form is filled in with. Which WDT the latest is nobody
// asks here.
func (s *Session) formSide(ctx context.Context) (imaging.Side, error) {
	w, err := connected(ctx, s)
	if err != nil {
		return imaging.Side{}, err
	}
	f := w.form()
	installer := ""
	if f.WDT == form.WDTFile {
		installer = f.Installer
	}
	side, err := w.engine.Side(ctx, f.Plan(installer))
	if f.WantsLatest() || installer == "" && f.WDT == form.WDTFile {
		side = side.Without(imaging.AttributeWDT)
	}
	if reference, file := f.NewBase(); err == nil && f.From != "" && !f.KeepBase && file == "" {
		var newest string
		newest, err = w.newBase(ctx, reference, f.MadeFor()[0])
		side = side.With(imaging.AttributeBase, newest)
	}
	return side, err
}

// Effects returns what a difference means for a domain that runs, on a persistent
// volume or not: nothing where there is none, or where that is not known.
func Effects(d *imaging.Difference, onPV bool) []deploy.Effect {
	if d.Same() || d.Unmerged() {
		return nil
	}
	return deploy.NewImage{Changes: d.AllValues(), More: d.BesideModels(), OnPV: onPV}.Effects()
}

// MergedRemark returns what is said of the merged models where files differ and they do
// not; empty otherwise.
func MergedRemark(d *imaging.Difference) string {
	differs := func(t imaging.TextChange) bool { return !t.LineEnds }
	if len(d.Values) > 0 || d.Unmerged() || !slices.ContainsFunc(d.Texts, differs) {
		return ""
	}
	return words.L("Nothing changes: only comments or order differ, or a later file overrides what changed.")
}

// TextRemark returns what is said of a model or variable file whose lines do not show
// how it differs, or not that it counts for nothing; empty where they do.
func TextRemark(t imaging.TextChange) string {
	if t.LineEnds {
		return words.L("Only the ends of lines differ.")
	}
	var files, said []string
	for _, o := range t.Overridden {
		if !slices.Contains(files, o.By) {
			files = append(files, o.By)
		}
	}
	for _, file := range files {
		said = append(said, words.L("{{.File}} sets this too, is merged later, and counts: {{.Places}}.",
			map[string]any{"File": file, "Places": fewPlaces(t.Overridden, file)}))
	}
	return strings.Join(said, " ")
}

// mostPlaces is how many places one sentence names.
const mostPlaces = 5

// fewPlaces returns the places that a file overrides, the first of many.
func fewPlaces(all []model.Override, file string) string {
	var places []string
	for _, o := range all {
		if o.By == file {
			places = append(places, o.Path)
		}
	}
	if len(places) > mostPlaces {
		places = append(places[:mostPlaces], "…")
	}
	return strings.Join(places, ", ")
}

// ArchiveRemark returns what is said of an archive whose entries do not show how it
// differs; empty where they do.
func ArchiveRemark(a imaging.ArchiveChange) string {
	switch {
	case a.Unlisted && a.Kind == model.Changed:
		return words.L("It differs; its entries could not be listed.")
	case a.Damaged:
		return words.L("It differs; its directory lists the same entries, and what they hold cannot be read.")
	case a.Unread:
		return words.L("It differs; its directory lists the same entries, and what they hold was not read.")
	case a.Repacked:
		return words.L("The entries are the same, packed in another way.")
	}
	return ""
}
