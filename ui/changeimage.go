package ui

import (
	"context"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// changes are the ways in which an opened image becomes the form.
type changes int

const (
	anything    changes = iota // its content fills the form
	anotherWDT                 // and the latest WDT goes in
	anotherBase                // and its base as it is now, or the one of the form
)

// change fills the form from the image, unless what is to be newer is the newest
// already: that would be the same image under another tag.
func (t *openedImage) change(how changes) {
	if how == anything {
		t.agree(how)
		return
	}
	var is bool
	ask := func(ctx context.Context) (err error) {
		if how == anotherBase {
			t.base, is, err = session.NewestBase(ctx, t.win.session, t.image)
			return err
		}
		is, err = session.HasLatestWDT(ctx, t.win.session, t.image)
		return err
	}
	t.win.dialogs.lookInto(nameOf(t.image), words.L("Change the image"), ask, func() {
		if is {
			t.win.dialogs.tell(words.L("Change the image"), t.sayNewest(how))
			return
		}
		t.agree(how)
	})
}

// sayNewest says that there is nothing newer.
func (t *openedImage) sayNewest(how changes) string {
	args := map[string]any{"Image": nameOf(t.image), "Version": t.image.WDT.Version, "Base": brief(t.base)}
	if how == anotherWDT {
		return words.L("The WebLogic Deploy Tooling in {{.Image}} is already the latest, {{.Version}}. Nothing was changed.", args)
	}
	return words.L("{{.Image}} is already on {{.Base}} as it is now. Nothing was changed.", args)
}

// agree fills the form from the image, once a person has agreed to lose what is filled
// in, and to change an image that is not the newest.
func (t *openedImage) agree(how changes) {
	title, change := words.L("Change the image"), answer{words.L("Change"), func() { t.win.projects.unlessUnsaved(func() { t.fill(how) }, nil) }}
	s := t.win.session.Snapshot()
	var told []string
	if how == anotherBase {
		told = append(told, t.sayBase())
	}
	if len(s.Form.Files()) > 0 {
		told = append(told, words.L("The files that are filled in now make room for those of {{.Image}}. No file on disk is touched.", map[string]any{"Image": nameOf(t.image)}))
	}
	if s.Project != nil {
		told = append(told, words.L("The project {{.Name}} is left, and its file stays as it is.", map[string]any{"Name": s.Project.Name}))
	}
	lost := strings.Join(told, "\n")
	switch {
	case t.newer.there():
		t.win.dialogs.ask(title, strings.TrimSpace(t.newer.says()+"\n"+lost), answer{words.L("Cancel"), nil}, change, answer{t.newer.label(), t.openNewer})
	case lost != "":
		t.win.dialogs.warn(title, lost, change)
	default:
		change.do()
	}
}

func (t *openedImage) fill(how changes) {
	fill := func(ctx context.Context) error {
		_, err := session.FillFromImage(ctx, t.win.session, t.image)
		return err
	}
	t.dialog.Close()
	t.win.dialogs.whileLooking(nameOf(t.image), words.L("Change the image"), fill, func(err error) {
		if report.Has(err, imaging.CodePlatformsDiffer) {
			t.choosePlatform(how, err)
			return
		}
		if err != nil {
			t.win.dialogs.tellError(words.L("Change the image"), err)
			return
		}
		t.win.session.Edit(func(f *form.Form) {
			switch how {
			case anotherWDT:
				f.WDT = form.WDTLatest
			case anotherBase:
				f.KeepBase = false
			}
		})
		t.win.tabs.Choose(1)
		t.win.redraw()
	})
}

// sayBase says what the new image is put on: an image of ours does not name its base.
func (t *openedImage) sayBase() string {
	return words.L("The new image is put on {{.Base}}, as it is now. Another base: at the end of the form, under More.", map[string]any{"Base": brief(t.base)})
}

// choosePlatform asks which platform to change of an image that holds other files on
// another one.
func (t *openedImage) choosePlatform(how changes, why error) {
	title := words.L("Change the image")
	answers := []answer{{label: words.L("Cancel")}}
	for _, platform := range t.image.Platforms {
		answers = append(answers, answer{words.L("Change {{.Platform}} alone", map[string]any{"Platform": platform}), func() {
			open := func(ctx context.Context) (err error) {
				t.image, err = session.OpenImage(ctx, t.win.session, sourceOf(t.image.Pinned()), platform)
				return err
			}
			t.win.dialogs.lookInto(nameOf(t.image), title, open, func() {
				t.fill(how)
			})
		}})
	}
	t.win.dialogs.ask(title, words.OfError(why).Sentence, answers...)
}

// changingLine says which image is changed, and what of it.
type changingLine struct {
	*fyne.Container
	says    *kit.Label
	putBack *kit.Button
	buttons *fyne.Container
}

func newChangingLine(w *Window) *changingLine {
	t := &changingLine{says: kit.Paragraph("")}
	changed := kit.NewButton(words.L("What changes…"), func() { showDifference(w, compared{before: w.session.Snapshot().Form.From}, func() {}) })
	t.putBack = kit.NewButton(words.L("Put back"), func() {
		w.session.Edit(func(f *form.Form) { f.PutBack() })
		w.redraw()
	})
	t.buttons = kit.Flow(2, changed, t.putBack)
	t.Container = kit.Column(2, t.says, t.buttons)
	return t
}

func (t *changingLine) draw(s session.Snapshot) {
	from := s.Form.From
	kit.SetVisible(t.Container, from != "")
	if from == "" {
		return
	}
	text := words.L("This changes {{.Image}}: what stays of it is not fetched and not sent again.", map[string]any{"Image": unpinned(from)})
	gone := s.Form.Removed()
	if len(gone) > 0 {
		text = words.Sentences(text, words.L("Left out: {{.Names}}.", map[string]any{"Names": joined(gone)}))
	}
	t.says.SetText(text)
	kit.SetVisible(t.putBack, len(gone) > 0)
	t.buttons.Refresh()
}

// unpinned is an image's reference or file without its digest.
func unpinned(image string) string {
	name, _, _ := strings.Cut(image, "@sha256:")
	return name
}

// tagOf is the tag of an image, or the name of its file.
func tagOf(image string) string {
	last := filepath.Base(unpinned(image))
	if _, tag, tagged := strings.Cut(last, ":"); tagged {
		return tag
	}
	return last
}

// sourceOf is what a pinned image is opened by: its digest, or its file.
func sourceOf(pinned string) string {
	if name := unpinned(pinned); filepath.IsAbs(name) {
		return name
	}
	return pinned
}
