package ui

import (
	"cmp"
	"context"
	"strings"

	"auximage/app/diff"
	"auximage/app/facts"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/ui/kit"
)

// compare asks what the image is compared with: another one, or what is filled in.
func (t *openedImage) compare() {
	title, pushes := words.L("Compare"), t.win.session.Snapshot().Pushes
	other := newImageChoice(t.win, title, words.L("With the image"), words.L("A version such as v1, a reference, or a file that an image was saved to."), t.other(pushes), pushes)
	d := t.win.dialogs.New(title, other.Container, 48)
	other.dialog, other.beside = d, t.image.Reference
	form := kit.NewButton(words.L("With what is filled in"), func() {
		showDifference(t.win, compared{before: nameOf(t.image)}, d.Close)
	})
	d.First = other.reference
	offer(d, words.L("Cancel"), form, kit.NewButton(words.L("Compare"), func() {
		if with := other.text(); with != "" {
			showDifference(t.win, olderFirst(nameOf(t.image), with), d.Close)
		}
	}))
}

// other is the newest other version of the image that is known without asking; empty where
// none is.
func (t *openedImage) other(pushes []session.PastPush) string {
	if newer := t.newer.reference(); newer != "" {
		return newer
	}
	for _, p := range pushes { // the last first
		if p.Digest != t.image.Digest.String() && imaging.Untagged(p.Reference) == imaging.Untagged(t.image.Reference) {
			return p.Pinned()
		}
	}
	return ""
}

// showDifference shows what differs from one image to another, or to what is filled in:
// shown is called before. Where they cannot be compared it says why, and what was asked
// stays.
func showDifference(w *Window, sides compared, shown func()) {
	title := words.L("What changes")
	var found *imaging.Difference
	compare := func(ctx context.Context) (err error) {
		found, err = session.Compare(ctx, w.session, sides.before, sides.after, "", false)
		return err
	}
	w.dialogs.lookInto(sides.before, title, compare, func() {
		shown()
		if found.Same() {
			w.dialogs.tell(title, nothingDiffers(found))
			return
		}
		openDifference(w, title, sides, found)
	})
}

// nothingDiffers says so, and what was not compared.
func nothingDiffers(found *imaging.Difference) string {
	if len(found.Unread) == 0 {
		return words.L("Nothing differs.")
	}
	said := []string{words.L("Nothing differs in what was compared.")}
	for _, why := range found.Unread {
		said = append(said, words.Of(why).Sentence)
	}
	return strings.Join(said, "\n")
}

func openDifference(w *Window, title string, sides compared, found *imaging.Difference) {
	effects, page := newEffects(w, found)
	body := kit.WithFoot(kit.NewPanel(newDiffList(differenceRows(found))), kit.NewPanel(effects), page)
	d := w.dialogs.New(title, nil, 84)
	d.Body = kit.Bordered(kit.Padded(0, 1, sides.named(w, d)), nil, nil, nil, body)
	d.Tall = true
	offer(d, words.L("Close"))
}

// brief is an image's reference or file with the beginning of its digest: two of the
// same tag are told apart.
func brief(image string) string {
	name, digest, pinned := strings.Cut(image, "@sha256:")
	if !pinned {
		return image
	}
	return name + "@" + shortSum("sha256:"+digest)
}

// differenceRows are the lines of a difference: the image, the merged model by place,
// the files line by line, archives by entry.
func differenceRows(d *imaging.Difference) []diffRow {
	var rows []diffRow
	heading := func(text string) { rows = append(rows, diffRow{diff.Line{Text: text}, true}) }
	remark := func(text string) {
		if text != "" {
			rows = append(rows, diffRow{Line: diff.Line{Kind: diff.Heading, Text: text}})
		}
	}
	for _, why := range d.Unread {
		remark(words.Of(why).Sentence)
	}
	if len(d.Attributes) > 0 {
		heading(words.L("Image"))
	}
	for _, a := range d.Attributes {
		rows = append(rows, changeRow(model.Changed, facts.Name(a.Attribute), a.Before, a.After))
	}
	unchanged := session.MergedRemark(d)
	if len(d.Values) > 0 || unchanged != "" {
		heading(words.L("Model, as it is merged"))
	}
	remark(unchanged)
	for _, v := range d.Values {
		rows = append(rows, changeRow(v.Kind, v.Path, v.Before, v.After))
	}
	for _, t := range d.Texts {
		heading(t.Name)
		remark(session.TextRemark(t))
		for _, l := range diff.Lines(t.Before, t.After) {
			rows = append(rows, diffRow{Line: l})
		}
	}
	for _, a := range d.Archives {
		heading(a.Name)
		remark(session.ArchiveRemark(a))
		for _, e := range a.Entries {
			rows = append(rows, changeRow(e.Kind, e.Name, sizeOf(e.Kind, model.Added, e.Before), sizeOf(e.Kind, model.Removed, e.After)))
		}
	}
	for _, there := range d.Platforms {
		heading(words.Labelled(words.L("Platform"), there.Platform))
		rows = append(rows, differenceRows(there.Difference)...)
	}
	return rows
}

// sizeOf is a size as it is shown, nothing where there is none.
func sizeOf(kind, none model.ChangeKind, size int64) string {
	if kind == none {
		return ""
	}
	return words.Bytes(size)
}

// changeRow is a line that says what something was and is.
func changeRow(kind model.ChangeKind, name, before, after string) diffRow {
	switch kind {
	case model.Added:
		return diffRow{Line: diff.Line{Kind: diff.Added, Text: words.Labelled(name, after)}}
	case model.Removed:
		return diffRow{Line: diff.Line{Kind: diff.Removed, Text: words.Labelled(name, before)}}
	}
	return diffRow{Line: diff.Line{Kind: diff.Heading, Text: "~ " + words.Labelled(name, cmp.Or(before, "–")+" → "+cmp.Or(after, "–"))}}
}
