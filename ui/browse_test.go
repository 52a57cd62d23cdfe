package ui

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/words"
)

// filled makes a folder with files and folders, those with a stroke at their end.
func filledFolder(t *testing.T, names ...string) string {
	t.Helper()
	dir := t.TempDir()
	for _, name := range names {
		path := filepath.Join(dir, name)
		err := os.MkdirAll(filepath.Dir(path), 0o755)
		if err == nil && name[len(name)-1] == '/' {
			err = os.MkdirAll(path, 0o755)
		} else if err == nil {
			err = os.WriteFile(path, nil, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// clicks clicks an item of the dialog's list by its name.
func (d *browser) clicks(t *testing.T, name string) {
	t.Helper()
	for i, item := range d.shown.items {
		if item.name == name {
			row := newPathRow(d.list.tapped)
			d.list.update(i, row)
			test.Tap(row)
			return
		}
	}
	t.Fatalf("no %q in %v", name, d.shown.items)
}

func TestAClickMarksAFileAndAnotherTakesItBack(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "a.yaml", "b.zip", "c.txt", ".hidden.yaml")
	var got []string
	w.browse(browsing{title: "files", start: dir, several: true, endings: []string{".yaml", ".zip"}, chosen: func(p []string) { got = p }})
	if n := len(w.browser.shown.items); n != 2 {
		t.Fatalf("it offers %v", w.browser.shown.items)
	}
	w.browser.clicks(t, "a.yaml")
	w.browser.clicks(t, "b.zip")
	test.Tap(w.browser.confirm)
	if len(got) != 2 || filepath.Base(got[0]) != "a.yaml" || filepath.Base(got[1]) != "b.zip" {
		t.Errorf("chosen: %v", got)
	}
}

func TestShiftMarksAllFromTheFileClickedBefore(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "a.yaml", "b.yaml", "c.yaml", "d.yaml", "sub/e.yaml")
	var got []string
	b := w.browse(browsing{title: "files", start: dir, several: true, chosen: func(p []string) { got = p }})
	if !b.confirm.Disabled() {
		t.Error("nothing is chosen, and can be confirmed")
	}
	b.clicks(t, "d.yaml")
	b.markThrough(filepath.Join(dir, "d.yaml"), slices.IndexFunc(b.shown.items, func(i item) bool { return i.name == "b.yaml" }))
	if b.confirm.Disabled() {
		t.Error("three files are chosen, and cannot be confirmed")
	}
	test.Tap(b.confirm)
	w.eventually(t, "the files are chosen", func(session.Snapshot) bool { return len(got) > 0 })
	if want := []string{filepath.Join(dir, "b.yaml"), filepath.Join(dir, "c.yaml"), filepath.Join(dir, "d.yaml")}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestADoubleClickChoosesAFile(t *testing.T) {
	for _, several := range []bool{false, true} {
		w, dir := opened(t), filledFolder(t, "a.yaml", "b.yaml")
		var got []string
		w.browse(browsing{title: "files", start: dir, several: several, chosen: func(p []string) { got = p }})
		w.browser.clicks(t, "b.yaml")
		w.browser.clicks(t, "b.yaml")
		if want := []string{filepath.Join(dir, "b.yaml")}; !slices.Equal(got, want) || w.dialogs.busy() {
			t.Errorf("several %v: chosen %v, want %v", several, got, want)
		}
	}
}

func TestADoubleClickOpensAFolderOnce(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "one/one/one/")
	w.browse(browsing{title: "folder", start: dir, folder: true})
	d := w.browser
	d.clicks(t, "one")
	if d.shown.path != dir || d.path.Text != filepath.Join(dir, "one") {
		t.Fatalf("one click went to %q, the line says %q", d.shown.path, d.path.Text)
	}
	d.clicks(t, "one")
	d.clicks(t, "one") // a hand that shakes
	if want := filepath.Join(dir, "one"); d.shown.path != want {
		t.Errorf("it is in %q, want %q", d.shown.path, want)
	}
}

func TestAFolderThatIsMarkedIsSelected(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "one/", "two/")
	var got []string
	w.browse(browsing{title: "folder", start: dir, folder: true, chosen: func(p []string) { got = p }})
	w.browser.clicks(t, "two")
	test.Tap(w.browser.confirm)
	if want := []string{filepath.Join(dir, "two")}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

func TestTheKeyboardOpensFoldersAndChoosesFiles(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "one/b.yaml")
	var got []string
	w.browse(browsing{title: "files", start: dir, several: true, chosen: func(p []string) { got = p }})
	w.window.Canvas().Focus(w.browser.list)
	w.press(fyne.KeyReturn)
	if want := filepath.Join(dir, "one"); w.browser.shown.path != want {
		t.Fatalf("Enter went to %q, want %q", w.browser.shown.path, want)
	}
	w.press(fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "one", "b.yaml")}; !slices.Equal(got, want) {
		t.Errorf("chosen %v, want %v", got, want)
	}
}

func TestThePathIsSelectedWhenItGetsTheFocus(t *testing.T) {
	w := opened(t)
	w.inputs.chooseFolder(nil)
	if got := w.browser.path.SelectedText(); got != w.options.Downloads {
		t.Errorf("as the dialog opens %q is selected, want %q", got, w.options.Downloads)
	}
	w.window.Canvas().Focus(w.browser.list)
	w.window.Canvas().Focus(w.browser.path)
	test.Type(w.browser.path, "/x")
	if got := w.browser.path.Text; got != "/x" {
		t.Errorf("what is typed stands behind what was there: %q", got)
	}
}

func TestAFolderThatDoesNotAnswerHoldsNothingUp(t *testing.T) {
	var f folder
	answer := make(chan struct{})
	old := moment
	moment = 0
	t.Cleanup(func() { moment = old })
	opened(t)
	got := make(chan folder, 1)
	inBackground(func() folder { <-answer; return f }, func(f folder) { got <- f })
	select {
	case <-got:
		t.Fatal("it was handed on before it was there")
	default:
	}
	close(answer)
	<-got
}

func TestAPathThatDoesNotAnswerIsWaitedForInView(t *testing.T) {
	w := opened(t)
	b := w.browse(browsing{title: "files", chosen: func([]string) {}})
	old := moment
	moment = 0
	t.Cleanup(func() { moment = old })
	first, second, got := make(chan string), make(chan string), make(chan string, 2)
	for _, at := range []struct {
		path   string
		answer chan string
	}{{"/away/first", first}, {"/away/second", second}} {
		lookAt(b, at.path, func() string { return <-at.answer }, func(found string) { got <- found })
		if said := b.empty.Text; !strings.Contains(said, at.path) {
			t.Errorf("it says %q, want that %s is waited for", said, at.path)
		}
	}
	first <- "first"
	second <- "second"
	if found := <-got; found != "second" || len(got) > 0 {
		t.Errorf("got %q and %d more, want the path asked for last, alone", found, len(got))
	}
}

func TestSeveralPathsInQuotesAreSeveralFiles(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "a model.yaml", "b.zip", "c.zip")
	var got []string
	b := w.browse(browsing{title: "files", start: dir, several: true, chosen: func(p []string) { got = p }})
	b.clicks(t, "c.zip")
	b.path.SetText(`"` + filepath.Join(dir, "a model.yaml") + `" 'missing.zip'`)
	test.Tap(b.confirm)
	w.eventually(t, "the one that is missing is named", func(session.Snapshot) bool { return strings.Contains(b.fault.Text, "missing.zip") })
	if got != nil {
		t.Fatalf("got %q, want nothing chosen", got)
	}
	b.path.SetText(`"` + filepath.Join(dir, "a model.yaml") + `" 'b.zip'`)
	test.Tap(b.confirm)
	w.eventually(t, "three files are chosen", func(session.Snapshot) bool { return len(got) == 3 })
	if want := []string{"c.zip", "a model.yaml", "b.zip"}; !slices.EqualFunc(got, want, func(path, name string) bool { return path == filepath.Join(dir, name) }) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTheNameOfAFileToBeSavedIsSelectedWithoutItsFolderAndEnding(t *testing.T) {
	w := opened(t)
	dir := filledFolder(t, "a b/")
	d := w.browse(browsing{title: "save", start: filepath.Join(dir, "a b"), endings: []string{".wktproj"}, save: "modèle.wktproj", chosen: func([]string) {}})
	if got := d.path.SelectedText(); got != "modèle" {
		t.Errorf("selected is %q", got)
	}
	test.Type(d.path, "shop")
	if got, want := d.path.Text, filepath.Join(dir, "a b", "shop.wktproj"); got != want {
		t.Errorf("typed over it is %q, want %q", got, want)
	}
	if strings.Contains(w.saidOnTop(), "no such file") {
		t.Errorf("it says:\n%s", w.saidOnTop())
	}
}

// rowsSeen returns the rows of the dialog's list, by name.
func (d *browser) rowsSeen() map[string]*pathRow {
	seen := map[string]*pathRow{}
	for _, o := range test.LaidOutObjects(d.list) {
		if r, ok := o.(*pathRow); ok {
			seen[r.name.Text] = r
		}
	}
	return seen
}

func TestARowShowsSizeAndDateInThePersonsLanguage(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "sub/", "old.yaml", "new.zip")
	if err := os.WriteFile(filepath.Join(dir, "old.yaml"), make([]byte, 21_200_000), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, at := range map[string]time.Time{"sub": time.Date(2024, 3, 9, 8, 7, 0, 0, time.Local), "old.yaml": time.Date(2023, 12, 1, 23, 59, 0, 0, time.Local), "new.zip": time.Date(2024, 10, 11, 5, 4, 0, 0, time.Local)} {
		if err := os.Chtimes(filepath.Join(dir, name), at, at); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() { words.Use("en") })
	for language, want := range map[string]map[string][2]string{
		"en": {"sub": {"", "9 Mar 2024"}, "old.yaml": {"21.2 MB", "1 Dec 2023"}, "new.zip": {"0 bytes", "11 Oct 2024"}},
		"fr": {"sub": {"", "09/03/2024"}, "old.yaml": {"21,2 Mo", "01/12/2023"}, "new.zip": {"0 octet", "11/10/2024"}},
	} {
		words.Use(language)
		rows := w.browse(browsing{title: "files", start: dir}).rowsSeen()
		for name, want := range want {
			got := [2]string{strings.ReplaceAll(rows[name].size.Text, "\u00a0", " "), rows[name].changed.Text}
			if got != want {
				t.Errorf("%s: %s shows %q, want %q", language, name, got, want)
			}
			if size := rows[name].size; fyne.MeasureText(size.Text, theme.TextSize(), fyne.TextStyle{}).Width > size.Size().Width {
				t.Errorf("%s: %q has no room", language, size.Text)
			}
			if r := rows[name].changed; r.Visible() && r.Position().X+r.Size().Width < rows[name].Size().Width-20 {
				t.Errorf("%s: the date of %s ends at %v of %v", language, name, r.Position().X+r.Size().Width, rows[name].Size().Width)
			}
		}
		w.dialogs.CloseAll()
	}
}

func TestANarrowRowKeepsItsNameAndLeavesTheRestOut(t *testing.T) {
	opened(t)
	row := newPathRow(nil)
	row.show(item{name: "a-model-with-a-name.yaml", size: 12, changed: time.Unix(0, 0)}, false)
	for width, want := range map[float32]bool{260: false, 700: true} {
		row.Resize(fyne.NewSize(width, row.MinSize().Height))
		test.WidgetRenderer(row).Layout(row.Size())
		if row.size.Visible() != want || row.changed.Visible() != want {
			t.Errorf("%v wide: size %v, date %v, want %v", width, row.size.Visible(), row.changed.Visible(), want)
		}
		if !row.name.Visible() || row.name.Size().Width <= 0 || row.name.Position().X+row.name.Size().Width > width {
			t.Errorf("%v wide: the name has %v at %v", width, row.name.Size(), row.name.Position())
		}
	}
}

func TestNamesAreShownBeforeAnItemThatDoesNotAnswer(t *testing.T) {
	never := make(chan struct{})
	t.Cleanup(func() { close(never) })
	if _, came := soon(time.Millisecond, func() bool { <-never; return true }); came {
		t.Error("what does not answer is said to have come")
	}
	dir := filledFolder(t, "a.yaml")
	if f := readFolder(dir, browsing{}.offers); len(f.items) != 1 || !f.items[0].changed.IsZero() {
		t.Errorf("read: %+v, want the name alone", f.items)
	}
}

func TestLettersGoToTheFirstNameThatBeginsWithThem(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "archive/", "Model-a.yaml", "model-b.yaml", "modèle b.yaml", "zzz.yaml")
	var got []string
	d := w.browse(browsing{title: "files", start: dir, chosen: func(p []string) { got = p }})
	w.window.Canvas().Focus(d.list)
	for _, step := range []struct{ typed, want string }{
		{"m", "Model-a.yaml"}, {"model-B", "model-b.yaml"}, {"mx", "Model-a.yaml"},
		{"z", "zzz.yaml"}, {"A", "archive"}, {"q", "archive"}, {"modèle b", "modèle b.yaml"},
	} {
		d.list.Begin()
		for _, r := range step.typed {
			if r == ' ' {
				d.list.TypedKey(&fyne.KeyEvent{Name: fyne.KeySpace})
			}
			d.list.TypedRune(r)
		}
		if at := d.shown.items[d.list.At].name; at != step.want {
			t.Errorf("after %q the keyboard is at %q, want %q", step.typed, at, step.want)
		}
	}
	if d.current != "" {
		t.Errorf("a blank in a name marked %q", d.current)
	}
	w.press(fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "modèle b.yaml")}; !slices.Equal(got, want) {
		t.Errorf("Enter chose %q, want %q", got, want)
	}
}

func TestTheKeyboardGoesOnFromTheRowThatWasClicked(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "a.yaml", "b.yaml", "c.yaml", "d.yaml")
	d := w.browse(browsing{title: "files", start: dir, several: true, chosen: func([]string) {}})
	d.clicks(t, "b.yaml")
	for _, step := range []struct {
		key  fyne.KeyName
		want string
	}{{fyne.KeyDown, "c.yaml"}, {fyne.KeyEnd, "d.yaml"}, {fyne.KeyDown, "d.yaml"}, {fyne.KeyUp, "c.yaml"}, {fyne.KeyHome, "a.yaml"}} {
		w.press(step.key)
		if at := d.shown.items[d.list.At].name; at != step.want {
			t.Errorf("after %s the keyboard is at %q, want %q", step.key, at, step.want)
		}
	}
	w.press(fyne.KeySpace)
	if want := []string{filepath.Join(dir, "a.yaml"), filepath.Join(dir, "b.yaml")}; !slices.Equal(d.allMarked(), want) {
		t.Errorf("marked: %q, want %q", d.allMarked(), want)
	}
}

func TestATypedPathListsItsFolder(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "team/shop/", "team/bank.yaml", "team/shop.yaml", "else.yaml")
	var got []string
	d := w.browse(browsing{title: "files", start: dir, chosen: func(p []string) { got = p }})
	typed := filepath.Join(dir, "team", "shop.y")
	w.typing(d.path, typed)
	if d.shown.path != filepath.Dir(typed) || d.path.Text != typed {
		t.Fatalf("it lists %q, and the line says %q", d.shown.path, d.path.Text)
	}
	if at := d.shown.items[d.list.At].name; at != "shop.yaml" {
		t.Errorf("the keyboard's place is %q, want shop.yaml", at)
	}
	for _, r := range "aml" {
		d.path.TypedRune(r)
	}
	w.press(fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "team", "shop.yaml")}; !slices.Equal(got, want) {
		t.Errorf("chosen %q, want %q", got, want)
	}
}

func TestAPathThatIsTypedFromHereStaysHere(t *testing.T) {
	w, dir := opened(t), filledFolder(t, "team/shop.yaml", "else.yaml", "two.yaml")
	var got []string
	d := w.browse(browsing{title: "files", start: dir, chosen: func(p []string) { got = p }})
	w.typing(d.path, "tw")
	if at := d.shown.items[d.list.At].name; at != "two.yaml" {
		t.Errorf("the keyboard's place is %q, want two.yaml", at)
	}
	d.path.SetText("team/shop.yaml")
	w.press(fyne.KeyReturn)
	if want := []string{filepath.Join(dir, "team", "shop.yaml")}; !slices.Equal(got, want) {
		t.Errorf("chosen %q, want %q; it says %q", got, want, d.fault.Text)
	}
}
