package ui

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
)

// opening pushes an image, opens it, and changes it.
func (g *gallery) opening(t *testing.T) {
	p, _ := g.lab(t)
	p.s.Edit(func(f *form.Form) {
		f.Labels = map[string]string{"org.opencontainers.image.source": "https://git.example.com/shop/weblogic-models", "stage": "test"}
	})
	p.does(session.ActCreateAndPush)
	p.dismisses()
	p.sees("dialog-open-image", func(w *Window) { imageOpener{w}.ask() })
	o, err := session.OpenImage(t.Context(), p.s, demo.Tag, "")
	if err != nil {
		t.Fatal(err)
	}
	p.sees("dialog-opened-image", func(w *Window) { newOpenedImage(w, o).show() })
	p.sees("dialog-opened-file", func(w *Window) {
		saved := *o
		saved.File = filepath.Join(p.downloads, "test-model.tar")
		newOpenedImage(w, &saved).show()
	})
	p.sees("dialog-opened-next", func(w *Window) { newOpenedImage(w, o).comesNext() })
	p.sees("dialog-compare", func(w *Window) { newOpenedImage(w, o).compare() })

	model := p.s.Snapshot().Form.Models[0].Path
	text, err := os.ReadFile(model)
	if err != nil {
		t.Fatal(err)
	}
	p.writes("models/model.yaml", strings.NewReplacer("ListenPort: 7001", "ListenPort: 7002", "ServerStartMode: prod", "ServerStartMode: secure",
		"    admin-server:\n", "    admin-server:\n      Cluster: cluster-1\n").Replace(string(text)))
	p.writes("models/archive.zip", large(t, p.s.Snapshot().Form.Archives[0].Path))
	p.s.LookAgain()
	p.looked()
	found, err := session.Compare(t.Context(), p.s, o.Reference, "", "", false)
	if err != nil {
		t.Fatal(err)
	}
	if found.Same() {
		t.Fatal("nothing differs")
	}
	p.sees("dialog-difference", func(w *Window) { openDifference(w, words.L("What changes"), compared{before: o.Reference}, found) })

	if _, err := session.FillFromImage(t.Context(), p.s, o); err != nil {
		t.Fatal(err)
	}
	p.fills(func(f *form.Form) { f.RemoveNamed("archive.zip") })
	p.looked()
	p.sees("form-changing", func(w *Window) { kit.Reveal(w.auxiliary.files.add) })
	saved, err := o.Extract(t.Context(), []string{"model.yaml"}, filepath.Dir(p.writes("git/shop/README", "")), false)
	if err != nil {
		t.Fatal(err)
	}
	p.sees("dialog-taken-out", func(w *Window) { showTakenOut(w, saved[0]) })

	p.does(session.ActCreateAndPush)
	p.dismisses()
	older := func(w *Window) *openedImage {
		shown := newOpenedImage(w, o)
		shown.newer = newerVersion{session.Newer(t.Context(), p.s, o)}
		return shown
	}
	p.sees("dialog-opened-older", func(w *Window) { older(w).show() })
	p.sees("dialog-change-older", func(w *Window) { older(w).agree(anything) })
}

// openingLarge opens an image with more files and labels than anybody planned for.
func (g *gallery) openingLarge(t *testing.T) {
	p, _ := g.lab(t)
	var models []string
	labels := map[string]string{}
	for i := range 40 {
		models = append(models, p.writes(fmt.Sprintf("models/%02d-model.yaml", i), fmt.Sprintf("topology:\n  Server:\n    server-%d:\n      ListenPort: %d\n", i, 7001+i)))
		labels[fmt.Sprintf("com.example.label-%d", i)] = "payments"
	}
	p.s.AddFiles(models...)
	p.fills(func(f *form.Form) { f.Labels = labels })
	p.does(session.ActCreateAndPush)
	p.dismisses()
	o, err := session.OpenImage(t.Context(), p.s, demo.Tag, "")
	if err != nil {
		t.Fatal(err)
	}
	p.sees("dialog-opened-large", func(w *Window) { newOpenedImage(w, o).show() }, func(w *Window) {
		for _, of := range test.LaidOutObjects(w.dialogs.Top().Body) {
			if l, is := of.(*kit.Label); is && l.Text == "39-model.yaml" {
				kit.Reveal(l)
			}
		}
	})
}
