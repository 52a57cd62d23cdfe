//go:build window

package main

import (
	"flag"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"auximage/app/internal/windowdriver"
	"auximage/app/session"
	"auximage/ui"
)

var screens = flag.String("screens", "", "folder for the screenshots; a temporary one when empty")

// TestMain runs the program's main loop on the main goroutine and the tests
// beside it, as the graphics library wants it; or the program, for a test that starts it.
func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		main()
		return
	}
	flag.Parse()
	app.SetMetadata(fyne.AppMetadata{ID: "io.github.auximage", Name: ui.Title, Migrations: map[string]bool{"fyneDo": true}})
	a := app.New()
	code := 1
	a.Lifecycle().SetOnStarted(func() {
		go func() {
			code = m.Run()
			fyne.Do(a.Quit)
		}()
	})
	a.Run()
	os.Exit(code)
}

// sitDown shows the window over a session and returns a person before
// it, whose photographs go into the folder album.
func sitDown(t testing.TB, s *session.Session, o ui.Options, album string) *windowdriver.Driver {
	t.Helper()
	var w fyne.Window
	fyne.DoAndWait(func() {
		w = ui.New(fyne.CurrentApp(), s, o).Window()
		w.Show()
	})
	t.Cleanup(func() { fyne.DoAndWait(w.Hide) }) // closed, it would end the program
	return windowdriver.ForWindow(t, w, album)
}

// open returns a session that is closed with the test.
func open(t testing.TB, c session.Config) *session.Session {
	t.Helper()
	s, err := session.Open(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// album returns the folder for the screenshots of one walk.
func album(t testing.TB, name string) string {
	t.Helper()
	dir := *screens
	if dir == "" {
		dir = t.TempDir()
	}
	dir = filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	return dir
}
