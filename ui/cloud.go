package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// oracleCloud is what a wait for its services is said to be for.
const oracleCloud = "oraclecloud.com/"

// offerCloud shows a button where oci's configuration has a profile; who has none
// sees nothing of it.
func offerCloud(button fyne.CanvasObject) {
	inBackground(func() bool {
		profiles, err := session.CloudProfiles()
		return err == nil && len(profiles) > 0
	}, func(some bool) {
		if some {
			button.Show()
		}
	})
}

// cloudDialog asks Oracle Cloud, as a profile of its tools, for what the form wants.
type cloudDialog struct {
	win        *Window
	title      string
	profile    session.CloudProfile
	passphrase string      // of the profile's key, for one question
	own        *kit.Button // signs in with the registry's own token
}

// openCloud lets a person choose a profile to fill the form with.
func openCloud(w *Window) {
	d := &cloudDialog{win: w, title: words.L("Fill in from Oracle Cloud")}
	var profiles []session.CloudProfile
	read := func(context.Context) (err error) {
		profiles, err = session.CloudProfiles()
		return err
	}
	w.dialogs.whileWaiting(d.title, cloud.File(), read, func(err error) {
		if err != nil || len(profiles) == 0 {
			w.dialogs.tellError(d.title, err)
			return
		}
		d.choose(profiles)
	})
}

// choose asks for one of the profiles, and for the passphrase of a key that has one.
func (d *cloudDialog) choose(profiles []session.CloudProfile) {
	phrase := kit.NewPasswordEntry()
	phraseField := named(words.L("Passphrase"), "", phrase)
	choice := d.choice(profiles, func() { kit.SetVisible(phraseField, d.profile.Locked) })
	kit.SetVisible(phraseField, d.profile.Locked)
	ask := d.win.dialogs.New(d.title, kit.Column(2,
		kit.Paragraph(words.L("Oracle Cloud is only asked. What is empty is filled in; what you typed stays.")),
		named(words.L("Profile"), "", choice), phraseField), 36)
	ask.First = choice
	offer(ask, words.L("Cancel"), kit.NewButton(words.L("Ask"), func() {
		d.passphrase = phrase.Text
		phrase.SetValue("")
		ask.Close()
		d.fillForm()
	}))
}

// choice is the list of the profiles; chosen is told of another one.
func (d *cloudDialog) choice(profiles []session.CloudProfile, chosen func()) *kit.Dropdown {
	var names, labels []string
	byName := map[string]session.CloudProfile{}
	d.profile = profiles[0]
	for _, p := range profiles {
		label := p.Name
		if p.Region != "" {
			label += " – " + p.Region
		}
		names, labels, byName[p.Name] = append(names, p.Name), append(labels, label), p
		if p.Name == cloud.Chosen() {
			d.profile = p
		}
	}
	list := kit.NewDropdown(names, labels, func(name string) {
		d.profile = byName[name]
		chosen()
	})
	list.ShowValue(d.profile.Name)
	return list
}

// fillForm asks, fills what is empty, and shows the rest.
func (d *cloudDialog) fillForm() {
	s := d.win.session
	var answer session.CloudAnswer
	ask := func(ctx context.Context) (err error) {
		answer, err = s.Cloud().Ask(ctx, d.profile.Profile, "", d.passphrase)
		return err
	}
	d.win.dialogs.perform(d.title, oracleCloud, ask, func() {
		var others []form.Proposal
		s.Edit(func(f *form.Form) { others = f.Propose(answer.Proposals(*f)) })
		d.win.redraw()
		d.show(answer, others)
	})
}
