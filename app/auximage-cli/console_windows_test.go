package main_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf16"
	"unsafe"

	"golang.org/x/sys/windows"
)

// foreign is a file that is not there, with letters of four scripts in its name.
const foreign = "modèle-Ж-日本.yaml"

// pages are code pages of consoles: UTF-8, those of Western Europe and of the
// United States, which have no letter of the name but è, and one of Japan.
var pages = map[string]uint32{"UTF-8": 65001, "Western Europe": 850, "Windows": 1252, "United States": 437, "Japan": 932}

// screen is a console's text, of which a program can only write more.
type screen struct{ file *os.File }

// newScreen returns a screen buffer of its own on the console of the tests.
func newScreen(t *testing.T) screen {
	t.Helper()
	create := windows.NewLazySystemDLL("kernel32.dll").NewProc("CreateConsoleScreenBuffer")
	inherited := windows.SecurityAttributes{Length: uint32(unsafe.Sizeof(windows.SecurityAttributes{})), InheritHandle: 1}
	const textMode = 1
	handle, _, err := create.Call(windows.GENERIC_READ|windows.GENERIC_WRITE, windows.FILE_SHARE_READ|windows.FILE_SHARE_WRITE,
		uintptr(unsafe.Pointer(&inherited)), textMode, 0)
	if windows.Handle(handle) == windows.InvalidHandle {
		t.Skip("no console here: ", err)
	}
	file := os.NewFile(handle, "console")
	t.Cleanup(func() { _ = file.Close() })
	return screen{file}
}

// text returns what stands on the screen.
func (s screen) text(t *testing.T) string {
	t.Helper()
	read := windows.NewLazySystemDLL("kernel32.dll").NewProc("ReadConsoleOutputCharacterW")
	cells, n := make([]uint16, 4000), uint32(0)
	if ok, _, err := read.Call(s.file.Fd(), uintptr(unsafe.Pointer(&cells[0])), uintptr(len(cells)), 0, uintptr(unsafe.Pointer(&n))); ok == 0 {
		t.Fatal(err)
	}
	return string(utf16.Decode(cells[:n]))
}

// complains runs the command, which complains of the foreign file where it is told to.
func complains(t *testing.T, to *os.File) {
	t.Helper()
	path, err := command()
	if err != nil {
		t.Fatal(err)
	}
	box := newSandbox(t)
	c := exec.Command(path, "check", "--tag", "localhost:1/app/model:v1", "--model", foreign, "--wdt", "none")
	c.Env, c.Dir, c.Stderr = box.env, box.folder("home"), to
	_ = c.Run() // it is not there
}

func TestAConsoleShowsEachLetterWhateverItsCodePage(t *testing.T) {
	was, err := windows.GetConsoleOutputCP()
	if err != nil {
		t.Skip("no console here: ", err)
	}
	t.Cleanup(func() { _ = windows.SetConsoleOutputCP(was) })
	for name, page := range pages {
		if err := windows.SetConsoleOutputCP(page); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		console := newScreen(t)
		complains(t, console.file)
		got := console.text(t)
		for _, letter := range foreign { // one that is wide may stand there twice
			if !strings.ContainsRune(got, letter) {
				t.Errorf("%s: the screen shows %q, want %c in it", name, strings.TrimSpace(got), letter)
			}
		}
		file, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
		if err != nil {
			t.Fatal(err)
		}
		complains(t, file)
		_ = file.Close()
		if got, err := os.ReadFile(file.Name()); !strings.Contains(string(got), foreign) {
			t.Errorf("%s: the file has %q (%v), want %s in it, in UTF-8", name, got, err, foreign)
		}
	}
}
