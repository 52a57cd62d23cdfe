package ui

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2/test"
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	imageof "auximage/imaging/opened"
	"auximage/ui/kit"
)

// production is an image as somebody opens it.
func production() *imaging.Opened {
	hash, _ := v1.NewHash(digest)
	layer := func(kind string, size int64) imageof.Layer {
		return imageof.Layer{Digest: hash, Kind: kind, Size: size}
	}
	return &imaging.Opened{Image: imageof.Image{
		Reference: "lhr.ocir.io/tenancynamespace/test-model-ankit:v3", Digest: hash, Size: 27_602_400,
		Platform: "linux/amd64", Platforms: []string{"linux/amd64"}, Maker: imageof.Wizard, Base: imageof.Base{Digest: hash},
		Homes: imageof.Homes{WDT: "/auxiliary", Model: "/auxiliary/models"}, Owner: "1000:0",
		Labels: map[string]string{"team": "payments"}, WDT: imageof.WDT{Version: "4.4.6", Layer: hash},
		Files: []imageof.File{
			{Name: "model.yaml", Kind: imageof.Model, Size: 1_190, Checksum: digest, Layer: hash},
			{Name: "model.properties", Kind: imageof.Variables, Size: 94, Checksum: digest, Layer: hash},
			{Name: "archive.zip", Kind: imageof.Archive, Size: 4_300_000, Checksum: "crc32:0a1b2c3d", Layer: hash},
		},
		Layers: []imageof.Layer{layer("base", 2_100_000), layer("wdt", 21_200_000), layer("archives", 4_300_000), layer("models", 2_400)},
	}}
}

// productionChanged is what somebody did to it.
func productionChanged() *imaging.Difference {
	return &imaging.Difference{
		Attributes: []imaging.AttributeChange{{Attribute: imaging.AttributeWDT, Before: "4.4.6", After: "4.4.7"}},
		Values: []model.Change{
			{Path: "topology:/Server/admin-server/ListenPort", Kind: model.Changed, Before: "7001", After: "7002"},
			{Path: "topology:/Server/ms1/Cluster", Kind: model.Added, After: "cluster-1"},
			{Path: "resources:/MailSession/m/JNDIName", Kind: model.Removed, Before: "mail/m"},
		},
		Texts: []imaging.TextChange{{Name: "model.yaml", Kind: model.Changed,
			Before: "topology:\n  Server:\n    admin-server:\n      ListenPort: 7001\n", After: "topology:\n  Server:\n    admin-server:\n      ListenPort: 7002\n"}},
		Archives: []imaging.ArchiveChange{{Name: "archive.zip", Kind: model.Changed, Entries: []imaging.EntryChange{
			{Name: "wlsdeploy/applications/hello.war", Kind: model.Changed, Before: 4_100_000, After: 4_180_000},
		}}},
	}
}

func init() {
	shots["dialog-open-image"] = opening(func(w *Window) {
		tag := production().Reference
		imageOpener{w}.askAmong(tag, []session.PastPush{{Reference: tag, Digest: digest, Time: time.Date(2026, 11, 2, 14, 5, 0, 0, time.UTC)}})
	})
	shots["dialog-opened-image"] = opening(func(w *Window) { newOpenedImage(w, production()).show() })
	shots["dialog-opened-large"] = shot{draw: func(w *Window) session.Snapshot {
		o := production()
		for i := range 40 {
			o.Files = append(o.Files, imageof.File{Name: fmt.Sprintf("%02d-model.yaml", i), Kind: imageof.Model, Size: 1_190, Checksum: digest})
			o.Labels[fmt.Sprintf("com.example.label-%d", i)] = "payments"
		}
		newOpenedImage(w, o).show()
		return full()
	}, at: func(w *Window) {
		for _, o := range test.LaidOutObjects(w.dialogs.Top().Body) {
			if l, is := o.(*kit.Label); is && l.Text == "39-model.yaml" {
				kit.Reveal(l)
			}
		}
	}}
	shots["dialog-taken-out"] = opening(func(w *Window) { showTakenOut(w, "/home/lab/git/shop/model.yaml") })
	shots["dialog-compare"] = opening(func(w *Window) { newOpenedImage(w, production()).compare() })
	shots["dialog-difference"] = opening(func(w *Window) {
		openDifference(w, words.L("What changes"), compared{before: "lhr.ocir.io/tenancynamespace/test-model-ankit:v3"}, productionChanged())
	})
	shots["form-changing"] = shot{draw: func(*Window) session.Snapshot {
		s := full()
		from := production().Pinned()
		s.Form.From, s.Form.FromNames = from, []string{"archive.zip", "model.properties", "model.yaml"}
		s.Form.WDT, s.Form.KeepBase = form.WDTKept, true
		s.Form.Models, s.Form.Variables = []input.File{{Path: modelFile}}, []input.File{input.In(from, "model.properties")}
		s.Form.Archives = nil
		s.FileNotes, s.Findings = nil, nil
		return s
	}, at: func(w *Window) { kit.Reveal(w.auxiliary.files.add) }}
}
