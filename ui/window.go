package ui

import (
	"sync/atomic"

	"fyne.io/fyne/v2"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/assets"
	"auximage/ui/kit"
)

// Title is the program's name, in every language.
const Title = "Auxiliary Image Wizard"

// icon is the program's.
var icon = fyne.NewStaticResource("icon.png", assets.Icon)

// Options are what the window needs to know beside the session.
type Options struct {
	Version   string
	Downloads string       // where the folder dialog starts
	Demo      bool         // the session is the try-out's
	DemoUser  string       // that the try-out's registry takes, with
	DemoToken string       // this token
	TryOut    func() error // opens the try-out in a window of its own; nil where it is one
	Project   string       // a project file to open; empty for none
	SaysTheme func() bool  // tells, after a wait, whether the desktop says that it is light or dark; nil when it does
}

// Window is the program's window. All of it belongs to Fyne's goroutine.
type Window struct {
	app     fyne.App
	window  fyne.Window
	session *session.Session
	options Options
	view    view
	stop    func()
	pending atomic.Bool // a draw is on its way to Fyne's goroutine

	look        *look
	menu        *mainMenu
	projects    *projects
	inputs      *inputs
	actions     *actions
	spots       *spots
	notifier    *notifier
	title       *titleRow
	tabs        *kit.Tabs
	primary     *primaryTab
	auxiliary   *auxiliaryTab
	lab         *lab
	console     *console
	dialogs     *dialogs
	clipboard   *clipboard
	opener      opener
	work        *workArea
	texts       *textsDialog // the one opened last
	next        *nextDialog  // the one opened last; nil before the first
	help        *kit.Dialog  // the page of help opened last; nil before the first
	model       *modelView   // nil while none is open
	pushed      string       // the file that an image was pushed from last
	trail       focusTrail
	resumed     fyne.Focusable     // had the focus as the window was come back to, and is told so now
	browser     *browser           // the file or folder dialog opened last
	preferences *preferencesDialog // the one opened last
	language    string             // that the tree was built in
}

// view is what a person looks at; it outlives the widget tree.
type view struct {
	tab      int
	more     bool
	console  bool
	ended    lastEnd
	lab      labRun
	folds    foldView
	seen     results
	unfolded map[string]bool // files whose findings are shown
}

// New returns the window for a session, not shown yet. It follows the session,
// and is empty until Fyne's loop draws the first snapshot: to read the fonts and
// build the form takes longer than to show the window.
func New(a fyne.App, s *session.Session, o Options) *Window {
	w := newWindow(a, s, o)
	w.stop = s.Listen(w.changed)
	if o.SaysTheme != nil {
		go w.look.follow(o.SaysTheme, w.redraw)
	}
	if o.Project != "" {
		go fyne.Do(func() {
			w.redraw()
			w.projects.open(o.Project)
		})
	}
	return w
}

// newWindow returns an empty window that does not follow the session.
func newWindow(a fyne.App, s *session.Session, o Options) *Window {
	w := &Window{app: a, window: a.NewWindow(Title), session: s, options: o}
	w.look = &look{app: a, preferred: "?", themeless: o.SaysTheme != nil}
	w.dialogs = &dialogs{Dialogs: kit.NewDialogs(w.window), session: s, looked: func() *session.Job { return s.Snapshot().Look }}
	w.clipboard = &clipboard{app: a}
	w.opener = opener{a, w.dialogs}
	w.menu, w.projects, w.inputs = &mainMenu{win: w}, &projects{w}, &inputs{w}
	w.actions, w.spots, w.work, w.notifier = &actions{w}, &spots{w}, &workArea{win: w}, &notifier{app: a}
	w.view = view{tab: 1, unfolded: map[string]bool{}}
	if o.Demo { // it is there to be walked through
		s.Remember(func(p *session.Preferences) { p.FollowLab = true })
	}
	p := s.Snapshot().Preferences
	w.look.use(p)
	w.window.SetMaster()
	w.window.SetIcon(icon)
	w.window.Resize(windowSize(p))
	w.window.CenterOnScreen()
	followDesktop(w)
	return w
}

// windowSize returns how large the window was, or is to be at first.
func windowSize(p session.Preferences) fyne.Size {
	if kept := p.Window; kept[0] > 0 && kept[1] > 0 {
		return fyne.NewSize(float32(kept[0]), float32(kept[1]))
	}
	return fyne.NewSize(1024, 700)
}

// cameBack answers that a person has come back to the window. Its widget with the focus
// gets that again now, and is not scrolled to.
func cameBack(w *Window) {
	w.notifier.behind = false
	w.resumed = w.window.Canvas().Focused()
	w.session.LookAgain()
}

// followDesktop answers what a person does with the window itself: closes it, comes
// to it, leaves it, and drops files on it.
func followDesktop(w *Window) {
	w.window.SetCloseIntercept(w.quit)
	w.app.Lifecycle().SetOnEnteredForeground(func() { cameBack(w) })
	w.app.Lifecycle().SetOnExitedForeground(func() { w.notifier.behind = true })
	w.window.SetOnDropped(func(_ fyne.Position, uris []fyne.URI) {
		var paths []string
		for _, u := range uris {
			paths = append(paths, u.Path())
		}
		if !(imageOpener{w}).drops(paths) {
			w.inputs.add(paths)
		}
	})
}

// Window returns Fyne's window, to be shown.
func (w *Window) Window() fyne.Window { return w.window }

// changed asks for a draw from any goroutine; one at a time is under way, and
// it draws what is newest when it comes about.
func (w *Window) changed() {
	if w.pending.Swap(true) {
		return
	}
	fyne.Do(func() {
		w.pending.Store(false)
		w.redraw()
	})
}

// redraw draws the session as it is now.
func (w *Window) redraw() { w.draw(w.session.Snapshot()) }

func (w *Window) draw(s session.Snapshot) {
	w.look.use(s.Preferences)
	first := w.language == ""
	if w.language != words.Language() {
		w.build()
	}
	w.view.ended.note(s)
	w.menu.draw(s)
	w.title.draw(s)
	w.primary.draw(s)
	w.auxiliary.draw(s)
	w.lab.draw(s)
	w.console.draw(s)
	w.work.draw(s)
	w.drawTitle(s)
	if w.next != nil && w.next.dialog.IsOpen() {
		w.next.draw(s)
	}
	if w.model != nil {
		w.model.draw(s)
	}
	w.spots.draw(s)
	w.clipboard.draw()
	w.view.seen.reveal(w, s)
	if first && !w.dialogs.busy() {
		w.window.Canvas().Focus(w.auxiliary.target.tag.entry)
	}
}

// build makes the widget tree in the language in use.
func (w *Window) build() {
	w.dialogs.CloseAll()
	w.work.now = nil
	w.language = words.Language()
	w.primary = newPrimaryTab(w)
	w.auxiliary = newAuxiliaryTab(w)
	w.console = newConsole(w)
	w.tabs = kit.NewTabs(w.turnTo)
	w.tabs.Add(words.L("Primary Image"), w.primary.page)
	w.tabs.Add(words.L("Auxiliary Image"), w.auxiliary.page)
	w.tabs.Choose(w.view.tab)
	w.title = newTitleRow(w, w.tabs.Bar)
	top := kit.Narrow(formWidth, kit.Padded(4, 1.5, w.title.Container))
	w.lab = newLab(w, kit.Bordered(top, nil, nil, nil, w.tabs.Body))
	w.window.SetContent(kit.Bordered(nil, w.console.Container, nil, nil, w.lab.around))
	w.window.SetMainMenu(w.menu.build())
	w.window.Canvas().SetOnTypedKey(w.key)
	w.addKeypad()
}

// turnTo notes which tab is seen. What had the focus on the other one must not get
// what is typed now.
func (w *Window) turnTo(tab int) {
	if w.view.tab != tab {
		w.window.Canvas().Unfocus()
	}
	w.view.tab = tab
	if w.lab != nil {
		w.lab.turned(tab)
	}
}

// drawTitle shows the progress of a running job in the window's title.
func (w *Window) drawTitle(s session.Snapshot) {
	title := Title
	if w.options.Demo {
		title += " – " + words.L("Try-out")
	}
	if s.Project != nil {
		title = projectTitle(s.Project) + " – " + title
	}
	if s.Job != nil {
		title = jobLine(s.Job) + " – " + title
	}
	if w.window.Title() != title {
		w.window.SetTitle(title)
	}
}
