package ui

import (
	"cmp"
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/ui/kit"
)

// imageChoice names an image: typed, by one of the versions of its repository, or by
// one of the last pushes.
type imageChoice struct {
	*fyne.Container
	win       *Window
	title     string // of the dialog that it stands in
	reference *kit.Entry
	beside    string          // in whose repository a version alone is; its versions are listed where nothing is typed
	versions  *kit.Dropdown   // of the repository
	listed    *fyne.Container // versions in their frame; hidden before they are asked for
	dialog    *kit.Dialog     // that it stands in
}

func newImageChoice(w *Window, title, label, help, text string, pushes []session.PastPush) *imageChoice {
	t := &imageChoice{win: w, title: title, reference: entryWith(text)}
	t.reference.SelectsAll = true // another one is typed over it
	t.reference.PlaceHolder = example("lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	t.versions = t.dropdown(nil, nil)
	t.listed = kit.Framed(t.versions)
	t.versions.Hide()
	t.listed.Hide()
	list := kit.NewButton(words.L("List versions"), t.list)
	t.Container = kit.Column(3, named(label, help, t.reference), kit.Row([]float32{0, 1}, list, t.listed))
	if len(pushes) > 0 {
		var values, labels []string
		for _, p := range pushes {
			values, labels = append(values, p.Pinned()), append(labels, when(p.Time)+"  "+p.Reference+"  "+shortSum(p.Digest))
		}
		t.Add(named(words.L("Or one of the last pushes"), "", kit.Framed(t.dropdown(values, labels))))
	}
	return t
}

// dropdown returns one whose choice is taken for the reference.
func (t *imageChoice) dropdown(values, labels []string) *kit.Dropdown {
	d := kit.NewDropdown(values, labels, func(value string) { t.reference.SetText(value) })
	d.PlaceHolder = words.L("Choose")
	return d
}

// text returns what is typed or chosen: a version alone is one of the repository that the
// dialog is about.
func (t *imageChoice) text() string {
	return imaging.Beside(t.beside, strings.TrimSpace(t.reference.Text))
}

// mostVersions is how many versions can be chosen from; older ones can be typed.
const mostVersions = 60

// list asks the registry for the versions of the repository and offers them.
func (t *imageChoice) list() {
	from := cmp.Or(t.text(), t.beside)
	if from == "" {
		return
	}
	var found []imaging.Tag
	ask := func(ctx context.Context) (err error) {
		found, err = session.Tags(ctx, t.win.session, from)
		return err
	}
	t.win.dialogs.lookInto(from, t.title, ask, func() {
		if len(found) == 0 {
			t.win.dialogs.tell(t.title, words.L("The repository has no version."))
			return
		}
		t.offer(imaging.Untagged(from), found)
	})
}

func (t *imageChoice) offer(repository string, found []imaging.Tag) {
	t.versions.Values, t.versions.Options = nil, nil
	for _, tag := range found[:min(len(found), mostVersions)] {
		label := tag.Name
		if !tag.Pushed.IsZero() {
			label += "  " + when(tag.Pushed)
		}
		t.versions.Values, t.versions.Options = append(t.versions.Values, repository+":"+tag.Name), append(t.versions.Options, label)
	}
	t.versions.ClearSelected()
	t.versions.Show()
	t.listed.Show()
	t.dialog.Fit()
	t.versions.Open() // the list is what was asked for
}
