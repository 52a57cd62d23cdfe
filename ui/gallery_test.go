package ui

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// gallery has the pictures of all walks. There is no other way to a picture than a
// walk that led there.
type gallery struct {
	sheets map[take]*contactSheet
	named  map[string]bool // pictures so far
}

// walk is what a person does in a session, in order. Each picture shows where that led.
type walk struct {
	*testing.T
	*gallery
	win       *Window
	s         *session.Session
	home      string
	downloads string
	again     func() // what is done anew in each language; nil for nothing
}

// walk sits a person down before an empty form, in an empty home.
func (g *gallery) walk(t *testing.T, o Options) *walk {
	t.Helper()
	keyring.MockInit()
	p := &walk{T: t, gallery: g, home: os.Getenv("HOME")}
	p.downloads = filepath.Join(p.home, "Downloads")
	if err := errors.Join(os.RemoveAll(p.home), os.MkdirAll(p.downloads, 0o755)); err != nil {
		t.Fatal(err)
	}
	p.at(session.Config{Dir: filepath.Join(p.home, ".config", "auximage"), Cache: "off", LooksForKeyring: true}, o)
	return p
}

// at sits down before a session.
func (p *walk) at(c session.Config, o Options) {
	p.Helper()
	var err error
	if p.s, err = session.Open(c); err != nil {
		p.Fatal(err)
	}
	p.Cleanup(func() { _ = p.s.Close() })
	o.Version = "test"
	if o.Downloads == "" {
		o.Downloads = p.downloads
	}
	p.win = newWindow(test.NewTempApp(p.T), p.s, o)
	p.win.redraw()
	p.Cleanup(func() {
		p.win.window.Close()
		words.Use("en")
	})
}

// sees takes the pictures of where the session is, after what a person does in the
// window then to see it.
func (p *walk) sees(name string, does ...func(w *Window)) {
	p.Helper()
	if p.named[name] {
		p.Fatalf("two pictures are called %s", name)
	}
	p.named[name] = true
	p.win.redraw()
	before, lab := p.s.Snapshot(), p.win.view.lab
	for _, k := range takes() {
		p.Run(name+"/"+k.String(), func(t *testing.T) {
			p.win.view = view{tab: 1, unfolded: map[string]bool{}, lab: lab}
			p.take(t, name, k, before, does)
		})
	}
	p.s.Remember(func(now *session.Preferences) { now.Language = "en" })
	p.win.look.use(p.s.Snapshot().Preferences)
}

// take draws one picture, looks for what does not fit, and keeps the picture where
// that was asked for.
func (p *walk) take(t *testing.T, name string, k take, s session.Snapshot, does []func(w *Window)) {
	w := p.win
	other := k.language != words.Language()
	p.s.Remember(func(now *session.Preferences) { now.Language, now.Theme = k.language, k.theme })
	s.Preferences.Language, s.Preferences.Theme = k.language, k.theme
	w.look.use(s.Preferences)
	if p.again != nil {
		if other || len(s.Log) == 0 {
			p.again()
		}
		s.Log = p.s.Snapshot().Log
	}
	w.window.Canvas().(interface{ SetScale(float32) }).SetScale(k.scale)
	for _, key := range []string{"sign-in", "tooling"} { // opened, by hand
		w.view.folds.choose(key, false)
	}
	w.build()
	w.window.Resize(k.size)
	w.draw(s)
	settle(w)
	w.auxiliary.page.ScrollToTop()
	for _, do := range does {
		do(w)
	}
	if top := w.window.Canvas().Overlays().Top(); top != nil {
		top.Refresh()
	}
	for _, fault := range slices.Concat(w.misfits(k.size), w.cancelAstray()) {
		t.Error(fault)
	}
	p.keep(t, name, k)
	w.dialogs.CloseAll()
	if l := w.auxiliary.target.region.list; l != nil {
		l.close()
	}
}

// settle lays the window out anew, as a real one is at its next frame.
func settle(w *Window) {
	size := w.window.Canvas().Size()
	w.window.Resize(size.AddWidthHeight(1, 1))
	w.window.Resize(size)
}

// openConsole unfolds the console.
func openConsole(w *Window) {
	w.console.toggle()
	settle(w)
}

// keep saves the picture and puts it on its sheet where that was asked for.
func (p *walk) keep(t *testing.T, name string, k take) {
	if *screens == "" || !slices.Contains(pictured, k.language) {
		return
	}
	if !kit.Drawable(words.NameOf(k.language)) {
		t.Fatalf("no font for %s is installed", words.NameOf(k.language))
	}
	taken := picture(p.win.window.Canvas())
	if p.sheets[k] == nil {
		p.sheets[k] = &contactSheet{}
	}
	p.sheets[k].add(taken)
	savePicture(t, filepath.Join(*screens, k.String(), name+".png"), taken)
}

// until waits for the session.
func (p *walk) until(what string, holds func(session.Snapshot) bool) session.Snapshot {
	p.Helper()
	waitFor(p.T, p.s, what, holds)
	return p.s.Snapshot()
}

// looked waits until the files were looked at.
func (p *walk) looked() {
	p.Helper()
	p.until("the files are looked at", func(s session.Snapshot) bool { return !s.Inspected.Running && s.Job == nil })
}

// fills changes the form.
func (p *walk) fills(changes ...func(f *form.Form)) {
	p.Helper()
	for _, change := range changes {
		p.s.Edit(change)
		p.win.redraw()
	}
	p.looked()
}

// begins starts an action.
func (p *walk) begins(a session.Action) {
	p.Helper()
	if err := p.s.Start(a); err != nil {
		p.Fatalf("%s: %v", a, err)
	}
}

// ends waits for the end of the job.
func (p *walk) ends() session.Outcome {
	p.Helper()
	o := *p.until("the end", func(s session.Snapshot) bool { return s.Job == nil && s.Outcome != nil }).Outcome
	p.win.redraw()
	return o
}

// dismisses has read how the job ended.
func (p *walk) dismisses() {
	p.s.Dismiss()
	p.win.redraw()
}

// does does an action, which ends well.
func (p *walk) does(a session.Action) session.Outcome {
	p.Helper()
	p.begins(a)
	o := p.ends()
	if o.Err != nil {
		p.Fatalf("%s: %v", a, o.Err)
	}
	return o
}

// fails does an action, which ends in a fault.
func (p *walk) fails(a session.Action, code report.Code) {
	p.Helper()
	p.begins(a)
	if o := p.ends(); !report.Has(o.Err, code) {
		p.Fatalf("%s ended with %v, want %s", a, o.Err, code)
	}
}

// stops stops the job and dismisses what is said of it.
func (p *walk) stops() {
	p.Helper()
	p.s.Stop()
	p.ends()
	p.dismisses()
}

// writes writes a file into the home and returns its path.
func (p *walk) writes(name, text string) string {
	p.Helper()
	path := filepath.Join(p.home, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		p.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		p.Fatal(err)
	}
	return path
}

// showing returns what scrolls the form until an object is at its top.
func showing(find func(w *Window) fyne.CanvasObject) func(w *Window) {
	return func(w *Window) {
		page := w.auxiliary.page
		at := fyne.CurrentApp().Driver().AbsolutePositionForObject
		page.Offset.Y = min(at(find(w)).Y-at(page.Content).Y, page.Content.Size().Height-page.Size().Height)
		page.Refresh()
	}
}

// unfolding returns what shows the findings of a file.
func unfolding(path string) func(w *Window) {
	return func(w *Window) {
		w.view.unfolded[path] = true
		w.auxiliary.draw(w.session.Snapshot())
	}
}

// openMore shows the section that is closed at first.
func openMore(w *Window) { test.Tap(w.auxiliary.more.fold) }

func files(w *Window) fyne.CanvasObject { return w.auxiliary.files.Container }

func more(w *Window) fyne.CanvasObject { return w.auxiliary.more.panel }
