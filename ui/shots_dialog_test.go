package ui

import (
	"errors"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2/test"

	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

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

// opening is a dialog over the filled form.
func opening(open func(w *Window)) shot {
	return shot{draw: func(w *Window) session.Snapshot { open(w); return full() }}
}

// working is a dialog that a snapshot asks for.
func working(change func(s *session.Snapshot)) shot {
	return shot{draw: func(*Window) session.Snapshot {
		s := full()
		change(&s)
		return s
	}}
}

func ended(o session.Outcome) shot {
	o.ID = 1
	return working(func(s *session.Snapshot) { s.Outcome = &o })
}

func doing(j session.Job) shot { return working(func(s *session.Snapshot) { s.Job = &j }) }

func asking(q session.Question) shot {
	q.ID = 1
	return working(func(s *session.Snapshot) { s.Question = &q })
}

// detailed is a failure whose details are shown.
func detailed(answer string) shot {
	return shot{func(w *Window) session.Snapshot {
		s := full()
		s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Err: report.Fault("error.unexpected", errors.New(answer), nil)}
		w.work.draw(s)
		for _, o := range test.LaidOutObjects(w.work.now.dialog.Body) {
			if b, ok := o.(*kit.Button); ok { // Details
				b.Tapped(nil)
			}
		}
		return s
	}, func(w *Window) { w.work.now.dialog.Scroll.ScrollToBottom() }}
}

// browsed is a file dialog in a folder with some files.
func browsed(b browsing, then func(d *browser)) shot {
	return opening(func(w *Window) {
		dir := filepath.Join(w.options.Downloads, "models")
		if err := os.MkdirAll(filepath.Join(dir, "older"), 0o755); err != nil {
			panic(err)
		}
		for _, name := range []string{"archive.zip", "model.properties", "model.yaml", "a name that is much longer than any name of a model file has to be, to be cut.yaml"} {
			if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
				panic(err)
			}
		}
		inLanguage := b // of this take
		inLanguage.title, inLanguage.start = words.L(b.title), dir
		then(w.browse(inLanguage))
	})
}

var operatorsHomes = deploy.Homes{WDT: "/auxiliary/weblogic-deploy", Model: "/auxiliary/models"}

const pushedReference = "lhr.ocir.io/tenancynamespace/test-model-ankit:v1@" + digest

var serverAnswer = strings.TrimSuffix(strings.Repeat("the server said a thing_that_nobody reads to its end\n", 200), "\n")

// nextOfLab is a text of what comes next, before any name is given.
func nextOfLab(key string) shot {
	return shot{draw: func(w *Window) session.Snapshot {
		openNextAt(w, key)
		s := full()
		s.Deploy = deploy.Values{Image: pushedReference, Primary: s.Form.PrimaryTag, Homes: operatorsHomes}
		return s
	}}
}

func init() {
	maps.Copy(shots, map[string]shot{
		"next-secret": nextOfLab("namespace"),
		"next-domain": nextOfLab("domain"),
		"next-named": {draw: func(w *Window) session.Snapshot {
			openNextAt(w, "update")
			s := full()
			s.Form.DomainUID, s.Form.DomainNamespace = "shop", "shop-ns"
			s.Deploy = deploy.Values{UID: "shop", Namespace: "shop-ns", Image: pushedReference, Primary: s.Form.PrimaryTag, Homes: operatorsHomes}
			return s
		}},
		"next-own-file": {draw: func(w *Window) session.Snapshot {
			openNextAt(w, "part")
			s := full()
			s.Form.DomainFile = "/home/lab/git/shop/domain.yaml"
			s.Deploy = deploy.Values{UID: "shop", Namespace: "shop-ns", Image: pushedReference, Primary: s.Form.PrimaryTag, Homes: operatorsHomes, Environment: []string{"DB_HOST"}}
			return s
		}},
		"command": opening(func(w *Window) { openCommand(w, "bash") }),
		"prepare": opening(func(w *Window) { w.actions.askPrepare(session.ActCreate, full()) }),
		"homes":   opening(func(w *Window) { chooseHomes(w, session.ActCreate, w.session.Preparing().Homes()) }),
		"homes-wrong": opening(func(w *Window) {
			test.Tap(chooseHomes(w, session.ActCreate, w.session.Preparing().Homes()).dialog.Default)
		}),
		"folder": opening(func(w *Window) { w.inputs.chooseFolder(nil) }),
		"folder-wrong": opening(func(w *Window) {
			w.inputs.chooseFolder(nil)
			w.browser.path.SetValue("/gone")
			w.browser.typed()
		}),
		"folder-new": opening(func(w *Window) { w.inputs.chooseFolder(nil); w.browser.askName() }),
		"files":      browsed(browsing{title: "Add files…", several: true}, func(d *browser) { d.list.Select(1); d.list.Select(3) }),
		"file-replace": browsed(browsing{title: "Save image…", save: "model.yaml"}, func(d *browser) {
			d.typed()
		}),
		"preferences": opening(openPreferences),
		"preferences-proxy": opening(func(w *Window) {
			openPreferences(w)
			w.preferences.proxy.Options[2].Tapped(nil)
		}),
		"preferences-wrong": opening(func(w *Window) {
			openPreferences(w)
			w.preferences.proxy.Options[2].Tapped(nil)
			w.preferences.proxyURL.SetValue("no address")
			w.preferences.accept()
		}),
		"preferences-testing": opening(func(w *Window) {
			openPreferences(w)
			w.preferences.test.begin()
		}),
		"preferences-tested": opening(func(w *Window) {
			openPreferences(w)
			w.preferences.test.begin()
			for what, f := range map[session.Tested]report.Finding{
				session.TestedRegistry: {Code: session.CodeRegistryReached, Args: report.Args{"Host": "lhr.ocir.io"}},
				session.TestedBase:     {Code: "transport.tls-unknown-issuer", Severity: report.Error, Args: report.Args{"Host": "index.docker.io", "Issuer": "Example Corp"}},
				session.TestedReleases: {Code: session.CodeReleasesReached, Args: report.Args{"Version": "4.4.6"}},
			} {
				w.preferences.test.showNews(session.TestNews{What: what, Found: &f})
			}
			w.preferences.test.end()
		}),
		"where":      opening(func(w *Window) { help{w}.tellPlaces() }),
		"about":      opening(func(w *Window) { help{w}.tellAbout() }),
		"help page":  opening(func(w *Window) { helpPage{w}.open() }),
		"new":        opening(func(w *Window) { w.projects.askNew() }),
		"quit":       opening((*Window).askQuit),
		"save-image": {draw: func(w *Window) session.Snapshot { saveDialog{w}.ask(full()); return full() }},
		"push-file": {draw: func(w *Window) session.Snapshot {
			pushFileDialog{w}.ask("/home/lab/test-model-ankit-v1.tar", full().Form.Tag)
			return full()
		}},

		"project":            {draw: func(*Window) session.Snapshot { return noted() }},
		"project-passphrase": {draw: func(w *Window) session.Snapshot { w.projects.askPassphraseOf("lab"); return noted() }},
		"project-set-phrase": {draw: func(w *Window) session.Snapshot { w.projects.offerPassphrase("lab", nil); return noted() }},
		"project-unsaved":    {draw: func(w *Window) session.Snapshot { w.projects.askSave("lab", func() {}, nil); return noted() }},
		"project-save":       opening(func(w *Window) { w.projects.saveAs(nil) }),

		"starting": doing(session.Job{Action: session.ActCreate}),
		"creating": doing(session.Job{Action: session.ActCreate, Phase: report.Download, Done: 9_000_000, Total: 21_200_000, Rate: 1.5e6, Left: 8 * time.Second,
			Items: []session.Item{{Name: "weblogic-deploy.zip", Done: 9_000_000, Total: 21_200_000}}}),
		"pushing":  doing(pushingJob()),
		"stopping": doing(session.Job{Action: session.ActCreateAndPush, Phase: report.Upload, Done: 12_000_000, Total: 25_000_000, Stopping: true}),

		"taken":              ended(session.Outcome{Action: session.ActPush, Err: report.Finding{Code: session.CodeTagTaken, Severity: report.Warning, Args: report.Args{"Version": "v1", "Next": "v2"}}}),
		"question-installer": asking(session.Question{Code: session.CodeOlderInstaller, Args: report.Args{"Mine": "3.5.4", "Latest": "4.4.6"}, Choices: []session.Choice{session.ChooseDownload, session.ChooseMine, session.ChooseCancel}}),
		"question-plain":     asking(session.Question{Code: session.CodeAllowPlainHTTP, Args: report.Args{"Host": "localhost:5001"}, Choices: []session.Choice{session.ChooseCancel, session.ChooseAllow}}),
		"prepared":           asking(*preparedQuestion(500)),

		"created": ended(session.Outcome{Action: session.ActCreate, Saved: "/home/lab/Downloads/weblogic-deploy.zip",
			Create: &session.ImageSummary{Reference: full().Form.Tag, Digest: digest, Size: 27_600_000, Parts: parts(), WDTVersion: "4.4.6"}}),
		"pushed": {draw: func(*Window) session.Snapshot {
			s := published()
			s.Outcome = &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: pushedReference, Sent: 4_302_400, Skipped: 23_300_000, Layers: sent()}}
			return s
		}},
		"saved":              ended(*savedOutcome()),
		"checked":            ended(session.Outcome{Action: session.ActCheck}),
		"stopped":            ended(session.Outcome{Action: session.ActPush, Stopped: true}),
		"failed":             ended(session.Outcome{Action: session.ActPush, Err: report.Fault(registry.CodeDenied, nil, report.Args{"Host": "lhr.ocir.io", "User": "tenancynamespace/lab.user@oracle.com", "Repository": "test-model-ankit"})}),
		"failed-details":     detailed("PUT /v2/tenancynamespace/test_model/manifests/v1: 500 INTERNAL_SERVER_ERROR"),
		"failed-long-answer": detailed(serverAnswer),
		"failed-long-line":   detailed(strings.Repeat("the server said a long_thing ", 200)),
	})
}

func pushingJob() session.Job {
	return session.Job{Action: session.ActPush, Phase: report.Upload, Done: 12_000_000, Total: 25_000_000, Rate: 2e6, Left: 90 * time.Second,
		Waiting: &report.Progress{State: report.Waiting, Until: time.Now().Add(time.Minute)},
		Items: []session.Item{{Name: "base", State: report.Present, Total: 2_100_000}, {Name: "WebLogic Deploy Tooling", State: report.Finished, Done: 21_200_000, Total: 21_200_000},
			{Name: "archives", State: report.Waiting, Done: 1_000_000, Total: 4_300_000}, {Name: "models", Total: 2400}}}
}
