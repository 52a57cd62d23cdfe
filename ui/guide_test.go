package ui

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// labWalk is somebody in the lab who follows its steps beside the form, in front of a
// registry and releases that serve.
type labWalk struct {
	*testing.T
	*Window
	home string
	demo *demo.Demo
}

// widths are those of a window with a line for the steps, and of one with a rail.
var widths = map[string]fyne.Size{"narrow": fyne.NewSize(900, 600), "wide": fyne.NewSize(1280, 800)}

func newLabWalk(t *testing.T, size fyne.Size) *labWalk {
	t.Helper()
	l := &labWalk{T: t, home: t.TempDir(), demo: demotest.Start(t)}
	if err := os.Mkdir(filepath.Join(l.home, "Downloads"), 0o755); err != nil {
		t.Fatal(err)
	}
	l.sitsDown(size)
	p := l.session.Snapshot().Preferences
	p.ProxyMode, p.ProxyURL, p.CAFile, p.FollowLab = transport.OwnProxy, l.demo.Proxy().URL(), l.demo.CAFile(), true
	if err := l.session.SetPreferences(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	l.redraw()
	return l
}

// sitsDown opens the window, at another time than before.
func (l *labWalk) sitsDown(size fyne.Size) {
	l.Helper()
	l.Window = openedIn(l.T, l.home)
	l.options.Downloads = filepath.Join(l.home, "Downloads")
	l.window.Resize(size)
	l.redraw()
}

// isAt waits until a step is the next one, in the line or in the rail.
func (l *labWalk) isAt(title string) {
	l.Helper()
	l.eventually(l.T, "the next step is "+title, func(session.Snapshot) bool {
		l.redraw()
		return l.lab.next.title == title
	})
	if line := l.lab.place(l.session.Snapshot()); l.window.Canvas().Size().Width < besideForm && !strings.Contains(l.reads(), line) {
		l.Errorf("%q is not to be read:\n%s", line, l.reads())
	}
}

// leads has the way to a step shown, which is next before and after.
func (l *labWalk) leads(title string, want fyne.Focusable) {
	l.Helper()
	l.isAt(title)
	if l.window.Canvas().Size().Width < besideForm {
		l.lab.show.OnTapped() // the focus stays where it is, as in a real window
	} else {
		for i, step := range l.lab.steps {
			if step.title == title {
				test.Tap(l.lab.links[i])
			}
		}
	}
	l.isAt(title)
	if got := l.window.Canvas().Focused(); got != want {
		l.Errorf("%q leads to %T", title, got)
	}
}

// types types into the field that has the focus, and leaves it: until then its step is
// the next one.
func (l *labWalk) types(title, text string) {
	l.Helper()
	e := l.window.Canvas().Focused().(*kit.Entry)
	test.Type(e, text)
	l.redraw()
	l.isAt(title)
	l.leaves()
}

// leaves has the focus go on, as Tab does.
func (l *labWalk) leaves() {
	l.window.Canvas().FocusNext()
	l.redraw()
}

// presses presses a button of the dialog on top.
func (l *labWalk) presses(label string) {
	l.Helper()
	b := l.button(label)
	if b == nil {
		l.Fatalf("no button %q in %q:\n%s", label, l.topTitle(), l.saidOnTop())
	}
	test.Tap(b)
	l.redraw()
}

// fill does the first six steps, each where the guide leads to.
func (l *labWalk) fill() {
	l.Helper()
	target, signIn := l.auxiliary.target, l.auxiliary.signIn
	l.leads("Click Image: the “Primary Image” tab", l.primary.tag.entry)
	l.tabs.Choose(1)
	l.leads("The endpoint of your region", target.region)
	l.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, "lhr.ocir.io") }) // chosen in the list
	l.leads("Tenancy namespace", target.namespace.entry)
	l.types("Tenancy namespace", "tenancynamespace")
	l.leads("Auxiliary Image Tag", target.tag.entry)
	l.session.Edit(func(f *form.Form) { f.SetTag(demo.Tag) }) // pasted
	l.isAt("Auxiliary Image Tag")
	l.leaves()
	l.leads("Auxiliary Image Registry Push Username", signIn.user.entry)
	l.session.Edit(func(f *form.Form) { f.SetUser("") }) // that was proposed
	l.types("Auxiliary Image Registry Push Username", demo.User)
	l.leads("Auxiliary Image Registry Push Password (auth token)", signIn.token.entry)
	l.types("Auxiliary Image Registry Push Password (auth token)", demo.Token)
}

func (l *labWalk) addModel() {
	l.Helper()
	l.leads("Your model, from exercise 2", l.auxiliary.files.add)
	test.Tap(l.auxiliary.files.sample)
}

func (l *labWalk) ends() {
	l.Helper()
	l.eventually(l.T, "the job ends", func(s session.Snapshot) bool { return s.Job == nil && s.Outcome != nil })
	if o := l.session.Snapshot().Outcome; o.Err != nil {
		l.Fatal(o.Err)
	}
}

func TestTheLabsTwelveStepsAreFollowedAsTheyAreDone(t *testing.T) {
	for name, size := range widths {
		t.Run(name, func(t *testing.T) {
			l := newLabWalk(t, size)
			l.fill()
			l.addModel()
			l.leads("Create Auxiliary Image", l.title.create)
			test.Tap(l.title.create)
			l.isAt("Prepare the model? No")
			l.presses("No")
			l.isAt("Folder for WebLogic Deploy Tooling (WebLogic Deployer): Select")
			l.presses("Cancel")
			l.isAt("Create Auxiliary Image") // nothing was begun
			test.Tap(l.title.create)
			l.presses("No")
			l.presses("Select")
			l.isAt("Create Auxiliary Image Complete: OK")
			l.ends()
			l.isAt("Create Auxiliary Image Complete: OK")
			l.presses("OK")
			l.leads("Push Auxiliary Image", l.title.push)
			test.Tap(l.title.push)
			l.ends()
			l.isAt("Push Image Complete: OK")
			l.presses("OK")
			l.isAt("")
			if got := l.labTicks(l.session.Snapshot()); len(got) != 12 {
				t.Errorf("ticked are %v", got)
			}
		})
	}
}

func TestTheLabGoesOnWhereItWasLeft(t *testing.T) {
	for name, size := range widths {
		t.Run(name, func(t *testing.T) {
			l := newLabWalk(t, size)
			l.fill()
			l.addModel()
			l.isAt("Create Auxiliary Image")
			if err := l.session.Close(); err != nil {
				t.Fatal(err)
			}
			l.sitsDown(size)
			l.isAt("Auxiliary Image Registry Push Password (auth token)") // which no keyring took
			l.leads("Auxiliary Image Registry Push Password (auth token)", l.auxiliary.signIn.token.entry)
			l.types("Auxiliary Image Registry Push Password (auth token)", demo.Token)
			l.isAt("Create Auxiliary Image")
			l.session.Edit(func(f *form.Form) { f.SetPart(form.FieldNamespace, "") })
			l.isAt("Tenancy namespace") // it holds no more
		})
	}
}

func TestTheLabFollowsWhoDoesItInAnotherOrder(t *testing.T) {
	for name, size := range widths {
		t.Run(name, func(t *testing.T) {
			l := newLabWalk(t, size)
			l.isAt("Click Image: the “Primary Image” tab")
			test.Tap(l.auxiliary.files.sample)
			l.session.Edit(func(f *form.Form) { f.SetTag(demo.Tag); f.DownloadDir = l.options.Downloads })
			l.session.Edit(func(f *form.Form) { f.SetUser(demo.User) })
			l.session.Accounts().SetToken(demo.Token)
			l.eventually(t, "all is there", func(s session.Snapshot) bool {
				return s.WhyNot[session.ActCreateAndPush] == nil && !s.Inspected.Running && len(s.Form.Models) > 0
			})
			test.Tap(l.title.create)
			l.presses("No")
			l.ends()
			l.isAt("Create Auxiliary Image Complete: OK")
			l.presses("OK")
			l.isAt("Push Auxiliary Image")
			l.actions.start(session.ActPush)
			l.ends()
			l.isAt("Push Image Complete: OK")
			l.presses("OK")
			l.isAt("")
		})
	}
}

func TestTheLabFollowsAProjectThatIsOpened(t *testing.T) {
	for name, size := range widths {
		t.Run(name, func(t *testing.T) {
			l := newLabWalk(t, size)
			l.projects.open(labProject(t))
			l.typing(l.dialogs.Top().First.(*kit.Entry), passphrase)
			l.press(fyne.KeyReturn)
			l.eventually(t, "the project's token is known", func(s session.Snapshot) bool { return s.Form.Tag == demo.Tag && s.WhyNot[session.ActCreate] == nil })
			l.tabs.Choose(0)
			l.tabs.Choose(1)
			l.isAt("Your model, from exercise 2")
		})
	}
}

func TestWhatTheTryOutFilledInIsLookedAtStepByStep(t *testing.T) {
	l := newLabWalk(t, widths["narrow"])
	if err := l.demo.Prepare(l.session); err != nil {
		t.Fatal(err)
	}
	l.view.lab = labRun{}
	l.eventually(t, "the sample was looked at", func(s session.Snapshot) bool { return !s.Inspected.Running && len(s.Form.Models) > 0 })
	for _, step := range l.lab.steps[:8] {
		place, ok := l.spots.ofField(step.field, form.Form{})
		if !ok {
			place.focus = l.title.create
		}
		l.lab.show.OnTapped() // the focus stays where it is, as in a real window
		l.isAt(step.title)
		if got := l.window.Canvas().Focused(); got != place.focus {
			t.Errorf("%q leads to %T", step.title, got)
		}
	}
}

func TestCopyDoesNotTakeThePlaceOfShow(t *testing.T) {
	w := opened(t)
	w.labBegun()
	s := empty()
	s.Preferences.FollowLab = true
	at := func(o fyne.CanvasObject) fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	}
	w.draw(s)
	was := at(w.lab.show)
	w.labDone()
	if now := at(w.lab.show); now != was || !w.lab.show.Visible() || !w.lab.show.Disabled() {
		t.Errorf("Show was at %v and is at %v, shown %v", was, now, w.lab.show.Visible())
	}
	if copied := w.lab.copies[1]; !copied.Visible() || at(copied).X >= was.X {
		t.Errorf("Copy is at %v, Show at %v", at(copied), was)
	}
}

func TestTheLabFollowsWhoGoesThroughTheFieldsOfTheTryOut(t *testing.T) {
	l := newLabWalk(t, widths["narrow"])
	l.options.DemoUser, l.options.DemoToken = demo.User, demo.Token
	if err := l.demo.Prepare(l.session); err != nil {
		t.Fatal(err)
	}
	l.view.lab = labRun{}
	l.eventually(t, "the sample was looked at", func(s session.Snapshot) bool { return !s.Inspected.Running && len(s.Form.Models) > 0 })
	l.lab.show.OnTapped()
	l.tabs.Choose(1)
	l.isAt("The endpoint of your region")
	c := l.window.Canvas()
	for _, f := range []fyne.Focusable{l.auxiliary.target.region, l.auxiliary.target.namespace.entry, l.auxiliary.target.repository.entry, l.auxiliary.signIn.user.entry} {
		c.Focus(f)
	}
	l.isAt("Auxiliary Image Registry Push Username")
	l.actions.run(session.ActCheckSignIn)
	l.eventually(t, "it is signed in", signInAccepted)
	c.Unfocus()
	l.isAt("Your model, from exercise 2")
	if got := l.auxiliary.signIn.next.Text; strings.Contains(got, "Console") {
		t.Errorf("it says %q", got)
	}
}

func TestShowSaysNextWhereWhatIsSeenIsRight(t *testing.T) {
	l := newLabWalk(t, widths["narrow"])
	if got := l.lab.show.Text; got != "Show me" {
		t.Errorf("at first it says %q", got)
	}
	l.lab.show.OnTapped() // the primary image's tag is there
	if got := l.lab.show.Text; got != "Next" {
		t.Errorf("on the filled tag it says %q", got)
	}
	l.lab.show.OnTapped() // the region is not
	if got := l.lab.show.Text; got != "Show me" || l.lab.next.number != 2 {
		t.Errorf("at step %d it says %q", l.lab.next.number, got)
	}
}

func TestANarrowWindowListsAllStepsByAClick(t *testing.T) {
	l := newLabWalk(t, widths["narrow"])
	l.lab.openList()
	said := l.saidOnTop()
	for _, step := range l.lab.steps {
		if !strings.Contains(said, step.title) {
			t.Errorf("it does not list %q", step.title)
		}
	}
	for _, o := range test.LaidOutObjects(l.dialogs.Top().Body) {
		if link, ok := o.(*kit.StepLink); ok {
			test.Tap(link)
			break
		}
	}
	if l.dialogs.busy() || l.view.tab != 0 {
		t.Errorf("the first step leads to tab %d", l.view.tab)
	}
}

func TestAFileThatIsNotTakenTakesNoTickBack(t *testing.T) {
	l := newLabWalk(t, widths["narrow"])
	l.fill()
	l.addModel()
	l.isAt("Create Auxiliary Image")
	stray := filepath.Join(l.home, "notes.docx")
	if err := os.WriteFile(stray, []byte("no model"), 0o600); err != nil {
		t.Fatal(err)
	}
	l.session.AddFiles(stray)
	l.eventually(t, "it is not taken", func(s session.Snapshot) bool { return s.Fields[form.FieldFiles].Code != "" && !s.Inspected.Running })
	l.isAt("Create Auxiliary Image")
}

func TestTheLabsLineNamesTheJobThatRunsAndAChangedFileTakesItBack(t *testing.T) {
	w := opened(t)
	w.labBegun()
	s := full()
	s.Preferences.FollowLab = true
	at := func() string {
		w.draw(s)
		return w.lab.place(s)
	}
	s.Job = &session.Job{Action: session.ActCreate}
	if got := at(); got != "Step 10 of 12 · Creating the auxiliary image" {
		t.Errorf("while it is created: %q", got)
	}
	s.Job = &session.Job{Action: session.ActPush}
	if got := at(); !strings.HasPrefix(got, "Step 12 of 12 · Pushing") {
		t.Errorf("while it is pushed: %q", got)
	}
	s.Job = nil
	if got := at(); got != "Step 11 of 12 · Push Auxiliary Image" {
		t.Errorf("once it is created: %q", got)
	}
	s.Next = session.ActCreate // a file is another one on disk
	if got := at(); got != "Step 7 of 12 · Create Auxiliary Image" {
		t.Errorf("once a file has changed: %q", got)
	}
}
