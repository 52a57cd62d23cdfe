package ui

import (
	"slices"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// otherVersion is the choice of a version that is typed.
const otherVersion = "other"

// offeredVersions are those of WebLogic's releases that Oracle has images of.
var offeredVersions = []string{"12.2.1.3", "12.2.1.4", "14.1.1.0", "14.1.2.0", "15.1.1.0"}

// versionChoice says which version of WebLogic the models are judged for: that of
// the primary image's tag, another one, or all.
type versionChoice struct {
	*fyne.Container
	win    *Window
	choice *kit.Dropdown
	typed  *kit.Entry // of otherVersion
	hint   *hint
	typing bool // otherVersion was chosen, whatever the form has
}

func newVersionChoice(w *Window) *versionChoice {
	t := &versionChoice{win: w, hint: newHint("")}
	values := slices.Concat([]string{""}, offeredVersions, []string{otherVersion, form.AnyWebLogic})
	labels := slices.Concat([]string{words.L("as the tag says")}, offeredVersions, []string{words.L("another one"), words.L("any: not known")})
	t.choice = kit.NewDropdown(values, labels, t.choose)
	t.typed = kit.NewEntry(func(string) { t.apply() })
	t.typed.PlaceHolder = example("12.2.1.4.240416")
	t.typed.OnLeft = w.redraw
	t.Container = kit.Under(kit.Caption(words.L("WebLogic version")), kit.Framed(t.choice), t.typed, t.hint.Label)
	return t
}

func (t *versionChoice) choose(version string) {
	t.typing = version == otherVersion
	if t.typing {
		t.typed.SetValue(t.win.session.Snapshot().Form.WebLogicVersion())
		t.win.redraw()
		t.win.window.Canvas().Focus(t.typed)
		return
	}
	t.win.session.Edit(func(f *form.Form) { f.WebLogic = version })
	t.win.redraw()
}

// apply has the models be judged for what is typed, as soon as that is a version.
func (t *versionChoice) apply() {
	if version := strings.TrimSpace(t.typed.Text); imaging.ValidWebLogic(version) {
		t.win.session.Edit(func(f *form.Form) { f.WebLogic = version })
	}
}

func (t *versionChoice) draw(s session.Snapshot) {
	chosen := s.Form.WebLogic
	if t.typing || !slices.Contains(t.choice.Values, chosen) {
		chosen = otherVersion
	}
	t.choice.ShowValue(chosen)
	kit.SetVisible(t.typed, chosen == otherVersion)
	if chosen == otherVersion && !t.typing {
		t.typed.ShowValue(s.Form.WebLogic)
	}
	wrong := chosen == otherVersion && !t.typed.HasFocus && !imaging.ValidWebLogic(strings.TrimSpace(t.typed.Text))
	t.typed.MarkWrong(wrong)
	if wrong {
		t.hint.Set(words.L("This is no version of WebLogic. Write it as 14.1.2.0, with a patch's date where that matters."), theme.ColorNameError)
		return
	}
	t.hint.Set(judgedFor(s.Form), kit.ColorMuted)
}

// judgedFor says which version the models are judged for, and where it is from.
func judgedFor(f form.Form) string {
	args := map[string]any{"Version": f.WebLogicVersion(), "Tag": f.PrimaryTag}
	switch {
	case args["Version"] == "" && f.WebLogic == "":
		return words.L("The tag names no version: only what is wrong in every WebLogic counts as an error.")
	case args["Version"] == "":
		return words.L("Only what is wrong in every WebLogic counts as an error.")
	case f.WebLogic == "":
		return words.L("Models are judged for WebLogic {{.Version}}, which the primary image's tag {{.Tag}} names.", args)
	}
	return words.L("Models are judged for WebLogic {{.Version}}, which was chosen here.", args)
}

// turnsOnVersion tells whether a finding is one for some versions of WebLogic.
func turnsOnVersion(f report.Finding) bool {
	return f.Code == dictionary.CodeVersion || f.Code == dictionary.CodeSecure
}

// versionNote says beside a finding which version it was judged for, and leads to
// where another one is chosen.
func versionNote(w *Window, f form.Form) fyne.CanvasObject {
	return kit.Column(0.5, kit.Muted(judgedFor(f)),
		kit.Flow(2, kit.NewButton(words.L("Choose the WebLogic version…"), w.spots.leadToVersion)))
}
