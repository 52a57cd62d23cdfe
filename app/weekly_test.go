//go:build window

package main

import (
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"auximage/app/accounts"
	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/assets"
	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// userLabel and tokenLabel are what the lab calls the sign-in's fields.
const (
	userLabel  = "Auxiliary Image Registry Push Username"
	tokenLabel = "Auxiliary Image Registry Push Password (auth token)"
)

// signsIn fills in where the image goes and who pushes it.
func (w *walk) signsIn() {
	w.Helper()
	w.Fills("Auxiliary Image Tag", demo.Tag)
	w.Fills(userLabel, demo.User)
	w.Fills(tokenLabel, w.token)
	w.Presses(windowdriver.Tab)
	w.hasToken()
}

// ownModel has the sample's model and variables, for a person to edit, in the form.
func (w *walk) ownModel() (model string) {
	w.Helper()
	folder := w.TempDir()
	files, err := assets.WriteSample(folder)
	if err != nil {
		w.Fatal(err)
	}
	for _, file := range []string{files.Model, files.Variables, files.Archive} {
		w.Shortcut('i')
		w.Sees("Select")
		w.Replaces(file)
		w.Presses(windowdriver.Enter)
		w.SeesNo("New folder")
		w.Waits("have "+file, func() bool {
			f := w.session.Snapshot().Form
			return f.Has(file)
		})
	}
	return files.Model
}

// TestWhatIsPushedIsWhatIsOnTheDisk edits the model after Create: the row says so, the
// push makes the image anew and says why. An edit with a fault is not pushed.
func TestWhatIsPushedIsWhatIsOnTheDisk(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "disk")
	w.signsIn()
	model := w.ownModel()
	w.Clicks("Create Auxiliary Image")
	w.prepareQuestion()
	w.folderDialog()
	w.created()
	w.Sees("Created, not pushed yet")
	first := w.session.Snapshot().Image.Digest

	changesLine(t, model, "ListenPort: 7001", "ListenPort: 7002")
	w.Shortcut('p')
	w.Sees("Push Image Complete")
	w.Sees("Changed on disk since the image was created")
	w.shot("made-anew")
	reference := referenceIn.FindString(w.ReadsDense())
	if strings.HasSuffix(reference, first) {
		t.Errorf("%s was pushed, which is the image before the edit", reference)
	}
	w.Presses(windowdriver.Enter)
	w.SeesNo("Layers")
	w.Sees("Pushed") // the form says it
	w.Sees(demo.Tag)
	w.Sees("What comes next…")
	w.shot("form-says-pushed")
	l.pulled(t, reference, w.session.Snapshot().Form)

	changesLine(t, model, "AdminServerName: admin-server", "AdminServerName: [")
	w.Shortcut('p')
	w.Waits("have the push refused", func() bool { s := w.session.Snapshot(); return s.Job == nil && len(s.FileNotes[model]) > 0 })
	w.SeesNo("Layers")
	w.shot("fault-stops-the-push")
	if got := w.session.Snapshot().Image; got != nil && got.Pushed && !strings.HasSuffix(reference, got.Digest) {
		t.Errorf("%s was pushed with a fault", got.Digest)
	}
	w.Sees("Push Image Failed")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Try again")
	w.status(words.Of(w.session.Snapshot().FileNotes[model][0]).Sentence)

	changesLine(t, model, "AdminServerName: [", "AdminServerName: admin-server") // as it was pushed
	w.ComesBack()
	w.Waits("have the model read again", func() bool { return len(w.session.Snapshot().FileNotes[model]) == 0 })
	w.status(words.L("Pushed {{.Time}}: {{.Reference}}", map[string]any{
		"Time": words.Clock(w.session.Snapshot().Image.PushedAt.Local()), "Reference": demo.Tag}))
}

// TestARegistryWithoutTLSIsAskedAboutInTheWindow pushes to a registry on loopback that
// speaks plain http: the question comes, and its answer holds.
func TestARegistryWithoutTLSIsAskedAboutInTheWindow(t *testing.T) {
	l := newLab(t)
	plain := testkit.NewReal(t, &testkit.Real{Program: "docker-registry", Users: testkit.Users{"lab": "a-token"}})
	w := l.walk(t, "en", english, "plain-http")
	tag := plain.Address + "/lab/test-model:v1"
	w.Fills("Auxiliary Image Tag", tag)
	w.Fills(userLabel, "lab")
	w.Fills(tokenLabel, "a-token")
	w.Clicks("Check sign-in")
	w.Sees("Connection without encryption")
	w.shot("question")
	w.Presses(windowdriver.Enter) // Cancel
	w.SeesNo("Connection without encryption")
	if allowed := w.session.Snapshot().Preferences.PlainHTTP; len(allowed) > 0 {
		t.Errorf("Enter has allowed %q", allowed)
	}
	w.Clicks("Check sign-in")
	w.Sees("Connection without encryption")
	w.Clicks("Allow")
	w.Waits("be signed in", func() bool {
		c := w.session.Snapshot().SignedIn
		return c != nil && c.Finding.Severity != report.Error
	})
	w.model()
	w.createsAndPushes()
	w.Sees("Select the folder to download")
	w.Presses(windowdriver.Enter)
	w.Sees("Push Image Complete")
	w.Sees(tag + "@sha256:")
	w.shot("pushed")
}

// TestACheckThatGetsNoAnswerSaysWhyAndEnds has a registry that takes connections and
// says nothing.
func TestACheckThatGetsNoAnswerSaysWhyAndEnds(t *testing.T) {
	l := newLab(t)
	gate := l.hostGate()
	w := l.walk(t, "en", english, "no-answer")
	w.Resizes(fyne.NewSize(900, 600))
	w.signsIn()
	gate.shut("lhr.ocir.io", 0)
	w.Clicks("Check sign-in")
	w.Sees("Checking…")
	w.shot("checking")
	w.Waits("have it end by itself", func() bool { s := w.session.Snapshot(); return s.Job == nil && s.SignedIn != nil })
	w.SeesNo("Checking…")
	w.Sees("lhr.ocir.io")
	w.shot("ended")
	if c := w.session.Snapshot().SignedIn; c.Finding.Severity != report.Error {
		t.Errorf("without an answer it says %v", c.Finding)
	}
}

// TestTheSignInIsFilledInInAnyOrder pastes the lab's line with its placeholders and
// replaces its parts, and types the token where the name belongs.
func TestTheSignInIsFilledInInAnyOrder(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "any-order")
	w.ClicksBelow("Auxiliary Image Tag")
	w.SelectsAll()
	w.Pastes("<region-key>.ocir.io/<tenancy-namespace>/test-model-<your-first-name>:v1")
	w.shot("placeholders")
	w.Fills("Tenancy namespace", "tenancynamespace")
	w.ClicksBelow(userLabel)
	w.Waits("have the namespace proposed", func() bool { return w.CanSee("tenancynamespace/") })
	w.shot("proposed")
	w.Fills("Auxiliary Image Tag", demo.Tag)

	const token = "k3]D{x0)Qm;Z1>wPb(7s" // as the Console makes them
	w.Fills(userLabel, token)
	w.Presses(windowdriver.Tab)
	w.Sees("This looks like an auth token")
	w.shot("token-as-name")
	w.Fills("Repository", "kept-beside-it")
	w.Presses(windowdriver.Tab)
	w.isKeptWithout(token, "kept-beside-it", l.home)
	w.Clicks("Use it as the password")
	w.hasToken()
	w.Waits("have the name's field free of it", func() bool { return !strings.Contains(w.session.Snapshot().Form.User, token) })
	if w.Notices(token) {
		t.Error("the token can be read")
	}
	w.Fills(userLabel, demo.User)
	w.formHas(demo.User, func(f form.Form) string { return f.User })
	checkNowhere(t, token, w.session, l.home)
	for _, a := range w.session.Snapshot().Accounts {
		if a.User == token {
			t.Error("the token is among the accounts")
		}
	}

	w.Fills("Repository", "test-model-Éloïse")
	w.Presses(windowdriver.Tab)
	w.Sees("test-model-eloise")
	w.shot("offered")
	w.Clicks("Use it")
	w.formHas("test-model-eloise", func(f form.Form) string { return f.Target.Repository })
}

// openShiftSays returns what is said of a group that was chosen before OpenShift.
func openShiftSays(group string) string {
	return words.Of(report.Finding{Code: form.CodeOpenShiftGroup, Args: report.Args{"Group": group}}).Sentence
}

// TestOpenShiftSaysWhatItSets chooses an owner, and then OpenShift.
func TestOpenShiftSaysWhatItSets(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "openshift")
	more := "More: base image, platforms, OpenShift, owner, homes, labels"
	w.ScrollsTo(more)
	w.Clicks(more)
	w.ScrollsTo("File System Group")
	w.Fills("File System Group", "1000")
	w.Presses(windowdriver.Tab)
	w.shot("group")
	w.ScrollsTo("Make Image Compatible with OpenShift")
	w.Clicks("Make Image Compatible with OpenShift")
	w.Sees(openShiftSays("1000"))
	w.shot("openshift")
}

// TestWhatComesNextIsFilledInAndTheConsoleIsReadAtItsEnd looks, after a push, at what
// the cluster needs, and at what happened.
func TestWhatComesNextIsFilledInAndTheConsoleIsReadAtItsEnd(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "next")
	w.signsIn()
	w.model()
	w.createAndPush()
	w.Clicks("What comes next…")
	w.Sees("Domain UID")
	w.Sees("Not given: the texts have")
	w.shot("not-given")
	w.Fills("Domain UID", "shop")
	w.Fills("Kubernetes namespace", "shop-ns")
	w.Sees("shop-ns")
	w.SeesNo("Not given: the texts have")
	w.shot("given")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Kubernetes namespace")
	w.Clicks("Console")
	w.Sees("Pushed " + demo.Tag)
	w.shot("console")
	w.hasTokenIn(accounts.InKeyring)
}

// TestACheckAndItsRowsSayTheSame checks a model with a secret in clear.
func TestACheckAndItsRowsSayTheSame(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "check")
	w.signsIn()
	model := w.ownModel()
	changesLine(t, model, "'@@SECRET:__weblogic-credentials__:password@@'", "welcome1")
	w.session.Edit(func(f *form.Form) { f.DownloadDir = w.folder }) // of an earlier run
	w.Shortcut('k')                                                 // Check
	w.Waits("have the check end", func() bool { o := w.session.Snapshot().Outcome; return o != nil && o.Action == session.ActCheck })
	w.SeesNo("No problem was found")
	w.shot("checked")
	w.Presses(windowdriver.Enter)
	w.Waits("have a word about the model", func() bool { return len(w.session.Snapshot().FileNotes[model]) > 0 })
	w.ScrollsTo(filepath.Base(model))
	w.Sees("AdminPassword is in clear in model.yaml")
	w.shot("row")
}
