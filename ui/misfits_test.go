package ui

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/theme"

	"auximage/ui/kit"
)

// misfits tells of texts and widgets that have less room than they need, and of
// those that lie outside the window, be it by a part, but for what can be
// scrolled to; of sentences that lack an argument too.
func (w *Window) misfits(size fyne.Size) []string {
	f := &fitting{window: size}
	f.walk(w.window.Content(), fyne.Position{}, false)
	for _, o := range w.window.Canvas().Overlays().List() {
		f.walk(o, fyne.Position{}, false)
	}
	return f.faults
}

type fitting struct {
	window fyne.Size
	faults []string
}

// tell notes what an object that shows some words lacks.
func (f *fitting) tell(what string, o fyne.CanvasObject, at fyne.Position, scrolls bool) {
	room, needs := o.Size(), o.MinSize()
	if room.Width+0.5 < needs.Width || room.Height+0.5 < needs.Height {
		f.faults = append(f.faults, fmt.Sprintf("%q needs %.0fx%.0f and has %.0fx%.0f", what, needs.Width, needs.Height, room.Width, room.Height))
	}
	end := at.AddXY(room.Width-0.5, room.Height-0.5)
	if at.X < 0 || end.X > f.window.Width || !scrolls && (at.Y < 0 || end.Y > f.window.Height) {
		f.faults = append(f.faults, fmt.Sprintf("%q goes from %.0f, %.0f to %.0f, %.0f", what, at.X, at.Y, end.X, end.Y))
	}
}

// walk looks at an object at a place and at all in it; what scrolls may lie above
// or below the window.
func (f *fitting) walk(o fyne.CanvasObject, at fyne.Position, scrolls bool) {
	if !o.Visible() {
		return
	}
	at = at.Add(o.Position())
	switch o := o.(type) {
	case *kit.Label:
		if !o.Cut {
			f.tell(o.Text, o, at, scrolls)
		}
		if strings.Contains(o.Text, "<no value>") {
			f.faults = append(f.faults, fmt.Sprintf("%q lacks an argument", o.Text))
		}
		return
	case *kit.Entry:
		f.tell(o.Text, o, at, scrolls)
		f.placeholder(o)
		return
	case *kit.Button:
		f.tell(o.Text, o, at, scrolls)
		return
	case *kit.Dropdown:
		f.tell(o.Selected, o, at, scrolls)
		if o.Selected == "" && o.PlaceHolder == fynesChoice {
			f.faults = append(f.faults, fmt.Sprintf("a list of %q asks in Fyne's words, which are English", o.Options))
		}
		return
	case *kit.Checkbox:
		f.tell(o.Text, o, at, scrolls)
		return
	case *fyne.Container:
		for _, child := range o.Objects {
			f.walk(child, at, scrolls)
		}
		return
	case *container.Scroll, *kit.Page, *kit.List, *pathList, *logList:
		scrolls = true
	case *kit.RadioOption:
		f.tell(o.Label, o, at, scrolls)
	case *kit.Tab:
		f.tell(o.Title, o, at, scrolls)
	}
	if wid, ok := o.(fyne.Widget); ok {
		for _, child := range test.WidgetRenderer(wid).Objects() {
			f.walk(child, at, scrolls)
		}
	}
}

// fynesChoice is what a drop-down says of itself where nothing is chosen.
const fynesChoice = "(Select one)"

// placeholder tells of an example that its field is too narrow for.
func (f *fitting) placeholder(e *kit.Entry) {
	if e.Text != "" || e.PlaceHolder == "" {
		return
	}
	needs := fyne.MeasureText(e.PlaceHolder, e.Theme().Size(theme.SizeNameText), e.TextStyle).Width
	if room := e.Size().Width - kit.Gap(4); room < needs {
		f.faults = append(f.faults, fmt.Sprintf("the example %q needs %.0f and has %.0f", e.PlaceHolder, needs, room))
	}
}

func TestMisfitsAreFound(t *testing.T) {
	long := strings.Repeat("long ", 300)
	for name, o := range map[string]fyne.CanvasObject{
		"a line that is wider than the window":         kit.Line(long),
		"a button beside the window":                   container.NewWithoutLayout(at(980, 0, kit.NewButton("beside", nil))),
		"a text below the window":                      container.NewWithoutLayout(at(0, 690, kit.Line("below"))),
		"a paragraph that is cut off":                  container.NewWithoutLayout(sized(200, 30, kit.Paragraph(long))),
		"an option that is too narrow":                 container.NewWithoutLayout(sized(30, 30, kit.NewRadioGroup([]string{"a"}, []string{"an option"}, nil).Options[0])),
		"a check that is too narrow":                   container.NewWithoutLayout(sized(30, 40, kit.NewCheckbox("a check", nil))),
		"a word in a panel that is wider than its row": container.NewWithoutLayout(sized(20, 200, kit.NewPanel(kit.NewButton("a button", nil)))),
		"an example that is longer than its field":     kit.Column(0, prompting(long)),
		"a list that asks in English":                  kit.Column(0, kit.NewDropdown([]string{"a"}, []string{"a"}, nil)),
	} {
		t.Run(name, func(t *testing.T) {
			w := opened(t)
			w.window.SetContent(o)
			w.window.Resize(fyne.NewSize(1024, 700))
			if len(w.misfits(fyne.NewSize(1024, 700))) == 0 {
				t.Error("nothing is found")
			}
		})
	}
}

func at(x, y float32, o fyne.CanvasObject) fyne.CanvasObject {
	o.Resize(o.MinSize())
	o.Move(fyne.NewPos(x, y))
	return o
}

func sized(width, height float32, o fyne.CanvasObject) fyne.CanvasObject {
	o.Resize(fyne.NewSize(width, height))
	return o
}

func prompting(s string) *kit.Entry {
	e := kit.NewEntry(nil)
	e.PlaceHolder = s
	return e
}
