package ui

import (
	"context"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"github.com/zalando/go-keyring"

	"auximage/app/accounts"
	"auximage/app/session"
	"auximage/ui/kit"
)

func TestMain(m *testing.M) {
	for _, name := range []string{"LC_ALL", "LANG"} {
		if err := os.Setenv(name, "en_US.UTF-8"); err != nil {
			panic(err)
		}
	}
	keyring.MockInit()
	moment = 24 * time.Hour // what a disk or a server is asked for is answered before the test goes on
	os.Exit(m.Run())
}

// opened returns the window over a session of its own. It does not follow the
// session: a test draws when it wants to see.
func opened(t testing.TB, known ...accounts.Account) *Window {
	t.Helper()
	return openedIn(t, t.TempDir(), known...)
}

// openedIn opens the window of a person with a home.
func openedIn(t testing.TB, dir string, known ...accounts.Account) *Window {
	t.Helper()
	s, err := session.Open(session.Config{Dir: filepath.Join(dir, ".config", "auximage"), Cache: "off", Accounts: known})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	a := test.NewTempApp(t)
	w := newWindow(a, s, Options{Version: "test", Downloads: dir})
	w.redraw()
	w.window.Resize(fyne.NewSize(1024, 700))
	t.Cleanup(w.window.Close)
	return w
}

// eventually draws when a condition holds.
func (w *Window) eventually(t *testing.T, what string, holds func(session.Snapshot) bool) {
	t.Helper()
	if !comes(t, w.session, holds) {
		t.Fatalf("never: %s; %q is open:\n%s\nbehind it:\n%s", what, w.topTitle(), w.saidOnTop(), w.reads())
	}
	w.redraw()
}

// saidOnTop returns what the top dialog says, nothing where there is none.
func (w *Window) saidOnTop() string {
	if w.dialogs.Top() == nil {
		return ""
	}
	return w.said()
}

// waitFor waits until a condition holds.
func waitFor(t *testing.T, s *session.Session, what string, holds func(session.Snapshot) bool) {
	t.Helper()
	if !comes(t, s, holds) {
		now := s.Snapshot()
		t.Fatalf("never: %s; job %+v, outcome %+v, logged last %v", what, now.Job, now.Outcome, now.Log[max(0, len(now.Log)-5):])
	}
}

// toTell is how much of the time for all tests is kept to say what did not come.
const toTell = 10 * time.Second

// comes tells whether a condition of a session, or of what was drawn of it, comes to
// hold in the time that there is for all tests: how fast the machine is does not matter.
func comes(t *testing.T, s *session.Session, holds func(session.Snapshot) bool) bool {
	t.Helper()
	ctx, cancel := t.Context(), context.CancelFunc(func() {})
	if end, ok := t.Deadline(); ok {
		ctx, cancel = context.WithDeadline(ctx, end.Add(-toTell))
	}
	defer cancel()
	changed := make(chan struct{}, 1)
	stop := s.Listen(func() {
		select {
		case changed <- struct{}{}:
		default:
		}
	})
	defer stop()
	for !holds(s.Snapshot()) {
		select {
		case <-changed:
		case <-ctx.Done():
			return false
		}
	}
	return true
}

func (w *Window) press(key fyne.KeyName) {
	ev := &fyne.KeyEvent{Name: key}
	if f := w.window.Canvas().Focused(); f != nil {
		f.TypedKey(ev)
		return
	}
	w.key(ev)
}

func (w *Window) typing(e *kit.Entry, s string) {
	w.window.Canvas().Focus(e)
	test.Type(e, s)
	w.redraw()
}

func (w *Window) topTitle() string {
	if top := w.dialogs.Top(); top != nil {
		return top.Title.Text
	}
	return ""
}

// choose does what a menu's item does.
func (w *Window) choose(t *testing.T, menu, item string) {
	t.Helper()
	for _, m := range w.window.MainMenu().Items {
		for _, i := range m.Items {
			if m.Label == menu && i.Label == item {
				i.Action()
				return
			}
		}
	}
	t.Fatalf("no %q in the menu %q", item, menu)
}
