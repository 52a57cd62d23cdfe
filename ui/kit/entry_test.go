package kit

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"
)

// textAndMark returns the x at which the text of an entry is cut off, and the one at
// which its mark begins.
func textAndMark(e *Entry) (text, mark float32) {
	for _, o := range test.WidgetRenderer(e).Objects() {
		if _, scrolls := o.(*container.Scroll); scrolls {
			text = o.Position().X + o.Size().Width
		} else if o.Size() == fyne.NewSquareSize(e.Theme().Size(theme.SizeNameInlineIcon)) {
			mark = o.Position().X
		}
	}
	return text, mark
}

func TestTheMarkOfAFaultHasRoomOfItsOwn(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	for name, e := range map[string]*Entry{"a field": NewEntry(nil), "a password": NewPasswordEntry(), "a path": NewPathEntry(nil)} {
		w.SetContent(Column(0, e))
		w.Resize(fyne.NewSize(200, 100))
		e.SetValue(strings.Repeat("NAMESPACE_", 9))
		whole, _ := textAndMark(e)
		e.MarkWrong(true)
		if text, mark := textAndMark(e); mark == 0 || text > mark {
			t.Errorf("%s: the text goes to %v, and its mark begins at %v", name, text, mark)
		}
		e.SetValue("right")
		e.MarkWrong(false)
		if text, _ := textAndMark(e); text != whole {
			t.Errorf("%s: the text of a right one goes to %v, want %v", name, text, whole)
		}
	}
}

func TestAPastedLogIsCutToALine(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	for name, c := range map[string]struct {
		entry *Entry
		most  int
	}{
		"a field":    {NewEntry(nil), longestLine},
		"a password": {NewPasswordEntry(), longestSecret},
	} {
		typed := ""
		c.entry.OnTyped(func(s string) { typed = s })
		w.SetContent(Column(0, c.entry))
		w.Canvas().Focus(c.entry)
		clipboard := test.NewClipboard()
		clipboard.SetContent(strings.Repeat("naïve log line ", 1<<16))
		for range 2 { // the second one behind the first
			c.entry.TypedShortcut(&fyne.ShortcutPaste{Clipboard: clipboard})
			if len(c.entry.Text) > c.most || len(c.entry.Text) < c.most-1 || typed != c.entry.Text {
				t.Errorf("%s has %d bytes and tells of %d, want %d", name, len(c.entry.Text), len(typed), c.most)
			}
			if most := len([]rune(c.entry.Text)); c.entry.CursorColumn > most {
				t.Errorf("%s has its cursor at %d of %d characters", name, c.entry.CursorColumn, most)
			}
		}
		c.entry.SetValue(strings.Repeat("é", 1<<16)) // of a file that another program wrote
		if len(c.entry.Text) != c.most {
			t.Errorf("%s shows %d bytes", name, len(c.entry.Text))
		}
	}
}

func TestAShiftThatOpensADialogIsUpWhenItIsClosed(t *testing.T) {
	w := test.NewTempWindow(t, nil)
	e := NewEntry(nil)
	w.SetContent(Column(0, e))
	e.SetValue("test-model:v7")
	w.Canvas().Focus(e)
	e.KeyDown(&fyne.KeyEvent{Name: desktop.KeyShiftLeft})
	dialogs := NewDialogs(w)
	d := dialogs.New("Open image", Column(0), 20)
	d.Show(nil, NewButton("Cancel", nil)) // which hears that Shift is let go
	d.Close()
	e.MouseDown(press(fyne.NewPos(e.Size().Width-4, e.Size().Height/2)))
	e.MouseUp(press(fyne.NewPos(e.Size().Width-4, e.Size().Height/2)))
	for _, r := range "123" {
		e.TypedRune(r)
	}
	if want := "test-model:v7123"; e.Text != want {
		t.Errorf("typed is %q, want %q", e.Text, want)
	}
}
