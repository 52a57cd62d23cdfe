package ui

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"auximage/app/words"
	"auximage/ui/kit"
)

// meeting is the drawing of how both images meet at run time: two boxes whose
// content goes into the pod of a server.
type meeting struct {
	widget.BaseWidget
}

func newMeeting() *meeting {
	m := &meeting{}
	m.ExtendBaseWidget(m)
	return m
}

func (m *meeting) CreateRenderer() fyne.WidgetRenderer {
	r := &meetingRenderer{meeting: m}
	r.primary = newBox(words.L("Primary image"), words.L("Operating system, JDK, WebLogic"), false)
	r.auxiliary = newBox(words.L("Auxiliary image"), words.L("WebLogic Deploy Tooling, model, applications"), true)
	r.pod = newBox(words.L("Pod of a WebLogic server"), words.L("runs the domain"), false)
	for range 2 {
		r.lines = append(r.lines, canvas.NewLine(nil), canvas.NewLine(nil), canvas.NewLine(nil))
	}
	r.Refresh()
	return r
}

type meetingRenderer struct {
	meeting                 *meeting
	primary, auxiliary, pod *box
	lines                   []*canvas.Line // two arrows: shaft, upper and lower half of the head
}

func (r *meetingRenderer) boxes() []*box { return []*box{r.primary, r.auxiliary, r.pod} }

func (r *meetingRenderer) Layout(size fyne.Size) {
	h := r.primary.height()
	left, right := size.Width*0.46, size.Width*0.4
	between := size.Width - left - right
	r.primary.place(fyne.NewPos(0, 0), fyne.NewSize(left, h))
	r.auxiliary.place(fyne.NewPos(0, h+kit.Gap(3)), fyne.NewSize(left, h))
	r.pod.place(fyne.NewPos(left+between, 0), fyne.NewSize(right, 2*h+kit.Gap(3)))
	for i, b := range []*box{r.primary, r.auxiliary} {
		y := b.back.Position().Y + h/2
		from, to := fyne.NewPos(left+kit.Gap(2), y), fyne.NewPos(left+between-kit.Gap(2), y)
		head := kit.Gap(1.5)
		set(r.lines[3*i], from, to)
		set(r.lines[3*i+1], to, to.SubtractXY(head, head))
		set(r.lines[3*i+2], to, to.AddXY(-head, head))
	}
}

func set(l *canvas.Line, from, to fyne.Position) { l.Position1, l.Position2 = from, to }

func (r *meetingRenderer) MinSize() fyne.Size {
	return fyne.NewSize(theme.TextSize()*30, 2*r.primary.height()+kit.Gap(3))
}

func (r *meetingRenderer) Refresh() {
	th, v := r.meeting.Theme(), fyne.CurrentApp().Settings().ThemeVariant()
	for _, b := range r.boxes() {
		b.refresh(th, v)
	}
	for _, l := range r.lines {
		l.StrokeColor = th.Color(kit.ColorMuted, v)
		l.StrokeWidth = th.Size(theme.SizeNameInputBorder) * 1.5
	}
	r.Layout(r.meeting.Size())
	canvas.Refresh(r.meeting)
}

func (r *meetingRenderer) Objects() []fyne.CanvasObject {
	var objects []fyne.CanvasObject
	for _, b := range r.boxes() {
		objects = append(objects, b.back, b.name, b.holds)
	}
	for _, l := range r.lines {
		objects = append(objects, l)
	}
	return objects
}

func (r *meetingRenderer) Destroy() {}

// box is one of the boxes of the drawing.
type box struct {
	back  *canvas.Rectangle
	name  *kit.Label
	holds *kit.Label
	ours  bool // the one that the wizard makes
}

func newBox(name, holds string, ours bool) *box {
	b := &box{back: canvas.NewRectangle(nil), name: kit.Line(name), holds: kit.Caption(holds), ours: ours}
	b.name.Style.Bold = true
	b.name.Cut = true
	return b
}

func (b *box) height() float32 { return theme.TextSize()*4 + kit.Gap(4) }

func (b *box) place(p fyne.Position, s fyne.Size) {
	b.back.Move(p)
	b.back.Resize(s)
	width := s.Width - kit.Gap(6)
	kit.FitWidth(b.holds, width)
	name, holds := b.name.MinSize().Height, b.holds.MinSize().Height
	y := p.Y + (s.Height-name-holds-kit.Gap(0.5))/2
	b.name.Resize(fyne.NewSize(width, name))
	b.name.Move(fyne.NewPos(p.X+kit.Gap(3), y))
	b.holds.Resize(fyne.NewSize(width, holds))
	b.holds.Move(fyne.NewPos(p.X+kit.Gap(3), y+name+kit.Gap(0.5)))
}

func (b *box) refresh(th fyne.Theme, v fyne.ThemeVariant) {
	b.back.FillColor = th.Color(theme.ColorNameBackground, v)
	b.back.StrokeColor = th.Color(theme.ColorNameInputBorder, v)
	b.back.StrokeWidth = th.Size(theme.SizeNameInputBorder)
	if b.ours {
		b.back.StrokeColor = th.Color(theme.ColorNamePrimary, v)
		b.back.StrokeWidth = th.Size(theme.SizeNameInputBorder) * 2
	}
	b.back.CornerRadius = th.Size(theme.SizeNameInputRadius)
}
