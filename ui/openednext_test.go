package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging"
)

func TestWhoGoesBackToAnOlderImageTypesNoDigest(t *testing.T) {
	w, _ := pushedTwice(t)
	w.closeAll(t)
	pushes := w.session.Snapshot().Pushes
	first, second := pushes[1].Pinned(), pushes[0].Pinned()
	path := filepath.Join(t.TempDir(), "domain.yaml")
	own := strings.Replace(ownDomain, "lhr.ocir.io/ns/repo:v0", second, 1)
	if err := os.WriteFile(path, []byte(own), 0o644); err != nil {
		t.Fatal(err)
	}
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("What comes next…"))
	w.eventually(t, "what comes next", func(session.Snapshot) bool { return w.topTitle() == "What comes next: "+demo.Tag })
	if w.next.now != "update" || !strings.Contains(w.next.text.Text, first) {
		t.Errorf("%s is\n%s, want the update to %s", w.next.now, w.next.text.Text, first)
	}
	test.Tap(w.next.use)
	w.browser.path.SetText(path)
	test.Tap(w.browser.confirm)
	want := strings.Replace(own, second, first, 1)
	w.eventually(t, "the person's Domain with the older image", func(session.Snapshot) bool { return w.next.text.Text == want })
	test.Tap(w.next.copied)
	if got := w.app.Clipboard().Content(); got != want {
		t.Errorf("the clipboard has\n%s", got)
	}
	test.Tap(w.next.write)
	w.eventually(t, "the change is shown", func(session.Snapshot) bool { return w.button("Write") != nil })
	test.Tap(w.button("Write"))
	w.eventually(t, "it is written", func(session.Snapshot) bool { return strings.Contains(w.saidOnTop(), "domain.yaml now names "+first) })
	if data, err := os.ReadFile(path); err != nil || string(data) != want {
		t.Errorf("the file is\n%s, want\n%s (%v)", data, want, err)
	}
	w.closeAll(t)
	theirs := strings.Replace(own, "name: shop # ours", "name: shop # theirs", 1)
	if err := os.WriteFile(path, []byte(theirs), 0o644); err != nil {
		t.Fatal(err)
	}
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("What comes next…"))
	w.eventually(t, "what comes next", func(session.Snapshot) bool { return strings.HasPrefix(w.topTitle(), "What comes next") })
	if !w.next.shows("domain", "# theirs") {
		t.Errorf("the Domain file was not read anew:\n%s", w.next.text.Text)
	}
	w.closeAll(t)
	w.choose(t, "Image", "What comes next…")
	if !w.next.shows("update", second) || w.topTitle() != "What comes next" {
		t.Errorf("%q of the image at hand is\n%s", w.topTitle(), w.next.text.Text)
	}
}

func TestTheDomainOfAnOlderImageHasWhatItsOwnModelsAskFor(t *testing.T) {
	w := pushedSample(t)
	w.session.Edit(func(f *form.Form) {
		for _, file := range f.Files() {
			f.Remove(file.Path)
		}
	})
	w.eventually(t, "the form has no model", func(s session.Snapshot) bool { return len(s.Deploy.Secrets) == 0 && s.Deploy.Homes.Model == "" })
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("What comes next…"))
	w.eventually(t, "what comes next", func(session.Snapshot) bool { return strings.HasPrefix(w.topTitle(), "What comes next") })
	if !w.next.shows("domain", "domain1-weblogic-credentials") || w.next.shows("part", "sourceModelHome: None") {
		t.Errorf("the part is\n%s", w.next.text.Text)
	}
}

func TestOfAnImageInAFileItIsSaidWhyNothingComesNext(t *testing.T) {
	w := pushedSample(t)
	w.openedAs(t, func(o *imaging.Opened) { o.File = filepath.Join(t.TempDir(), "v1.tar") })
	if next := w.button("What comes next…"); !next.Disabled() || !strings.Contains(w.said(), "a cluster cannot pull from a file") {
		t.Errorf("it is offered: %v\n%s", !next.Disabled(), w.said())
	}
}
