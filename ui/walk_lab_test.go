package ui

import (
	"bytes"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"

	"auximage/app/demo"
	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/wdt/standin"
)

// signingIn signs in at a registry that does not answer, with a wrong token, and then
// with the right one.
func (g *gallery) signingIn(t *testing.T) {
	p, l := g.lab(t)
	l.spoil(silent("lhr.ocir.io", ""))
	p.begins(session.ActCheckSignIn)
	p.sees("form-busy")
	p.stops()
	l.spoil(nil)

	p.fills(func(f *form.Form) { f.SetUser(strings.Replace(demo.User, "/", "/Default/", 1)) })
	p.s.Accounts().SetToken("wrong")
	p.begins(session.ActCheckSignIn)
	p.ends()
	p.dismisses()
	if s := p.s.Snapshot(); s.SignedIn == nil || len(s.SignedIn.Forms) == 0 {
		t.Fatalf("no other forms of the name are offered: %+v", s.SignedIn)
	}
	p.sees("form-federated")

	p.fills(func(f *form.Form) { f.SetUser(demo.User) })
	p.does(session.ActCreate)
	p.dismisses()
	p.win.tabs.Choose(0)
	p.s.Accounts().SetToken("wrong again")
	p.fails(session.ActPush, registry.CodeRefused)
	p.win.auxiliary.page.ScrollToBottom()
	test.Tap(p.win.button("OK"))
	token := p.win.auxiliary.signIn.token.entry
	if got := p.win.window.Canvas().Focused(); got != token || !p.win.inSight(token) {
		t.Errorf("the focus is in %T, want it in the token that was refused, in sight: %v", got, p.win.inSight(token))
	}
	if s := p.s.Snapshot(); !checkedAs(s, registry.CodeRefused) {
		t.Errorf("the sign-in is %+v, want it refused", s.SignedIn)
	}
}

// console signs in again and again, as the console tells in each language.
func (g *gallery) console(t *testing.T) {
	p, _ := g.lab(t)
	p.again = func() {
		for _, token := range []string{"wrong", demo.Token, "wrong", demo.Token, demo.Token} {
			p.s.Accounts().SetToken(token)
			p.begins(session.ActCheckSignIn)
			p.ends()
			p.dismisses()
		}
	}
	p.sees("console", openConsole)
}

// dialogs opens what can be opened over a filled form.
func (g *gallery) dialogs(t *testing.T) {
	t.Setenv("JAVA_HOME", "")
	t.Setenv("ORACLE_HOME", "")
	p, l := g.lab(t)
	p.does(session.ActCheckSignIn)
	p.dismisses()
	p.does(session.ActCreate)
	p.dismisses()

	p.sees("command", func(w *Window) { openCommand(w, "bash") })
	p.sees("prepare", func(w *Window) { w.actions.start(session.ActCreate) })
	p.sees("homes", func(w *Window) { w.actions.askHomes(session.ActCreate) })
	p.sees("homes-wrong", func(w *Window) { w.actions.askHomes(session.ActCreate) }, pressDefault)
	choose := func(w *Window) { w.inputs.chooseFolder(nil) }
	p.sees("folder", choose)
	p.sees("folder-wrong", choose, func(w *Window) {
		w.browser.path.SetValue("/gone")
		test.Tap(w.browser.confirm)
	})
	p.sees("folder-new", choose, func(w *Window) { test.Tap(w.browser.newDir) })
	for _, name := range []string{"older/old.yaml", "a name that is much longer than any name of a model file has to be, to be cut.yaml"} {
		p.writes("models/"+name, "topology:\n  Name: old\n")
	}
	p.sees("files", func(w *Window) { w.inputs.chooseFiles() }, func(w *Window) { w.browser.mark(1); w.browser.mark(3) })
	p.writes("Downloads/auximage.log", "")
	p.sees("file-replace", func(w *Window) { w.console.saveLog() }, func(w *Window) { test.Tap(w.browser.confirm) })
	p.sees("where", func(w *Window) { help{w}.tellPlaces() })
	p.sees("about", func(w *Window) { help{w}.tellAbout() })
	p.sees("help page", func(w *Window) { helpPage{w}.open() })
	p.sees("new", func(w *Window) { w.projects.askNew() })
	p.sees("save-image", func(w *Window) { saveDialog{w}.open() })
	p.preferences(l)

	l.spoil(silent("lhr.ocir.io", ""))
	p.begins(session.ActPush)
	p.until("the push runs", func(s session.Snapshot) bool { return s.Job != nil })
	p.sees("quit", (*Window).quit)
	p.stops()
}

// pressDefault presses what shines in the dialog on top.
func pressDefault(w *Window) { test.Tap(w.dialogs.Top().Default) }

// preferences changes the preferences, and tries a network whose base is behind
// somebody else's certificate.
func (p *walk) preferences(l *labSite) {
	p.Helper()
	ownProxy := func(w *Window) { w.preferences.proxy.Options[2].Tapped(nil) }
	p.sees("preferences", openPreferences)
	p.sees("preferences-proxy", openPreferences, ownProxy)
	p.sees("preferences-wrong", openPreferences, ownProxy, func(w *Window) {
		w.preferences.settings[session.SettingProxy].entry.SetValue("no address")
		test.Tap(w.preferences.ok)
	})
	p.sees("preferences-testing", openPreferences, func(w *Window) { w.preferences.test.begin() })

	stranger := testkit.ServeTLS(p.T, l.bases, testkit.NewCA("Example Corp").Certificate("index.docker.io"))
	l.Proxy.Lead("index.docker.io", stranger.Listener.Addr().String())
	var news []session.TestNews
	p.s.Test(p.Context(), p.s.Snapshot().Preferences, "", func(n session.TestNews) { news = append(news, n) })
	p.sees("preferences-tested", openPreferences, func(w *Window) {
		w.preferences.test.begin()
		for _, n := range news {
			w.preferences.test.showNews(n)
		}
		w.preferences.test.end()
	})
}

// creating makes the image, past an older installer and slow releases.
func (g *gallery) creating(t *testing.T) {
	p, l := g.lab(t)
	p.does(session.ActCheckSignIn)
	p.dismisses()
	l.spoil(silent("api.github.com", ""))
	p.begins(session.ActCreate)
	p.sees("starting")
	p.stops()
	l.spoil(nil)
	l.slows(true)
	p.begins(session.ActCreate)
	p.until("the installer comes", func(s session.Snapshot) bool { return s.Job != nil && s.Job.Done > 1<<20 && s.Job.Left > 0 })
	p.sees("creating")
	p.stops()
	l.slows(false)

	p.olderInstaller()
	o := p.does(session.ActCreate)
	if o.Create == nil || o.Saved == "" {
		t.Fatalf("got %+v", o)
	}
	p.sees("created")
	p.dismisses()
	p.sees("form-filled")
	p.sees("form-filled-files", showing(files))
	p.sees("form-folded", func(w *Window) {
		w.view.folds = foldView{}
		w.redraw()
	})
	p.checksAndSaves()
	p.fills(func(f *form.Form) { f.CustomBase, f.BaseRef = true, "docker.io/library/busybox:latest" })
	p.does(session.ActCreate)
	p.dismisses()
	p.sees("form-more", openMore, showing(more))
	p.fills(func(f *form.Form) { f.Models = nil }, func(f *form.Form) { f.CustomBase = false })
	p.s.Remember(func(now *session.Preferences) { now.FollowLab = true })
	p.sees("lab-model")
}

// olderInstaller asks about an installer that is there and is not the latest.
func (p *walk) olderInstaller() {
	p.Helper()
	var old bytes.Buffer
	if err := standin.WDTZip(&old, standin.WDTOptions{Version: "3.5.4"}); err != nil {
		p.Fatal(err)
	}
	path := p.writes("Downloads/weblogic-deploy-3.5.4.zip", old.String())
	p.begins(session.ActCreate)
	p.until("the question", func(s session.Snapshot) bool {
		return s.Question != nil && s.Question.Code == session.CodeOlderInstaller
	})
	p.sees("question-installer")
	p.stops()
	if err := os.Remove(path); err != nil {
		p.Fatal(err)
	}
}

// checksAndSaves checks the image and writes it to a file.
func (p *walk) checksAndSaves() {
	p.Helper()
	p.does(session.ActCheck)
	p.sees("checked")
	p.dismisses()
	path := filepath.Join(p.downloads, "test-model-ankit-v1.tar")
	if err := p.s.Save(p.Context(), path, registry.DockerTar); err != nil {
		p.Fatal(err)
	}
	if o := p.ends(); o.File == nil {
		p.Fatalf("got %v", o.Err)
	}
	p.sees("saved")
	p.dismisses()
	p.sees("push-file", func(w *Window) { pushFileDialog{w}.open(path) })
}

// pushing pushes over a poor line, in vain, and in the end well.
func (g *gallery) pushing(t *testing.T) {
	p, l := g.lab(t)
	p.does(session.ActCheckSignIn)
	p.does(session.ActCreate)
	p.dismisses()

	archive := func(r *http.Request) bool { return r.ContentLength > 2<<20 && r.ContentLength < 10<<20 }
	l.spoil(func(r *http.Request) testkit.Fault {
		if archive(r) {
			return testkit.Fault{Kind: testkit.Answer, Where: testkit.WithinBody, Status: http.StatusServiceUnavailable, Header: http.Header{"Retry-After": {"90"}}}
		}
		return testkit.Fault{}
	})
	p.begins(session.ActPush)
	p.until("the archive waits", func(s session.Snapshot) bool { return s.Job != nil && s.Job.Waiting != nil })
	p.sees("pushing")
	p.stops()

	l.spoil(func(r *http.Request) testkit.Fault {
		if archive(r) || r.Method == http.MethodDelete {
			return testkit.Fault{Kind: testkit.Stall, Where: testkit.WithinBody, After: 2 << 20}
		}
		return testkit.Fault{}
	})
	p.begins(session.ActPush)
	p.until("the archive is under way", func(s session.Snapshot) bool {
		return s.Job != nil && slices.ContainsFunc(s.Job.Items, func(i session.Item) bool { return i.Name == "archives" && i.Done > 1<<20 && i.State != report.Finished })
	})
	p.s.Stop()
	if s := p.s.Snapshot(); s.Job == nil || !s.Job.Stopping {
		t.Fatal("it does not stop")
	}
	p.sees("stopping")
	p.ends()
	p.sees("stopped")
	p.dismisses()

	p.refusedPushes(l)
	l.spoil(nil)
	p.does(session.ActPush)
	p.sees("pushed")
	p.dismisses()
	p.sees("form-pushed")
	p.s.Remember(func(now *session.Preferences) { now.FollowLab = true })
	p.sees("lab-done")
	p.s.Remember(func(now *session.Preferences) { now.FollowLab = false })
	p.next()
	p.taken()
	p.lookedUp()
}

// refusedPushes are answered by a registry in ways that a dialog has to show.
func (p *walk) refusedPushes(l *labSite) {
	p.Helper()
	answers := func(status int, body string) {
		l.spoil(func(r *http.Request) testkit.Fault {
			if r.Method == http.MethodPut && strings.Contains(r.URL.Path, "/manifests/") {
				return testkit.Fault{Kind: testkit.Answer, Where: testkit.AfterBody, Status: status, Body: body}
			}
			return testkit.Fault{}
		})
		p.begins(session.ActPush)
		if o := p.ends(); o.Err == nil {
			p.Fatalf("a push is taken that was answered with %d", status)
		}
	}
	details := func(w *Window) {
		test.Tap(w.button(words.L("Details")))
		w.work.now.dialog.Scroll.ScrollToBottom()
	}
	answers(http.StatusForbidden, `{"errors":[{"code":"DENIED","message":"requested access to the resource is denied"}]}`)
	p.sees("failed")
	answers(http.StatusBadRequest, `{"errors":[{"code":"MANIFEST_INVALID","message":"manifest invalid"}]}`)
	p.sees("failed-details", details)
	answers(http.StatusBadRequest, strings.Repeat("the server said a thing_that_nobody reads to its end\n", 200))
	p.sees("failed-long-answer", details)
	answers(http.StatusBadRequest, strings.Repeat("the server said a long_thing ", 200))
	p.sees("failed-long-line", details)
	p.dismisses()
	p.sees("form-push-failed")
}

// next shows what comes next, before a Domain has a name and after.
func (p *walk) next() {
	p.Helper()
	at := func(key string) func(w *Window) { return func(w *Window) { openNextAt(w, key) } }
	p.sees("next-secret", at("namespace"))
	p.sees("next-domain", at("domain"))
	p.fills(func(f *form.Form) { f.DomainUID, f.DomainNamespace = "shop", "shop-ns" })
	p.sees("next-named", at("update"))
	oracle := deploy.Account{Host: "container-registry.oracle.com", User: "lab.user@oracle.com"}
	p.sees("next-token", func(w *Window) {
		pullSecretFile{w, w.session.Deployment()}.askTokens(words.L("Save with the token…"), []deploy.Account{oracle})
	})
	p.sees("next-token-saved", func(w *Window) {
		pullSecretFile{w, w.session.Deployment()}.tellSaved(filepath.Join(p.downloads, "pull-secret.yaml"), p.s.Snapshot().Deploy.TokenNotes(map[string]string{"lhr.ocir.io": "token"}))
	})
	path := p.writes("git/shop/domain.yaml", strings.NewReplacer("shop-prod", "shop-ns", "lhr.ocir.io/ns/repo", imaging.Untagged(p.s.Snapshot().Form.Tag)).Replace(ownDomain))
	if err := p.s.Deployment().UseDomain(p.Context(), path); err != nil {
		p.Fatal(err)
	}
	p.until("the Domain is read", func(s session.Snapshot) bool { return s.Deploy.Namespace == "shop-ns" })
	p.sees("next-own-file", at("part"))
	change, err := p.s.Deployment().Change()
	if err != nil {
		p.Fatal(err)
	}
	title := func() string { return words.L("Write the image into the Domain file") }
	p.sees("next-own-file-change", func(w *Window) { domainFile{w, w.session.Deployment()}.showChange(title(), change) })
	p.sees("next-own-file-written", func(w *Window) { domainFile{w, w.session.Deployment()}.tellWritten(title(), path) })
}

// taken edits the model: the tag has another image then.
func (p *walk) taken() {
	p.Helper()
	more := p.writes("models/more.yaml", "topology:\n  AdminServerName: admin-server\n")
	p.s.AddFiles(more)
	p.looked()
	p.fails(session.ActCreateAndPush, session.CodeTagTaken)
	p.sees("taken")
	p.dismisses()
}

// lookedUp looks at the image that the tag has.
func (p *walk) lookedUp() {
	p.Helper()
	p.fills(func(f *form.Form) { f.UseExisting = true })
	p.begins(session.ActLookUp)
	p.ends()
	p.dismisses()
	p.until("the image is found", func(s session.Snapshot) bool { return s.Image != nil && s.Image.Digest != "" })
	p.sees("existing-found", primaryTabEnd)
}

// waiting looks up an image in a registry that does not answer, and meets one that
// speaks no TLS.
func (g *gallery) waiting(t *testing.T) {
	p, l := g.lab(t)
	l.spoil(silent("lhr.ocir.io", ""))
	p.fills(func(f *form.Form) { f.UseExisting = true })
	p.begins(session.ActLookUp)
	p.sees("existing-looking", primaryTabEnd)
	p.stops()
	l.spoil(nil)

	p = g.walk(t, Options{})
	plain := httptest.NewServer(&testkit.Registry{})
	t.Cleanup(plain.Close)
	p.fills(func(f *form.Form) { f.SetTag(strings.TrimPrefix(plain.URL, "http://") + "/lab/test-model-ankit:v1") },
		func(f *form.Form) { f.SetUser("lab") })
	p.s.Accounts().SetToken("token")
	p.begins(session.ActCheckSignIn)
	p.until("the question", func(s session.Snapshot) bool {
		return s.Question != nil && s.Question.Code == session.CodeAllowPlainHTTP
	})
	p.sees("question-plain")
	p.stops()
}
