package ui

import (
	"fyne.io/fyne/v2"
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

// openNext shows what the cluster needs of the image, one text at a time.
func (w *Window) openNext() {
	f := w.session.Snapshot().Form
	texts := w.nextTexts(f)
	text, help := paragraph(""), muted("")
	text.style, text.size = fyne.TextStyle{Monospace: true}, theme.SizeNameCaptionText
	now := texts[0]
	copied := newButton(words.L("Copy"), nil)
	copied.OnTapped = func() {
		w.copy(now.text())
		copied.SetIcon(theme.ConfirmIcon())
	}
	save := newButton(words.L("Save pull secret…"), func() { w.savePullSecret(f) })
	var d *sheet
	show := func(key string) {
		for _, t := range texts {
			if t.key == key {
				now = t
			}
		}
		text.setText(now.text())
		help.setText(now.help)
		copied.SetIcon(theme.ContentCopyIcon())
		shown(save, key == "secret" || key == "manifest")
		if d != nil {
			d.scroll.ScrollToTop()
			d.scroll.Refresh()
		}
	}
	var keys, labels []string
	for _, t := range texts {
		keys, labels = append(keys, t.key), append(labels, t.label)
	}
	choice := newRadio(keys, labels, show)
	choice.show(now.key)
	show(now.key)
	d = w.newSheet(words.L("What comes next"), vertical(3, choice.Container, help, framed(container.NewPadded(text))), 60)
	d.tall = true
	done := newButton(words.L("Close"), d.close)
	d.show(done, save, done, copied)
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
