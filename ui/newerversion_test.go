package ui

import (
	"os"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
)

// pushedTwice is a window of the try-out that has pushed the sample model, and another
// image as the next version.
func pushedTwice(t *testing.T) (w *Window, second string) {
	t.Helper()
	w = pushedSample(t)
	second = strings.TrimSuffix(demo.Tag, "v1") + "v2"
	w.session.Edit(func(f *form.Form) {
		f.SetTag(second)
		f.Labels = map[string]string{"stage": "test"}
	})
	w.pushes(t)
	return w, second
}

// pushes creates the image and pushes it.
func (w *Window) pushes(t *testing.T) {
	t.Helper()
	if err := w.session.Start(session.ActCreateAndPush); err != nil {
		t.Fatal(err)
	}
	w.eventually(t, "the image is pushed", func(s session.Snapshot) bool { return s.Outcome != nil })
	if err := w.session.Snapshot().Outcome.Err; err != nil {
		t.Fatal(err)
	}
}

func TestOfAnOlderVersionItIsSaidThatThereIsANewerOne(t *testing.T) {
	w, second := pushedTwice(t)
	w.closeAll(t)
	w.openedTag(t, demo.Tag)
	if said := w.said(); !strings.Contains(said, demo.Tag+" is not the newest: the repository has "+second+" too.") {
		t.Errorf("it says\n%s", said)
	}
	test.Tap(w.button("Open v2"))
	w.eventually(t, "the newer one is shown", func(session.Snapshot) bool { return w.topTitle() == second })
	if w.button("Open v2") != nil || strings.Contains(w.said(), "not the newest") {
		t.Errorf("of the newest it says\n%s", w.said())
	}
	w.closeAll(t)
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Change"))
	if said := w.said(); w.topTitle() != "Change the image" || !strings.Contains(said, "the repository has "+second) || !strings.Contains(said, "make room") {
		t.Errorf("%q says\n%s", w.topTitle(), said)
	}
	test.Tap(w.button("Open v2"))
	w.eventually(t, "the newer one is shown", func(session.Snapshot) bool { return w.topTitle() == second })
	if f := w.session.Snapshot().Form; f.From != "" {
		t.Errorf("the older one is changed: %s", f.From)
	}
}

func TestATagOfTheSameImageIsNoNewerVersion(t *testing.T) {
	w := pushedSample(t)
	w.session.Edit(func(f *form.Form) { f.SetTag(strings.TrimSuffix(demo.Tag, "v1") + "v2") })
	w.pushes(t)
	w.closeAll(t)
	w.openedTag(t, demo.Tag)
	if said := w.said(); strings.Contains(said, "not the newest") {
		t.Errorf("it says\n%s", said)
	}
}

func TestAChangeOfNothingIsSaid(t *testing.T) {
	w := pushedSample(t)
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Change"))
	test.Tap(w.button("Change"))
	w.eventually(t, "the form is the image's", func(s session.Snapshot) bool { return s.Form.From != "" && !w.dialogs.busy() })
	w.pushes(t)
	w.eventually(t, "the result is shown", func(session.Snapshot) bool { return w.topTitle() == "Push Image Complete" })
	if said, want := w.said(), "Nothing is changed: "; !strings.Contains(said, want) || !strings.Contains(said, "is the same image as "+demo.Tag) {
		t.Errorf("it says\n%s", said)
	}
}

func TestWhatChangesSaysNothingOfAToolingThatIsNotChosenYet(t *testing.T) {
	w := pushedSample(t)
	w.session.Edit(func(f *form.Form) {
		f.WDT, f.Installer = form.WDTFile, ""
		f.Labels = map[string]string{"stage": "test"}
	})
	found, err := session.Compare(t.Context(), w.session, demo.Tag, "", "", false)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, a := range found.Attributes {
		names = append(names, string(a.Attribute))
	}
	if said := strings.Join(names, " "); strings.Contains(said, "wdt") || !strings.Contains(said, "stage") {
		t.Errorf("it says that %s change", said)
	}
}

func TestOfAChangeThatLeavesTheMergedModelAsItIsThatIsSaid(t *testing.T) {
	w := pushedSample(t)
	own := w.session.Snapshot().Form.Models[0].Path
	text, err := os.ReadFile(own)
	if err != nil {
		t.Fatal(err)
	}
	for added, want := range map[string]bool{"# a comment\n": true, "resources:\n  SelfTuning: {}\n": false} {
		if err := os.WriteFile(own, append(slices.Clone(text), added...), 0o600); err != nil {
			t.Fatal(err)
		}
		found, err := session.Compare(t.Context(), w.session, demo.Tag, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		rows := differenceRows(found)
		says := slices.ContainsFunc(rows, func(r diffRow) bool { return strings.HasPrefix(r.Text, "Nothing changes: only comments") })
		if says != want || !slices.ContainsFunc(rows, func(r diffRow) bool { return r.Text == "model.yaml" }) {
			t.Errorf("with %q it is said %t, want %t: %+v", added, says, want, rows)
		}
	}
}

func TestAFileThatWasTakenOffAnImageIsPutBackByOneClick(t *testing.T) {
	w := pushedSample(t)
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Change"))
	test.Tap(w.button("Change"))
	w.eventually(t, "the form is the image's", func(s session.Snapshot) bool { return s.Form.From != "" && !w.dialogs.busy() })
	again := w.auxiliary.files.changing.putBack
	if again.Visible() {
		t.Error("there is something to put back although nothing is left out")
	}
	w.session.Edit(func(f *form.Form) { f.RemoveNamed("archive.zip") })
	w.redraw()
	if said := w.auxiliary.files.changing.says.Text; !again.Visible() || !strings.Contains(said, "Left out: archive.zip.") {
		t.Fatalf("to put back %t, %q", again.Visible(), said)
	}
	test.Tap(again)
	if f := w.session.Snapshot().Form; len(f.Archives) != 1 || len(f.Removed()) > 0 || again.Visible() {
		t.Errorf("got %v, left out %v", f.Archives, f.Removed())
	}
}
