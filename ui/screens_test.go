package ui

import (
	"errors"
	"flag"
	"fmt"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/session"
	"auximage/app/session/words"
	"auximage/imaging"
	"auximage/imaging/report"
)

var screens = flag.String("screens", "", "folder to save a picture of each screen in")

const digest = "sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae"

// full is a snapshot with all that a form can hold.
func full() session.Snapshot {
	const model, archive = "/home/lab/models/model.yaml", "/home/lab/models/archive.zip"
	s := session.Snapshot{
		Form: session.Form{
			PrimaryTag: session.DefaultPrimaryTag,
			Tag:        "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
			User:       "tenancynamespace/lab.user@oracle.com", KeepToken: true,
			Models:    []session.File{{Path: model}, {Path: "/home/lab/models/overrides.yaml"}},
			Variables: []session.File{{Path: "/home/lab/models/model.properties"}},
			Archives:  []session.File{{Path: archive}},
		},
		TokenKept: session.TokenKeyring, Next: session.ActPush,
		SignedIn: &session.SignInCheck{Finding: report.Finding{Code: session.CodePushed, Args: report.Args{"Reference": "r", "Sent": int64(1), "Skipped": int64(1)}}},
	}
	s.Form.Target.Host, s.Form.Target.Namespace = "lhr.ocir.io", "tenancynamespace"
	s.Form.Target.Repository, s.Form.Target.Version = "test-model-ankit", "v1"
	return s
}

// wrong is a form with a fault in each field and no image.
func wrong() session.Snapshot {
	s := full()
	why := report.Finding{Code: session.CodeNoModel, Severity: report.Error}
	s.Next, s.SignedIn = session.ActCreate, nil
	s.WhyNot = map[session.Action]*report.Finding{session.ActCreate: &why}
	s.Fields = map[session.Field]report.Finding{}
	for _, f := range []session.Field{session.FieldTag, session.FieldRegion, session.FieldNamespace, session.FieldVersion, session.FieldUser, session.FieldFiles, session.FieldFolder} {
		s.Fields[f] = report.Finding{Code: session.CodeBadHome, Severity: report.Error, Args: report.Args{"Home": "/a path"}}
	}
	s.FileNotes = map[string][]report.Finding{"/home/lab/models/model.yaml": {
		{Code: session.CodeUnknownFile, Severity: report.Warning, Args: report.Args{"File": "model.yaml"}, File: "model.yaml", Line: 12}}}
	s.Findings = []report.Finding{{Code: session.CodeOldWebLogic, Args: report.Args{"Version": "12.2.1.3"}}}
	return s
}

func parts() []imaging.Part {
	return []imaging.Part{{Kind: imaging.BasePart, Size: 2_100_000}, {Kind: imaging.WDTPart, Size: 21_200_000},
		{Kind: imaging.ArchivePart, Size: 4_300_000}, {Kind: imaging.ModelPart, Size: 2_400}}
}

func sent() []imaging.Sent {
	var all []imaging.Sent
	for i, p := range parts() {
		all = append(all, imaging.Sent{Part: p, Skipped: i < 2})
	}
	return all
}

// shots are the screens: what is drawn, and what a person did to see it.
var shots = map[string]func(w *Window) session.Snapshot{
	"form-empty":  func(w *Window) session.Snapshot { return session.Snapshot{FirstStart: true, Next: session.ActCreate} },
	"form-filled": func(w *Window) session.Snapshot { return full() },
	"form-wrong": func(w *Window) session.Snapshot {
		w.view.unfolded["/home/lab/models/model.yaml"] = true
		return wrong()
	},
	"form-more": func(w *Window) session.Snapshot {
		w.view.more = true
		s := full()
		s.Form.CustomBase, s.Form.BaseDigest = true, digest
		return s
	},
	"form-bottom": func(w *Window) session.Snapshot { return wrong() },
	"primary":     func(w *Window) session.Snapshot { w.tabs.choose(0); return full() },
	"existing": func(w *Window) session.Snapshot {
		w.tabs.choose(0)
		w.primary.page.ScrollToBottom()
		s := full()
		s.Form.UseExisting = true
		s.Image = &session.ImageSummary{Reference: s.Form.Tag, Digest: digest, Size: 27_600_000}
		s.Findings = []report.Finding{{Code: session.CodeOldWebLogic, Severity: report.Warning, Args: report.Args{"Version": "12.2.1.3"}}}
		return s
	},
	"next": func(w *Window) session.Snapshot { w.openNext(); return full() },
	"console": func(w *Window) session.Snapshot {
		w.view.console = true
		s := full()
		for i := range 40 {
			s.Log = append(s.Log, session.Line{Time: time.Unix(int64(i), 0), Level: report.Severity(i % 3), Text: strings.Repeat("what happened ", 1+i%20)})
		}
		return s
	},
	"prepare": func(w *Window) session.Snapshot { w.askPrepare(session.ActCreate, full()); return full() },
	"folder":  func(w *Window) session.Snapshot { w.chooseFolder(nil); return full() },
	"preferences": func(w *Window) session.Snapshot {
		w.openPreferences()
		w.preferences.proxy.options[2].Tapped(nil)
		return full()
	},
	"where":              func(w *Window) session.Snapshot { w.tellPlaces(); return full() },
	"project":            func(*Window) session.Snapshot { return noted() },
	"project-passphrase": func(w *Window) session.Snapshot { w.askPassphraseOf("lab"); return noted() },
	"project-unsaved":    func(w *Window) session.Snapshot { w.askSave("lab", func() {}, nil); return noted() },
	"project-save":       func(w *Window) session.Snapshot { w.saveProjectAs(nil); return full() },
	"region":             func(w *Window) session.Snapshot { w.auxiliary.target.region.open("ge"); return full() },
	"creating": func(w *Window) session.Snapshot {
		s := full()
		s.Job = &session.Job{Action: session.ActCreate, Phase: report.Download, Done: 9_000_000, Total: 21_200_000, Rate: 1.5e6, Left: 8 * time.Second,
			Items: []session.Item{{Name: "weblogic-deploy.zip", Done: 9_000_000, Total: 21_200_000}}}
		return s
	},
	"pushing": func(w *Window) session.Snapshot {
		s := full()
		s.Job = &session.Job{Action: session.ActPush, Phase: report.Upload, Done: 12_000_000, Total: 25_000_000, Rate: 2e6, Left: 90 * time.Second,
			Waiting: &report.Progress{State: report.Waiting, Until: time.Now().Add(time.Minute)},
			Items: []session.Item{{Name: "base", State: report.Present, Total: 2_100_000}, {Name: "WebLogic Deploy Tooling", State: report.Finished, Done: 21_200_000, Total: 21_200_000},
				{Name: "archives", State: report.Waiting, Done: 1_000_000, Total: 4_300_000}, {Name: "models", Total: 2400}}}
		return s
	},
	"created": func(w *Window) session.Snapshot {
		s := full()
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActCreate, Saved: "/home/lab/Downloads/weblogic-deploy.zip",
			Create: &session.ImageSummary{Reference: s.Form.Tag, Digest: digest, Size: 27_600_000, Parts: parts()}}
		return s
	},
	"pushed": func(w *Window) session.Snapshot {
		s := full()
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: s.Form.Tag + "@" + digest, Sent: 4_302_400, Skipped: 23_300_000, Layers: sent()}}
		return s
	},
	"failed": func(w *Window) session.Snapshot {
		s := full()
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Fault("error.unexpected", errors.New(strings.Repeat("the server said a long thing ", 200)), nil)}
		return s
	},
	"question": func(w *Window) session.Snapshot {
		s := full()
		s.Question = &session.Question{ID: 1, Code: session.CodeTagTaken, Args: report.Args{"Version": "v1", "Next": "v2"},
			Choices: []session.Choice{session.ChooseNext, session.ChooseReplace, session.ChooseCancel}}
		return s
	},
}

func TestEveryScreenFitsItsWindowInEveryLanguage(t *testing.T) {
	t.Cleanup(func() { words.Use("en") })
	looks := []string{"light"} // a colour changes no layout: dark is for the pictures
	if *screens != "" {
		looks = append(looks, "dark")
	}
	for _, language := range words.Languages() {
		for _, look := range looks {
			w := opened(t)
			if err := w.session.SetPreferences(session.Preferences{Language: language, Theme: look}); err != nil {
				t.Fatal(err)
			}
			for name, shot := range shots {
				w.screen(t, name, shot, language, look, fyne.NewSize(900, 600))
				if *screens != "" {
					w.screen(t, name, shot, language, look, fyne.NewSize(1024, 700))
				}
			}
			if *screens == "" {
				continue
			}
			w.window.Canvas().(interface{ SetScale(float32) }).SetScale(1.5)
			for name, shot := range shots {
				w.screen(t, name, shot, language, look+"@1.5", fyne.NewSize(1024, 700))
			}
		}
	}
	if *screens != "" {
		saveSheet(t, *screens)
	}
}

// screen draws one screen, checks it and saves it where that was asked for.
func (w *Window) screen(t *testing.T, name string, shot func(*Window) session.Snapshot, language, look string, size fyne.Size) {
	t.Helper()
	w.view = view{tab: 1, unfolded: map[string]bool{}}
	w.redraw()
	w.build()
	w.window.Resize(size)
	s := shot(w)
	s.Preferences = session.Preferences{Language: language, Theme: strings.TrimSuffix(look, "@1.5")}
	w.draw(s)
	w.window.Resize(size.AddWidthHeight(1, 1))
	w.window.Resize(size)
	if strings.HasPrefix(name, "form-bottom") || strings.HasPrefix(name, "form-more") {
		w.auxiliary.page.ScrollToBottom()
	}
	if top := w.window.Canvas().Overlays().Top(); top != nil {
		top.Refresh()
	}
	title := fmt.Sprintf("%s-%s-%s-%.0f", name, language, look, size.Width)
	for _, fault := range w.misfits(size) {
		t.Errorf("%s: %s", title, fault)
	}
	if *screens != "" {
		savePicture(t, filepath.Join(*screens, title+".png"), w.window.Canvas().Capture())
	}
	for len(w.sheets) > 0 {
		w.sheets[0].close()
	}
	if l := w.auxiliary.target.region.list; l != nil {
		l.close()
	}
}

// misfits tells of texts and buttons that are wider than their room, or lie
// beside the window.
func (w *Window) misfits(size fyne.Size) (faults []string) {
	look := func(what string, o fyne.CanvasObject, x float32) {
		if room, needs := o.Size().Width, o.MinSize().Width; room+0.5 < needs {
			faults = append(faults, fmt.Sprintf("%q needs %.0f and has %.0f", what, needs, room))
		}
		if x < 0 || x+o.Size().Width > size.Width+0.5 {
			faults = append(faults, fmt.Sprintf("%q goes from %.0f to %.0f", what, x, x+o.Size().Width))
		}
	}
	var walk func(o fyne.CanvasObject, x float32)
	walk = func(o fyne.CanvasObject, x float32) {
		if !o.Visible() {
			return
		}
		x += o.Position().X
		switch o := o.(type) {
		case *text:
			if !o.cut {
				look(o.Text, o, x)
			}
		case *button:
			look(o.Text, o, x)
		case *option:
			look(o.label, o, x)
		case *tab:
			look(o.title, o, x)
		case *check:
			look(o.Text, o, x)
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, x)
			}
		case fyne.Widget:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, x)
			}
		}
	}
	walk(w.window.Content(), 0)
	for _, o := range w.window.Canvas().Overlays().List() {
		walk(o, 0)
	}
	return faults
}
