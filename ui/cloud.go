package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"auximage/app/cloud"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// oracleCloud is what a wait for its services is said to be for.
const oracleCloud = "oraclecloud.com/"

// offerCloud shows a button where oci's configuration has a profile; who has none
// sees nothing of it.
func (w *Window) offerCloud(button fyne.CanvasObject) {
	inBackground(func() bool {
		profiles, err := session.CloudProfiles()
		return err == nil && len(profiles) > 0
	}, func(some bool) {
		if some {
			button.Show()
		}
	})
}

// askCloud lets a person choose a profile to fill the form with.
func (w *Window) askCloud() {
	title := words.L("Fill in from Oracle Cloud")
	var profiles []session.CloudProfile
	read := func(context.Context) (err error) {
		profiles, err = session.CloudProfiles()
		return err
	}
	w.dialogs.whileWaiting(title, cloud.File(), read, func(err error) {
		if err != nil || len(profiles) == 0 {
			w.dialogs.tellError(title, err)
			return
		}
		w.chooseProfile(title, profiles)
	})
}

func (w *Window) chooseProfile(title string, profiles []session.CloudProfile) {
	var names, labels []string
	byName := map[string]session.CloudProfile{}
	for _, p := range profiles {
		label := p.Name
		if p.Region != "" {
			label += " – " + p.Region
		}
		names, labels, byName[p.Name] = append(names, p.Name), append(labels, label), p
	}
	chosen := profiles[0]
	for _, p := range profiles {
		if p.Name == cloud.Chosen() {
			chosen = p
		}
	}
	phrase := kit.NewPasswordEntry()
	phraseField := named(words.L("Passphrase"), "", phrase)
	choose := kit.NewDropdown(names, labels, func(name string) {
		chosen = byName[name]
		shown(phraseField, chosen.Locked)
	})
	choose.ShowValue(chosen.Name)
	shown(phraseField, chosen.Locked)
	d := w.dialogs.New(title, kit.Column(2,
		kit.Paragraph(words.L("Oracle Cloud is only asked. What is empty is filled in; what you typed stays.")),
		named(words.L("Profile"), "", choose), phraseField), 36)
	cancel := kit.NewButton(words.L("Cancel"), d.Close)
	d.First = choose
	d.Show(cancel, cancel, kit.NewButton(words.L("Ask"), func() {
		typed := phrase.Text
		phrase.SetValue("")
		d.Close()
		w.fillFromCloud(title, chosen, typed)
	}))
}

func shown(o fyne.CanvasObject, yes bool) {
	if yes {
		o.Show()
	} else {
		o.Hide()
	}
}

// fillFromCloud asks, fills what is empty, and shows the rest.
func (w *Window) fillFromCloud(title string, p session.CloudProfile, passphrase string) {
	var answer session.CloudAnswer
	ask := func(ctx context.Context) (err error) {
		answer, err = w.session.AskCloud(ctx, p.Profile, "", passphrase)
		return err
	}
	w.dialogs.whileWaiting(title, oracleCloud, ask, func(err error) {
		if err != nil {
			w.dialogs.tellError(title, err)
			return
		}
		others := w.session.Propose(answer.Proposals(w.session.Snapshot().Form))
		w.redraw()
		w.showCloud(title, p, passphrase, answer, others)
	})
}

// showCloud shows what Oracle Cloud said otherwise than the form, and beside it.
func (w *Window) showCloud(title string, p session.CloudProfile, passphrase string, answer session.CloudAnswer, others []session.Proposal) {
	var body []fyne.CanvasObject
	for _, f := range answer.Found {
		body = append(body, kit.Paragraph(words.Of(f).String()))
	}
	for _, other := range others {
		body = append(body, w.proposal(other))
	}
	body = append(body, w.repositories(answer)...)
	body = append(body, w.authTokens(answer)...)
	d := w.dialogs.New(title, kit.Column(2, body...), 48)
	done := kit.NewButton(words.L("Close"), d.Close)
	d.Show(done, kit.NewButton(words.L("Sign in with the registry's own token"), func() {
		d.Close()
		sign := func(ctx context.Context) error { return w.session.SignInByCloud(ctx, p.Profile, passphrase) }
		w.dialogs.whileWaiting(title, oracleCloud, sign, func(err error) {
			if err != nil {
				w.dialogs.tellError(title, err)
			}
			w.redraw()
		})
	}), done)
}

// proposal is a difference, to be taken by a click.
func (w *Window) proposal(p session.Proposal) fyne.CanvasObject {
	label := map[session.Field]string{
		session.FieldRegion: words.L("Region"), session.FieldNamespace: words.L("Tenancy namespace"), session.FieldUser: words.L("Auxiliary Image Registry Push Username"),
	}[p.Field]
	var use *kit.Button
	use = kit.NewButton(words.L("Use"), func() {
		w.session.Take(p)
		use.Disable()
		w.redraw()
	})
	text := kit.Paragraph(words.L("{{.Label}}: {{.Has}} in the form, {{.Want}} in Oracle Cloud.", map[string]any{"Label": label, "Has": p.Has, "Want": p.Want}))
	return kit.Bordered(nil, nil, nil, use, text)
}

// repositories are those that are there, to be chosen, and whether a push may
// make another, where that is known.
func (w *Window) repositories(answer session.CloudAnswer) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if len(answer.Repositories) > 0 {
		var names []string
		for _, r := range answer.Repositories {
			names = append(names, r.Name)
		}
		all = append(all, named(words.L("Repositories there"), "", kit.NewDropdown(names, names, func(name string) {
			w.session.SetPart(session.FieldRepository, name)
			w.redraw()
		})))
	}
	if answer.CreatesFirst == nil {
		return all
	}
	if *answer.CreatesFirst {
		return append(all, kit.Paragraph(words.L("The first push makes a repository that is missing.")))
	}
	page := kit.NewButton(words.L("Open the Console"), func() { w.opener.page(cloud.ConsoleRepositories(answer.Region)) })
	return append(all, kit.Bordered(nil, nil, nil, page, kit.Paragraph(words.L("A push makes no repository here: make it in the Console first."))))
}

// authTokens says how many auth tokens there are, and leads to where one is made;
// it is nothing where that is not known.
func (w *Window) authTokens(answer session.CloudAnswer) []fyne.CanvasObject {
	if answer.AuthTokens == nil {
		return nil
	}
	text := words.L("You have no auth token yet.")
	if n := len(answer.AuthTokens); n > 0 {
		text = words.L("You have {{.Held}} of {{.Most}} auth tokens, the oldest since {{.Since}}. A new one takes some minutes to work.",
			map[string]any{"Held": n, "Most": cloud.MaxAuthTokens, "Since": answer.AuthTokens[0].Created})
	}
	page := kit.NewButton(words.L("Open the Console"), func() { w.opener.page(cloud.ConsoleTokens()) })
	return []fyne.CanvasObject{kit.Bordered(nil, nil, nil, page, kit.Paragraph(text))}
}
