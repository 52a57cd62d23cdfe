package ui

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/words"
	"auximage/ui/kit"
)

// rowsSeen returns the rows that the open list shows, by the name on them.
func (l *pickList) rowsSeen() map[string]*pickRow {
	seen := map[string]*pickRow{}
	for _, o := range test.LaidOutObjects(l.rows) {
		if r, ok := o.(*pickRow); ok {
			seen[r.name.Text] = r
		}
	}
	return seen
}

func TestAClickInTheRegionListTakesTheRowThatIsSeenThere(t *testing.T) {
	for _, typed := range []string{"ge", "lond", "uk", "registry.example.com:5000"} {
		w := opened(t)
		p := w.auxiliary.target.region
		p.open(typed)
		names := p.list.rowsSeen()
		if len(names) == 0 {
			t.Fatalf("%q: the list is empty", typed)
		}
		for name := range names {
			p.open("")
			for i := range typed {
				p.list.search.SetText(typed[:i+1])
			}
			test.Tap(p.list.rowsSeen()[name])
			w.redraw()
			if p.list != nil {
				t.Fatalf("%q: a click on %q left the list open", typed, name)
			}
			if got := p.label(); got != name && !strings.HasPrefix(got, "registry.") {
				t.Errorf("%q: a click on %q chose %q", typed, name, got)
			}
		}
	}
}

func TestTheListOfRegionsBeginsAtTheChosenOne(t *testing.T) {
	w := opened(t)
	w.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") })
	w.redraw()
	region := w.auxiliary.target.region
	region.open("")
	region.list.search.TypedKey(&fyne.KeyEvent{Name: fyne.KeyReturn})
	if got := w.session.Snapshot().Form.Target.Host; got != "lhr.ocir.io" {
		t.Errorf("Enter in the list that was just opened chose %q, want the region that was chosen", got)
	}
}

func TestRegionsAreInTheOrderOfTheNamesShown(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	w := opened(t)
	for language, want := range map[string][]string{
		"en": {"Australia East (Sydney)", "Germany Central (Frankfurt)", "UK South (London)"},
		"fr": {"Allemagne centrale (Francfort)", "Est de l'Australie (Sydney)", "Sud du Royaume-Uni (Londres)"},
	} {
		words.Use(language)
		p := w.auxiliary.target.region
		p.open("")
		var names []string
		for _, r := range p.list.shown {
			names = append(names, r.In(language))
		}
		if at := []int{slices.Index(names, want[0]), slices.Index(names, want[1]), slices.Index(names, want[2])}; !slices.IsSorted(at) || at[0] < 0 {
			t.Errorf("%s: %q are at %v of %q", language, want, at, names)
		}
		p.list.close()
	}
}

func TestTheFolderDialogTakesATypedPathAndMakesFolders(t *testing.T) {
	w := opened(t)
	var got string
	w.browse(browsing{title: "folder", start: w.options.Downloads, folder: true, chosen: func(p []string) { got = p[0] }})
	d := w.browser
	d.path.SetValue(filepath.Join(w.options.Downloads, "gone"))
	test.Tap(d.confirm)
	if d.fault.Text == "" || got != "" {
		t.Error("a folder that does not exist was taken")
	}
	test.Tap(d.newDir)
	w.typing(w.dialogs.Top().First.(*kit.Entry), "new one")
	test.Tap(w.dialogs.Top().Default)
	want := filepath.Join(w.options.Downloads, "new one")
	if d.shown.path != want {
		t.Fatalf("after making a folder the dialog is in %q", d.shown.path)
	}
	w.press(fyne.KeyReturn)
	if got != want || w.dialogs.busy() {
		t.Errorf("taken: %q", got)
	}
}

func TestAMisspeltRegionIsOfferedAsTheOneThatWasMeant(t *testing.T) {
	w := opened(t)
	p := w.auxiliary.target.region
	p.open("")
	p.list.search.SetText("Franfkurt (Germny")
	w.press(fyne.KeyReturn)
	if got := w.session.Snapshot().Form.Target.Host; got != "fra.ocir.io" {
		t.Errorf("Enter after a misspelt name chose %q", got)
	}
}

func TestAListWithoutARegionSaysSoAndKeepsTheKeyboard(t *testing.T) {
	w := opened(t)
	p := w.auxiliary.target.region
	w.window.Canvas().Focus(p)
	p.open("")
	p.list.search.SetText("nowhere at all")
	if l := p.list; len(l.rowsSeen()) > 0 || !strings.Contains(l.empty.Text, "No region matches") || l.empty.Size().Width < 100 {
		t.Errorf("the list shows %d rows, and says %q in %v", len(l.rowsSeen()), l.empty.Text, l.empty.Size())
	}
	w.press(fyne.KeyReturn)
	w.window.Canvas().FocusNext()
	if got := w.window.Canvas().Focused(); got != p.list.search {
		t.Errorf("after Enter and Tab the focus is at %T, want the entry of the list", got)
	}
	p.list.search.SetText("lon")
	if p.list.empty.Text != "" {
		t.Errorf("a list with regions still says %q", p.list.empty.Text)
	}
	w.window.Canvas().Unfocus()
	w.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if w.window.Canvas().Overlays().Top() != nil || w.window.Canvas().Focused() != p {
		t.Errorf("after Esc the list is open: %v, the focus at %T", w.window.Canvas().Overlays().Top() != nil, w.window.Canvas().Focused())
	}
}
