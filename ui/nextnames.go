package ui

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// nextNames are what the texts of What comes next are filled with: fields, or the
// person's own Domain, which has the names then. What is to be said of them stands in
// a place of its own below, so that nothing moves as it comes and goes.
type nextNames struct {
	*fyne.Container
	uid       *field
	namespace *field
	account   *field // that pulls the primary image
	says      *kit.Label
	onVolume  *volumeCheckbox
	use       *kit.Button // the person's own Domain
	write     *kit.Button // the image into it
	leave     *kit.Button
}

// saidRoom is the room of two lines of a caption, in text sizes.
const saidRoom = 2.4

func newNextNames(w *Window, of session.Deployment) *nextNames {
	n := &nextNames{says: kit.Caption(""), onVolume: newVolumeCheckbox(w)}
	named := func(key form.Field, name, example string, take func(*form.Form, string)) *field {
		e := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { take(f, ocir.Clean(s)) }) })
		e.OnLeft, e.PlaceHolder = w.redraw, example
		f := newField(key, name, "", e)
		f.Container = kit.Under(f.name, e) // its hint is said below all of them
		return f
	}
	n.uid = named(form.FieldDomainUID, words.L("Domain UID"), deploy.DefaultUID, func(f *form.Form, s string) { f.DomainUID = s })
	n.namespace = named(form.FieldDomainNamespace, words.L("Kubernetes namespace"), deploy.DefaultNamespace, func(f *form.Form, s string) { f.DomainNamespace = s })
	n.account = named("", words.L("Oracle account that pulls the primary image"), example("lab.user@oracle.com"), func(f *form.Form, s string) { f.PrimaryUser = s })
	n.use = kit.NewButton(words.L("Use my Domain file…"), domainFile{w, of}.choose)
	n.write = kit.NewButton(words.L("Write the image into it…"), domainFile{w, of}.askWrite)
	n.leave = kit.NewButton(words.L("Do not use this file"), func() { domainFile{w, of}.use("") })
	n.Container = kit.Column(1,
		kit.Row([]float32{3, 3, 4}, n.uid.Container, n.namespace.Container, n.account.Container),
		kit.AtLeast(saidRoom, n.says),
		kit.Flow(3, n.onVolume.Checkbox, n.use, n.leave, n.write))
	return n
}

// draw shows the names as they are now, and tells whether the texts have them.
func (n *nextNames) draw(s session.Snapshot) (good bool) {
	f, own := s.Form, s.Form.DomainFile != ""
	n.uid.draw(s, f.DomainUID)
	n.namespace.draw(s, f.DomainNamespace)
	n.account.draw(s, f.PrimaryUser)
	n.onVolume.draw(s)
	kit.SetVisible(n.account.Container, wantsAccount(s.Deploy))
	for o, shown := range map[fyne.CanvasObject]bool{n.onVolume.Checkbox: !own, n.use: !own, n.write: own, n.leave: own} {
		kit.SetVisible(o, shown)
	}
	for _, field := range []*field{n.uid, n.namespace} {
		if own { // the file says it
			field.entry.Disable()
		} else {
			field.entry.Enable()
		}
	}
	if d := s.Deploy.Domain; d != nil {
		n.uid.entry.ShowValue(d.UID)
		n.namespace.entry.ShowValue(s.Deploy.InNamespace())
	}
	n.says.Set(n.remark(s))
	return own && !refused(s, form.FieldDomainFile) || !own && !refused(s, form.FieldDomainUID) && !refused(s, form.FieldDomainNamespace)
}

// remark returns what is said of the names: where they come from, what is wrong with
// them, or what the texts have in the place of those that are not given.
func (n *nextNames) remark(s session.Snapshot) (string, fyne.ThemeColorName) {
	if f := findingOf(s, form.FieldDomainFile); f != nil {
		return words.Of(*f).String(), severityColor(f.Severity)
	}
	if path := s.Form.DomainFile; path != "" {
		return words.L("The names come from {{.Name}}: the Domain {{.UID}} in the namespace {{.Namespace}}.{{if .Primary}} The primary image is that of the file too: {{.Primary}}.{{end}}",
			map[string]any{"Name": filepath.Base(path), "UID": s.Deploy.Name(), "Namespace": s.Deploy.InNamespace(), "Primary": primaryOf(s.Deploy)}), kit.ColorMuted
	}
	for _, field := range []*field{n.uid, n.namespace} {
		if field.hint.open {
			return field.hint.Text, field.hint.Color
		}
	}
	var others []string
	if s.Form.DomainUID == "" {
		others = append(others, deploy.DefaultUID)
	}
	if s.Form.DomainNamespace == "" {
		others = append(others, deploy.DefaultNamespace)
	}
	if len(others) == 0 {
		return "", kit.ColorMuted
	}
	return words.L("Not given: the texts have {{.Names}} instead.", map[string]any{"Names": strings.Join(others, ", ")}), theme.ColorNameWarning
}

// primaryOf returns the primary image that the person's own Domain names, empty where
// the form has another one.
func primaryOf(v deploy.Values) string {
	if v.Domain == nil || v.Domain.Primary != v.Primary {
		return ""
	}
	return v.Primary
}

// missing returns the first field whose name is not given, nil where all are.
func (n *nextNames) missing(s session.Snapshot) fyne.Focusable {
	switch f := s.Form; {
	case f.DomainFile != "":
		return nil
	case f.DomainUID == "":
		return n.uid.entry
	case f.DomainNamespace == "":
		return n.namespace.entry
	}
	return nil
}

// refused tells whether a field has an error.
func refused(s session.Snapshot, key form.Field) bool {
	f := findingOf(s, key)
	return f != nil && f.Severity == report.Error
}

// wantsAccount tells whether the primary image's registry asks for an account
// that is not the auxiliary image's.
func wantsAccount(v deploy.Values) bool {
	hosts := v.Hosts()
	return len(hosts) > 1 && ocir.Split(v.Primary).Host == "container-registry.oracle.com"
}
