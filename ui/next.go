package ui

import (
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/session"
	"auximage/app/session/words"
)

// nextText is one of the texts that the cluster needs of an image.
type nextText struct {
	key, label, help string
	text             func() string
}

// nextTexts returns the texts in the order of their use.
func (w *Window) nextTexts(f session.Form) []nextText {
	part := nextText{"part", "auxiliaryImages", words.L("Goes into spec.configuration.model of a Domain that there is already."), w.session.AuxiliaryImages}
	if f.OnPV {
		part.label, part.help = "domainCreationImages", words.L("Names the domain creation image: goes into spec.configuration.initializeDomainOnPV.domain.")
	}
	return []nextText{
		{"secret", words.L("Pull secret"), words.L("Asks for the token, or reads it from a file: put < FILE behind the closing brace."), w.session.PullSecretCommand},
		{"manifest", words.L("Pull secret, as YAML"), words.L("Put the token in the place of TOKEN, or save it with the token into a file that you alone can read."), w.session.PullSecretManifest},
		{"domain", "Domain", words.L("A whole minimal Domain. Put your own names in the place of domain1 and domain1-ns."), w.session.DomainYAML},
		part,
		{"update", words.L("New version"), words.L("Sets the image in a Domain that is running."), w.session.UpdateCommand},
	}
}

// nextDialog shows what the cluster needs of the image, one text at a time.
type nextDialog struct {
	texts  []nextText
	now    nextText
	choice *radio
	text   *text
	help   *text
	pane   *container.Scroll
	copied *button
	save   *button
}

func (w *Window) openNext() {
	f := w.session.Snapshot().Form
	d := &nextDialog{texts: w.nextTexts(f), text: paragraph(""), help: muted("")}
	d.text.style.Monospace = true
	d.pane = container.NewVScroll(padded(2, 2, d.text))
	d.copied = newButton(words.L("Copy"), nil)
	d.copied.OnTapped = func() {
		w.copy(d.now.text())
		d.copied.SetIcon(theme.ConfirmIcon())
	}
	d.save = newButton(words.L("Save pull secret…"), func() { w.savePullSecret(f) })
	var keys, labels []string
	for _, t := range d.texts {
		keys, labels = append(keys, t.key), append(labels, t.label)
	}
	d.choice = newRadio(keys, labels, d.show).down()
	d.choice.show(keys[0])
	d.show(keys[0])
	body := sideBySide([]float32{0, 1}, d.choice.Container,
		bordered(padded(0, 1, d.help), nil, nil, nil, framed(d.pane)))
	s := w.newSheet(words.L("What comes next"), container.New(high{26}, body), 68)
	done := newButton(words.L("Close"), s.close)
	s.show(done, d.save, done, d.copied)
	w.next = d
}

// show shows the text with a key.
func (d *nextDialog) show(key string) {
	for _, t := range d.texts {
		if t.key == key {
			d.now = t
		}
	}
	d.text.setText(d.now.text())
	d.help.setText(d.now.help)
	d.copied.SetIcon(theme.ContentCopyIcon())
	shown(d.save, key == "secret" || key == "manifest")
	d.pane.ScrollToTop()
	d.pane.Refresh()
}

// savePullSecret writes the secret with its token where the person says.
func (w *Window) savePullSecret(f session.Form) {
	w.auxiliary.signIn.keepToken()
	w.browse(browsing{title: words.L("Save pull secret…"), start: w.options.Downloads, endings: []string{".yaml"},
		save: "pull-secret.yaml",
		chosen: func(paths []string) {
			if err := w.session.SavePullSecret(paths[0]); err != nil {
				w.tellError(words.L("Pull secret"), err)
				return
			}
			w.tell(words.L("Pull secret"), words.L("Saved with the token of {{.User}}; you alone can read it. Use it with kubectl apply -f and delete it.", map[string]any{"User": f.User}))
		}})
}
