package ui

import (
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/ui/kit"
)

// moreSection is what few people change.
type moreSection struct {
	win        *Window
	panel      *kit.Panel
	fold       *kit.Button
	set        *kit.Label      // what is not as it is by default
	setLine    *fyne.Container // of it, while folded
	body       *fyne.Container
	customBase *kit.Checkbox
	baseRef    *field
	baseUser   *field
	baseToken  *tokenEntry
	pull       *fyne.Container
	alwaysPull *kit.Checkbox
	keepBase   *kit.Checkbox // of an image that is changed
	resolved   *kit.Label
	platforms  *field
	openShift  *kit.Checkbox
	onVolume   *volumeCheckbox
	owner      *field
	group      *field
	wdtHome    *field
	modelHome  *field
	labels     *field
}

func newMoreSection(w *Window) *moreSection {
	t := &moreSection{win: w}
	t.fold = kit.NewButton(words.L("More: base image, platforms, OpenShift, owner, homes, labels"), func() {
		w.view.more = !w.view.more
		w.redraw()
	})
	t.set = kit.Caption("")
	t.setLine = kit.Padded(8, 0, t.set) // below the words of the button
	t.fold.Importance, t.fold.Alignment = widget.LowImportance, widget.ButtonAlignLeading
	edit := editorOf(w)
	t.makeBase(edit)
	t.platforms = edit(form.FieldPlatforms, words.L("Platforms"), words.L("Several, with commas between, make one image for all of them."), byDefault(imaging.DefaultPlatform),
		func(f *form.Form, s string) { f.Platforms = list(s) })
	t.openShift = kit.NewCheckbox(words.L("Make Image Compatible with OpenShift"),
		func(on bool) { w.session.Edit(func(f *form.Form) { f.OpenShift = on }) })
	t.onVolume = newVolumeCheckbox(w)
	t.makePlaces(edit)
	t.labels = edit("", words.L("Labels"), words.L("name=value, with commas between"), "", func(f *form.Form, s string) { f.Labels = labels(s) })
	half := []float32{1, 1}
	t.body = kit.Column(3, t.keepBase, t.customBase, t.baseRef.Container, t.pull, t.resolved, t.alwaysPull,
		kit.Row(half, t.platforms.Container, t.labels.Container), t.openShift, t.onVolume.Checkbox,
		kit.Row(half, t.owner.Container, t.group.Container),
		kit.Row(half, t.wdtHome.Container, t.modelHome.Container))
	t.panel = kit.NewPanel(kit.Column(2, t.fold, t.setLine, t.body))
	return t
}

type editor func(key form.Field, name, help, example string, change func(*form.Form, string)) *field

// editorOf returns what makes a field that changes the form.
func editorOf(w *Window) editor {
	return func(key form.Field, name, help, example string, change func(*form.Form, string)) *field {
		e := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { change(f, s) }) })
		e.OnLeft, e.PlaceHolder = w.redraw, example
		return newField(key, name, help, e)
	}
}

// makePlaces makes the fields of where the files are in the image, and whose.
func (t *moreSection) makePlaces(edit editor) {
	t.owner = edit(form.FieldOwner, words.L("File System Owner"), "", byDefault(strconv.Itoa(imaging.DefaultUser)), func(f *form.Form, s string) { f.OwnerUser = strings.TrimSpace(s) })
	t.group = edit("", words.L("File System Group"), "", byDefault("0"), func(f *form.Form, s string) { f.OwnerGroup = strings.TrimSpace(s) })
	homes := imaging.Homes{}.Resolved()
	t.wdtHome = edit(form.FieldHomes, words.L("WDT Home Directory"), words.L("Holds weblogic-deploy."), byDefault(homes.WDT),
		func(f *form.Form, s string) { f.WDTHome = strings.TrimSpace(s) })
	t.modelHome = edit("", words.L("Model Home Directory"), words.L("Holds model, variable and archive files."), byDefault(homes.Model),
		func(f *form.Form, s string) { f.ModelHome = strings.TrimSpace(s) })
}

func (t *moreSection) makeBase(edit editor) {
	w := t.win
	t.customBase = kit.NewCheckbox(words.L("Use Custom Base Image"), func(on bool) {
		w.session.Edit(func(f *form.Form) { f.CustomBase = on })
	})
	t.keepBase = kit.NewCheckbox(words.L("Keep the image's base"), func(on bool) {
		w.session.Edit(func(f *form.Form) { f.KeepBase = on })
	})
	t.baseRef = pathField(w, form.FieldBase, words.L("Custom Base Image to Use"), words.L("Its tag, or a file with it. It needs a shell with cp, such as BusyBox has."),
		func(s string) { w.session.Edit(func(f *form.Form) { f.BaseRef, f.BaseFile = baseOf(s) }) }, t.chooseBase)
	t.baseRef.entry.PlaceHolder = example(imaging.DefaultBase)
	t.baseUser = edit("", words.L("Pull user name"), words.L("Only where the base's registry asks for one."), "",
		func(f *form.Form, s string) { f.BaseUser = strings.TrimSpace(s) })
	t.baseToken = newTokenEntry(w, w.session.Accounts().TypedForBase, w.session.Accounts().SetBaseToken)
	t.resolved = kit.Caption("")
	t.alwaysPull = kit.NewCheckbox(words.L("Always Pull Base Image"), func(on bool) {
		w.session.Edit(func(f *form.Form) { f.AlwaysPull = on })
	})
	t.pull = kit.Row([]float32{1, 1}, t.baseUser.Container, kit.Column(1, kit.Caption(words.L("Pull password")), t.baseToken.Entry))
}

// fields returns those with a key.
func (t *moreSection) fields() []*field {
	return []*field{t.baseRef, t.platforms, t.owner, t.wdtHome}
}

// has tells whether a field stands in the section.
func (t *moreSection) has(key form.Field) bool {
	return slices.ContainsFunc(t.fields(), func(f *field) bool { return f.key == key })
}

// baseOf tells a file with a base image from a tag.
func baseOf(s string) (ref, file string) {
	s = strings.TrimSpace(s)
	if filepath.IsAbs(s) {
		return "", s
	}
	return s, ""
}

func (t *moreSection) chooseBase() {
	w := t.win
	w.browse(browsing{title: words.L("Custom Base Image to Use"), start: w.options.Downloads, endings: []string{savedEnding},
		chosen: func(paths []string) {
			w.session.Edit(func(f *form.Form) { f.BaseRef, f.BaseFile = "", paths[0] })
			w.redraw()
		}})
}

// isComma tells whether a character separates: those of East Asian keyboards too.
func isComma(r rune) bool { return strings.ContainsRune(",，、", r) }

// list splits a text at commas and blanks.
func list(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return isComma(r) || unicode.IsSpace(r) || r == ';' || r == '；' })
}

// labels returns names and values; a name alone has an empty value.
func labels(s string) map[string]string {
	all := map[string]string{}
	for _, pair := range strings.FieldsFunc(s, isComma) {
		name, value, _ := strings.Cut(pair, "=")
		if name = strings.TrimSpace(name); name != "" {
			all[name] = strings.TrimSpace(value)
		}
	}
	return all
}

// labelText is what labels takes apart.
func labelText(all map[string]string) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		pairs = append(pairs, strings.TrimSuffix(name+"="+all[name], "="))
	}
	return strings.Join(pairs, ", ")
}

func (t *moreSection) draw(s session.Snapshot) {
	f := s.Form
	icon := foldIcon(t.win.view.more)
	if t.fold.Icon == nil || t.fold.Icon.Name() != icon.Name() {
		t.fold.SetIcon(icon)
	}
	kit.SetVisible(t.body, t.win.view.more)
	t.set.SetText(setIn(f))
	kit.SetVisible(t.setLine, t.set.Text != "" && !t.win.view.more)
	t.keepBase.ShowValue(f.KeepBase)
	kit.SetVisible(t.keepBase, f.From != "")
	kept := f.KeepsBase()
	t.customBase.ShowValue(f.CustomBase)
	kit.SetVisible(t.customBase, !kept)
	kit.SetVisible(t.baseRef.Container, f.CustomBase && !kept)
	t.baseRef.draw(s, f.BaseRef+f.BaseFile)
	t.baseUser.draw(s, f.BaseUser)
	t.baseToken.draw(placeholderOf(s.BaseTokenKept))
	resolved := ""
	if f.BaseDigest != "" {
		resolved = words.L("Base image: {{.Digest}}", map[string]any{"Digest": f.BaseDigest})
	}
	t.resolved.SetText(resolved)
	kit.SetVisible(t.resolved, resolved != "")
	t.alwaysPull.ShowValue(f.AlwaysPull)
	t.platforms.draw(s, strings.Join(f.Platforms, ", "))
	t.openShift.ShowValue(f.OpenShift)
	t.onVolume.draw(s)
	t.owner.draw(s, f.OwnerUser)
	t.group.draw(s, f.OwnerGroup)
	t.wdtHome.draw(s, f.WDTHome)
	if said := byDefault(imaging.Homes{WDT: f.WDTHome}.Resolved().Model); t.modelHome.entry.PlaceHolder != said {
		t.modelHome.entry.SetPlaceHolder(said)
	}
	t.modelHome.draw(s, f.ModelHome)
	t.labels.draw(s, labelText(f.Labels))
}
