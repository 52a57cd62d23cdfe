package ui

import (
	"cmp"
	"path/filepath"

	"fyne.io/fyne/v2"

	"auximage/app/words"
	"auximage/ui/kit"
)

// help is what the menu of that name shows.
type help struct{ win *Window }

func (h help) tryOut() {
	switch {
	case h.win.options.Demo:
		h.win.dialogs.tell(words.L("Try-out"), words.L("This is the try-out: registry, releases and model stand on this computer; no account and no network are needed."))
	case h.win.options.TryOut != nil:
		if err := h.win.options.TryOut(); err != nil {
			h.win.dialogs.tellError(words.L("Try-out"), err)
		}
	}
}

// tellPlaces says where a person finds, and can delete, what the program keeps.
func (h help) tellPlaces() {
	settings, cache := h.win.session.Places()
	installer := cmp.Or(h.win.session.Snapshot().Form.DownloadDir, words.L("The folder that you choose"))
	body := kit.Column(3,
		h.place(words.L("Form, accounts and preferences, without any password"), settings),
		plainFact(words.L("Auth tokens"), words.L("The system keyring, under auximage; without one, memory until the program ends.")))
	if cache != "" {
		body.Add(h.place(words.L("Digests and the base image, to be deleted at any time"), cache))
	}
	body.Add(h.place(words.L("WebLogic Deploy Tooling installer"), installer))
	s := h.win.dialogs.New(words.L("Where things are kept"), body, 46)
	ok := kit.NewButton(words.L("OK"), s.Close)
	s.Show(ok, ok)
}

// place is what is kept and its path, whose folder can be opened.
func (h help) place(name, path string) fyne.CanvasObject {
	if !filepath.IsAbs(path) {
		return plainFact(name, path)
	}
	return h.win.clipboard.fact(name, path, h.win.opener.folderIcon(path))
}

func (h help) tellAbout() {
	h.win.dialogs.tell(Title, words.L("Version {{.Version}}", map[string]any{"Version": h.win.options.Version})+"\n"+
		words.L("Makes a WebLogic auxiliary image and pushes it to a registry, without Docker and without a JDK."))
}
