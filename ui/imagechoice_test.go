package ui

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/session"
	"auximage/ui/kit"
)

// dropdowns returns those of the top dialog that are to be seen.
func (w *Window) dropdowns() []*kit.Dropdown {
	var all []*kit.Dropdown
	for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
		if d, ok := o.(*kit.Dropdown); ok && d.Visible() {
			all = append(all, d)
		}
	}
	return all
}

func TestAnImageIsOpenedFromTheLastPushes(t *testing.T) {
	w := pushedSample(t)
	w.choose(t, "Image", "Open image…")
	w.dialogs.Top().First.(*kit.Entry).SetText("")
	shown := w.dropdowns()
	if len(shown) != 1 || len(shown[0].Options) != 1 || !strings.Contains(shown[0].Options[0], demo.Tag) {
		t.Fatalf("got %+v, want the last push alone", shown)
	}
	shown[0].SetSelectedIndex(0)
	test.Tap(w.button("Open"))
	w.eventually(t, "the image is shown", func(session.Snapshot) bool { return w.button("Save files…") != nil })
	if push := w.session.Snapshot().Pushes[0]; !strings.Contains(w.said(), push.Digest) {
		t.Errorf("no %s in\n%s", push.Digest, w.said())
	}
}

func TestAnImageIsComparedWithAVersionOfItsRepository(t *testing.T) {
	w := pushedSample(t)
	w.openedTag(t, demo.Tag)
	test.Tap(w.button("Compare…"))
	before := len(w.dropdowns())
	test.Tap(w.button("List versions"))
	w.eventually(t, "the versions are listed", func(session.Snapshot) bool { return len(w.dropdowns()) > before })
	versions := w.dropdowns()[0]
	if !slices.Equal(versions.Options, []string{"v1"}) {
		t.Fatalf("got %q", versions.Options)
	}
	versions.SetSelectedIndex(0)
	test.Tap(w.button("Compare"))
	w.eventually(t, "nothing differs", func(session.Snapshot) bool { return w.topTitle() == "What changes" && w.button("OK") != nil })
}

func TestVersionsThatCannotBeListedAreSaid(t *testing.T) {
	w := pushedSample(t)
	w.choose(t, "Image", "Open image…")
	w.dialogs.Top().First.(*kit.Entry).SetText("lhr.ocir.io/tenancynamespace/nothing:v1")
	test.Tap(w.button("List versions"))
	w.eventually(t, "that is told", func(session.Snapshot) bool { return w.button("OK") != nil })
	test.Tap(w.button("OK"))
	if w.topTitle() != "Open image" || w.button("Open") == nil {
		t.Error("the question is gone")
	}
}

func TestATagThatIsFilledInIsTypedOver(t *testing.T) {
	w := pushedSample(t)
	w.choose(t, "Image", "Open image…")
	tag := w.dialogs.Top().First.(*kit.Entry)
	if got := tag.SelectedText(); got != demo.Tag {
		t.Errorf("selected is %q, want %q", got, demo.Tag)
	}
	w.typing(tag, "localhost:5001/a:v1")
	if tag.Text != "localhost:5001/a:v1" {
		t.Errorf("typed over it comes %q", tag.Text)
	}
}
