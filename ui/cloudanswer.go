package ui

import (
	"context"

	"fyne.io/fyne/v2"

	"auximage/app/cloud"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// show shows what Oracle Cloud said otherwise than the form, and beside it.
func (d *cloudDialog) show(answer session.CloudAnswer, others []form.Proposal) {
	var body []fyne.CanvasObject
	var shown *kit.Dialog
	for _, f := range answer.Found {
		body = append(body, foundLine(f, func() { shown.Fit() }))
	}
	body = append(body, d.regions(answer)...)
	body = append(body, d.proposals(others)...)
	body = append(body, d.repositories(answer)...)
	body = append(body, d.authTokens(answer)...)
	shown = d.win.dialogs.New(d.title, kit.Column(2, body...), 48)
	done := kit.NewButton(words.L("Close"), func() {
		shown.Close()
		d.goOn()
	})
	d.own = kit.NewButton(words.L("Sign in with the registry's own token"), func() {
		shown.Close()
		d.signIn()
	})
	d.redraw()
	shown.Show(done, d.own, done)
}

// redraw draws the window, and what of the dialog goes with the form's registry.
func (d *cloudDialog) redraw() {
	d.win.redraw()
	if ocir.IsHost(d.win.session.Snapshot().Form.Target.Host) {
		d.own.Enable()
		return
	}
	d.own.Disable() // other registries know nothing of Oracle's signatures
}

// foundLine says why something could not be learned, with the service's words and the
// number of the request folded below.
func foundLine(f report.Finding, fit func()) fyne.CanvasObject {
	m := words.Of(f)
	line := kit.Column(1, kit.Paragraph(m.String()))
	if m.Details != "" {
		addDetails(line, m.Details, fit)
	}
	return line
}

// signIn has the registry's own token in place of an auth token.
func (d *cloudDialog) signIn() {
	sign := func(ctx context.Context) error {
		return d.win.session.Cloud().SignIn(ctx, d.profile.Profile, d.passphrase)
	}
	d.win.dialogs.whileWaiting(d.title, oracleCloud, sign, func(err error) {
		if err != nil {
			d.win.dialogs.tellError(d.title, err)
		}
		d.win.redraw()
		d.goOn()
	})
}

// goOn leads to the image's name, which the cloud does not know.
func (d *cloudDialog) goOn() {
	if f := d.win.session.Snapshot().Form; f.Target.Repository == "" && d.win.dialogs.Top() == nil {
		if place, ok := d.win.spots.ofField(form.FieldRepository, f); ok {
			d.win.spots.leadToSpot(place)
		}
	}
}

// regions are those that the tenancy is subscribed to, to be chosen where there are
// several.
func (d *cloudDialog) regions(answer session.CloudAnswer) []fyne.CanvasObject {
	if len(answer.Regions) < 2 {
		return nil
	}
	var hosts, labels []string
	for _, r := range answer.Regions {
		if host := session.RegistryHost(answer.Facts, r.ID); host != "" {
			hosts, labels = append(hosts, host), append(labels, r.ID+" – "+host)
		}
	}
	choice := kit.NewDropdown(hosts, labels, func(host string) {
		d.win.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRegion, host) })
		d.redraw()
	})
	choice.ShowValue(d.win.session.Snapshot().Form.Target.Host)
	return []fyne.CanvasObject{named(words.L("Region"), "", choice)}
}

// proposals are the differences, each to be taken by a click, or all by one.
func (d *cloudDialog) proposals(others []form.Proposal) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	var uses []*kit.Button
	for _, other := range others {
		row, use := d.proposal(other)
		rows, uses = append(rows, row), append(uses, use)
	}
	if len(uses) < 2 {
		return rows
	}
	var all *kit.Button
	all = kit.NewButton(words.L("Use all"), func() {
		for _, use := range uses {
			if !use.Disabled() {
				use.OnTapped()
			}
		}
		all.Disable()
	})
	return append(rows, kit.Flow(2, all))
}

// proposal is a difference, and the button that takes it.
func (d *cloudDialog) proposal(p form.Proposal) (fyne.CanvasObject, *kit.Button) {
	label := map[form.Field]string{
		form.FieldRegion: words.L("Region"), form.FieldNamespace: words.L("Tenancy namespace"), form.FieldUser: words.L("Auxiliary Image Registry Push Username"),
	}[p.Field]
	var use *kit.Button
	use = kit.NewButton(words.L("Use"), func() {
		d.win.session.Edit(func(f *form.Form) { f.Take(p) })
		use.Disable()
		d.redraw()
	})
	text := kit.Paragraph(words.L("{{.Label}}: {{.Has}} in the form, {{.Want}} in Oracle Cloud.", map[string]any{"Label": label, "Has": p.Has, "Want": p.Want}))
	return kit.Bordered(nil, nil, nil, use, text), use
}

// repositories are those that are there, to be chosen, and whether a push may
// make another, where that is known.
func (d *cloudDialog) repositories(answer session.CloudAnswer) []fyne.CanvasObject {
	var all []fyne.CanvasObject
	if len(answer.Repositories) > 0 {
		choice := kit.NewDropdown(answer.Repositories, answer.Repositories, func(name string) {
			d.win.session.Edit(func(f *form.Form) { f.SetPart(form.FieldRepository, name) })
			d.win.redraw()
		})
		choice.PlaceHolder = words.L("Choose")
		all = append(all, named(words.L("Repositories there"), "", choice))
	}
	if answer.CreatesFirst == nil {
		return all
	}
	if *answer.CreatesFirst {
		return append(all, kit.Paragraph(words.L("The first push makes a repository that is missing.")))
	}
	page := kit.NewButton(words.L("Open the Console"), func() { d.win.opener.page(words.L("Open the Console"), cloud.ConsoleRepositories(answer.Region)) })
	return append(all, kit.Bordered(nil, nil, nil, page, kit.Paragraph(words.L("A push makes no repository here: make it in the Console first."))))
}

// authTokens says how many auth tokens there are, and leads to where one is made;
// it is nothing where that is not known.
func (d *cloudDialog) authTokens(answer session.CloudAnswer) []fyne.CanvasObject {
	if answer.AuthTokens == nil {
		return nil
	}
	text := words.L("You have no auth token yet.")
	switch n := len(answer.AuthTokens); {
	case n > 0 && answer.AuthTokens[0].Created.IsZero():
		text = words.L("You have {{.Held}} of {{.Most}} auth tokens. A new one takes some minutes to work.", map[string]any{"Held": n, "Most": cloud.MaxAuthTokens})
	case n > 0:
		text = words.L("You have {{.Held}} of {{.Most}} auth tokens, the oldest since {{.Since}}. A new one takes some minutes to work.",
			map[string]any{"Held": n, "Most": cloud.MaxAuthTokens, "Since": answer.AuthTokens[0].Created})
	}
	page := kit.NewButton(words.L("Open the Console"), func() { d.win.opener.page(words.L("Open the Console"), cloud.ConsoleTokens()) })
	return []fyne.CanvasObject{kit.Bordered(nil, nil, nil, page, kit.Paragraph(text))}
}
