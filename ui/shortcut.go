package ui

import (
	"runtime"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"auximage/app/words"
)

// shortcut returns Ctrl, or Cmd on macOS, with a key and more modifiers.
func shortcut(key fyne.KeyName, more ...fyne.KeyModifier) fyne.Shortcut {
	m := fyne.KeyModifierShortcutDefault
	for _, x := range more {
		m |= x
	}
	return &desktop.CustomShortcut{KeyName: key, Modifier: m}
}

// menuShortcut is a shortcut whose keys a menu names as the person's keyboard
// does: Fyne's menu shows Key after the names of Mod, which are English.
type menuShortcut struct {
	fyne.KeyboardShortcut
	keys string
}

// inMenu returns a shortcut as a menu shows it. On macOS the system draws the
// menus, with signs that are the same in all languages.
func inMenu(s fyne.Shortcut) fyne.Shortcut {
	k, ok := s.(fyne.KeyboardShortcut)
	if !ok || runtime.GOOS == "darwin" {
		return s
	}
	return menuShortcut{k, keysOf(k)}
}

// Key is all that is to be read.
func (s menuShortcut) Key() fyne.KeyName { return fyne.KeyName(s.keys) }

// Mod is nothing: Key has it.
func (menuShortcut) Mod() fyne.KeyModifier { return 0 }

// keysOf names the keys of a shortcut.
func keysOf(s fyne.KeyboardShortcut) string {
	if shown, is := s.(menuShortcut); is {
		return shown.keys
	}
	var names []string
	for _, m := range []struct {
		mod  fyne.KeyModifier
		name string
	}{
		{fyne.KeyModifierControl, words.L("key.ctrl")}, {fyne.KeyModifierAlt, "Alt"},
		{fyne.KeyModifierShift, words.L("key.shift")}, {fyne.KeyModifierSuper, superKey()},
	} {
		if s.Mod()&m.mod != 0 {
			names = append(names, m.name)
		}
	}
	key := string(s.Key())
	if s.Key() == fyne.KeyReturn {
		key = words.L("key.enter")
	}
	return strings.Join(append(names, key), "+")
}

// superKey is what is written on that key.
func superKey() string {
	if runtime.GOOS == "darwin" {
		return "Cmd"
	}
	return "Super"
}

// nameKeys names the keys in a menu in the person's language.
func nameKeys(m *fyne.Menu) {
	for _, i := range m.Items {
		if i.Shortcut != nil {
			i.Shortcut = inMenu(i.Shortcut)
		}
	}
}
