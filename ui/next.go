package ui

import (
	"fmt"
	"path/filepath"

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

// nextDialog shows what the cluster needs of the image, one text at a time, below
// the names that the texts are filled with.
type nextDialog struct {
	*textsDialog
	uid       *field
	namespace *field
	account   *field // that pulls the primary image
	onVolume  *volumeCheckbox
	use       *kit.Button     // the person's own Domain
	names     *fyne.Container // side by side
	said      string          // below them, when they were laid out last
	file      *fyne.Container
	path      *kit.Label
	write     *kit.Button
	leave     *kit.Button
}

// openNext opens the dialog with the text that a cluster needs first: where a Domain
// may run an older version, the one that updates it; else the person's own Domain.
func openNext(w *Window) {
	first := "namespace"
	switch s := w.session.Snapshot(); {
	case s.Supersedes() && s.Deploy.UpdateCommand() != "":
		first = "update"
	case s.Form.DomainFile != "":
		first = "domain"
	}
	openNextAt(w, first)
}

// openNextAt opens the dialog with the text of a key.
func openNextAt(w *Window, key string) {
	w.auxiliary.signIn.typed.handOver()
	d := &nextDialog{}
	d.makeNames(w)
	d.makeFile(w)
	d.names = kit.Row([]float32{3, 3, 4}, d.uid.Container, d.namespace.Container, d.account.Container)
	names := kit.Column(2, d.names, kit.Flow(3, d.onVolume.Checkbox, d.use), d.file)
	d.textsDialog = newTextsDialog(w, words.L("What comes next"), names, nextTexts(w.session.Snapshot()), 12)
	d.dialog.Tall = true // a Domain is long
	d.save = kit.NewButton(words.L("Save pull secret…"), pullSecretFile{w}.ask)
	d.saves = map[string]bool{"secret": true, "manifest": true, "docker-registry": true}
	w.next = d
	d.open(key)
	d.draw(w.session.Snapshot())
}

func (d *nextDialog) makeNames(w *Window) {
	named := func(key form.Field, name string, take func(*form.Form, string)) *field {
		e := kit.NewEntry(func(s string) { w.session.Edit(func(f *form.Form) { take(f, ocir.Clean(s)) }) })
		e.OnLeft = w.redraw
		return newField(key, name, "", e)
	}
	d.uid = named(form.FieldDomainUID, words.L("Domain UID"), func(f *form.Form, s string) { f.DomainUID = s })
	d.namespace = named(form.FieldDomainNamespace, words.L("Kubernetes namespace"), func(f *form.Form, s string) { f.DomainNamespace = s })
	d.account = named("", words.L("Oracle account that pulls the primary image"), func(f *form.Form, s string) { f.PrimaryUser = s })
	d.uid.entry.PlaceHolder, d.namespace.entry.PlaceHolder = deploy.DefaultUID, deploy.DefaultNamespace
	d.account.entry.PlaceHolder = example("lab.user@oracle.com")
	d.onVolume = newVolumeCheckbox(w)
}

func (d *nextDialog) makeFile(w *Window) {
	d.use = kit.NewButton(words.L("Use my Domain file…"), domainFile{w}.choose)
	d.path = kit.Paragraph("")
	d.write = kit.NewButton(words.L("Write the image into it…"), domainFile{w}.askWrite)
	d.leave = kit.NewButton(words.L("Leave it"), func() { domainFile{w}.use("") })
	d.file = kit.Row([]float32{1, 0, 0}, kit.Padded(0, 2, d.path), d.leave, d.write)
}

// draw shows the names as they are now, and the text that they make.
func (d *nextDialog) draw(s session.Snapshot) {
	f, own := s.Form, s.Form.DomainFile != ""
	drawName(d.uid, s, f.DomainUID, deploy.DefaultUID)
	drawName(d.namespace, s, f.DomainNamespace, deploy.DefaultNamespace)
	d.account.draw(s, f.PrimaryUser)
	kit.SetVisible(d.account.Container, wantsAccount(s.Deploy))
	d.onVolume.draw(s)
	for _, o := range []fyne.CanvasObject{d.uid.Container, d.namespace.Container, d.onVolume.Checkbox, d.use} {
		kit.SetVisible(o, !own) // the file says it
	}
	kit.SetVisible(d.file, own)
	if own {
		d.path.SetText(words.L("The names come from {{.Name}}: the Domain {{.UID}} in the namespace {{.Namespace}}.",
			map[string]any{"Name": filepath.Base(f.DomainFile), "UID": s.Deploy.Name(), "Namespace": s.Deploy.InNamespace()}))
	}
	d.drawTexts(nextTexts(s))
	if refused(s, form.FieldDomainUID) || refused(s, form.FieldDomainNamespace) {
		d.copied.Disable() // the texts have another name in its place
	} else {
		d.copied.Enable()
	}
	d.fit()
}

// fit lays the dialog out anew once what stands below the names is another text.
func (d *nextDialog) fit() {
	said := fmt.Sprint(d.uid.hint.Text, d.namespace.hint.Text, d.account.Visible(), d.file.Visible(), d.path.Text)
	if said == d.said {
		return
	}
	d.said = said
	d.names.Refresh()
	d.dialog.Fit()
}

// refused tells whether a field has an error.
func refused(s session.Snapshot, key form.Field) bool {
	f := findingOf(s, key)
	return f != nil && f.Severity == report.Error
}

// drawName shows a name, or what the texts have in its place as long as none is
// given.
func drawName(field *field, s session.Snapshot, name, other string) {
	field.draw(s, name)
	if name == "" {
		field.hint.Set(words.L("Not given: the texts have {{.Name}} in its place.", map[string]any{"Name": other}), theme.ColorNameWarning)
	}
}

// wantsAccount tells whether the primary image's registry asks for an account
// that is not the auxiliary image's.
func wantsAccount(v deploy.Values) bool {
	hosts := v.Hosts()
	return len(hosts) > 1 && ocir.Split(v.Primary).Host == "container-registry.oracle.com"
}
