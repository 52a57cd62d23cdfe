//go:build window

package main

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"testing"

	"auximage/app/accounts"
	"auximage/app/demo"
	"auximage/app/demo/demotest"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
	"auximage/app/session"
	"auximage/ui"
)

// walk is one way through the lab's twelve steps.
type walk struct {
	*testing.T
	*windowdriver.Driver
	in      tongue
	session *session.Session
	folder  string // that the installer is saved in
	token   string
	step    int
}

// TestWalkThroughTheTryOut is what "make demo" shows on a machine without a display.
func TestWalkThroughTheTryOut(t *testing.T) {
	d := demotest.Start(t)
	s := open(t, d.Config())
	if err := d.Prepare(s); err != nil {
		t.Fatal(err)
	}
	dir := album(t, ".")
	w := walk{
		T: t, in: english, session: s, folder: d.Downloads(), token: demo.Token,
		Driver: sitDown(t, s, ui.Options{Demo: true, Downloads: d.Downloads(), Version: "walk"}, dir),
	}
	w.fill()
	reference := w.createAndPush()
	pulled := pull(t, reference, d.Proxy().URL(), d.CAFile(), demo.User, demo.Token)
	checkContent(t, pulled, s.Snapshot().Form, filepath.Join(d.Downloads(), "weblogic-deploy.zip"))
	if err := os.WriteFile(filepath.Join(dir, "reference"), []byte(reference+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestWalkToARealRegistry walks to Debian's docker-registry under the name
// lhr.ocir.io, going astray on the way, with the token in a real keyring, and
// looks at everything that came of it.
func TestWalkToARealRegistry(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "registry")
	w.fill()
	w.goesAstray()
	reference := w.createAndPush()
	s := w.session
	w.hasTokenIn(accounts.InKeyring)
	checkOperatorCopies(t, l.pulled(t, reference, s.Snapshot().Form))
	checkNowhere(t, l.registry.token, s, l.home, l.downloads, l.registry.Data())

	again := open(t, l.config)
	w.Waits("have the token from the keyring again", func() bool {
		return again.Snapshot().TokenKept == accounts.InKeyring
	})
}

// TestWalkInFrench walks straight to the same registry in French, by mouse.
func TestWalkInFrench(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "fr", inFrench(t), "french")
	w.fill()
	reference := w.createAndPush()
	t.Logf("by mouse, region and parts one by one: %v", w.Tally())
	l.pulled(t, reference, w.session.Snapshot().Form)
}

// walk sits down to an empty form in a language.
func (l *lab) walk(t *testing.T, language string, in tongue, name string) *walk {
	t.Helper()
	s := l.session(language)
	return &walk{
		T: t, in: in, session: s, folder: l.downloads, token: l.registry.token,
		Driver: sitDown(t, s, ui.Options{Downloads: l.downloads}, album(t, name)),
	}
}

// fill fills the form in, step by step.
func (w *walk) fill() {
	w.primaryImage()
	w.region()
	w.namespace()
	w.tag()
	w.user()
	w.authToken()
	w.model()
}

// createAndPush does the two great steps and returns the reference with the
// digest that the window shows at the end.
func (w *walk) createAndPush() string {
	defer w.keepsFormInPlace()()
	w.Clicks(w.in("Create Auxiliary Image"))
	w.prepareQuestion()
	w.folderDialog()
	w.created()
	w.shot("push")
	w.Clicks(w.in("Push Auxiliary Image"))
	return w.pushed()
}

// keepsFormInPlace fails the test when anything of the form jumps, until what it
// returns is called.
func (w *walk) keepsFormInPlace() (release func()) {
	w.Helper()
	return w.KeepsInPlace(w.in("Auxiliary Image"), w.in("Create Auxiliary Image"), w.in("Push Auxiliary Image"),
		w.in("Auxiliary Image Tag"), w.in("Repository"), w.in("Sign-in"), w.in("Add files…"))
}

// shot leaves a screenshot of a step.
func (w *walk) shot(name string) {
	w.Helper()
	w.step++
	w.Photographs(fmt.Sprintf("%02d-%s", w.step, name))
	if w.in("Yes") != "Yes" {
		checkFrench(w.T, w.Reads())
	}
}

func (w *walk) primaryImage() {
	w.Clicks(w.in("Primary Image"))
	w.Sees(w.in("Image Tag"))
	w.Sees(form.DefaultPrimaryTag)
	w.Sees(w.in("Create Auxiliary Image"))
	w.shot("primary-image")
	w.Clicks(w.in("Auxiliary Image"))
}

func (w *walk) region() {
	w.ClicksBelow(w.in("Region"))
	w.chooseRegion()
}

// chooseRegion types part of a region's name and takes the first that matches.
func (w *walk) chooseRegion() {
	w.Sees(w.in("Name, key, identifier or host"))
	w.Types(w.in("lond"))
	w.Sees(w.in("lond")) // every key has arrived
	w.Sees(w.in("UK South (London)"))
	w.SeesNo(w.in("Frankfurt"))
	w.shot("region")
	w.Presses(windowdriver.Enter)
	w.Sees(w.in("Sign-in")) // the list is gone
	w.formHas("lhr.ocir.io", func(f form.Form) string { return f.Target.Host })
}

func (w *walk) namespace() {
	w.Fills(w.in("Tenancy namespace"), "tenancynamespace")
	w.Sees(w.in("Menu › Developer Services › Container Registry"))
	w.shot("namespace")
}

func (w *walk) tag() {
	w.Fills(w.in("Repository"), "test-model-ankit")
	w.Fills(w.in("Version"), "v1")
	w.Sees(w.in("Auxiliary Image Tag"))
	w.Sees(demo.Tag) // composed from the parts
	w.formHas("lhr.ocir.io tenancynamespace test-model-ankit v1", parts)
	w.shot("tag")
}

func parts(f form.Form) string {
	return fmt.Sprintf("%s %s %s %s", f.Target.Host, f.Target.Namespace, f.Target.Repository, f.Target.Version)
}

func (w *walk) user() {
	w.Fills(w.in("Auxiliary Image Registry Push Username"), demo.User)
	w.formHas(demo.User, func(f form.Form) string { return f.User })
	w.shot("user")
}

func (w *walk) authToken() {
	w.Fills(w.in("Auxiliary Image Registry Push Password (auth token)"), w.token)
	if w.Notices(w.token) {
		w.Error("the token can be read on the screen")
	}
	w.Presses(windowdriver.Tab)
	w.hasToken()
	w.shot("auth-token")
}

// hasToken waits until the token was taken out of its field.
func (w *walk) hasToken() {
	w.Helper()
	w.Waits("have the token taken", func() bool { return w.session.Snapshot().TokenKept != accounts.Nowhere })
}

// hasTokenIn waits until the token is kept in a place.
func (w *walk) hasTokenIn(place accounts.Place) {
	w.Helper()
	w.Waits(fmt.Sprintf("have the token in %q", place), func() bool { return w.session.Snapshot().TokenKept == place })
}

func (w *walk) model() {
	if w.Notices(w.in("No model yet")) {
		w.Clicks(w.in("Use the sample model"))
	}
	w.Sees("model.yaml")
	w.Sees("model.properties")
	w.ScrollsTo("archive.zip")
	w.shot("model-files")
}

// goesAstray does what people do before they have it right, and puts it right.
func (w *walk) goesAstray() {
	w.Fills("Tenancy namespace", "Tenancy Namespace")
	w.Presses(windowdriver.Tab)
	w.SeesNo("Menu › Developer Services › Container Registry") // a fault in its place
	w.Fills("Tenancy namespace", "tenancynamespace")
	w.Presses(windowdriver.Tab)
	w.Sees("Menu › Developer Services › Container Registry")

	w.ClicksBelow("Auxiliary Image Tag")
	w.SelectsAll()
	w.Pastes("docker push https://fra.ocir.io/other/model-x:v7 \n")
	w.formHas("fra.ocir.io other model-x v7", parts)
	w.Fills("Auxiliary Image Tag", demo.Tag)
	w.formHas("lhr.ocir.io tenancynamespace test-model-ankit v1", parts)

	name := "Auxiliary Image Registry Push Username"
	w.Fills(name, "tenancynamespace/andré@exämple") // any character that a keyboard has
	w.formHas("tenancynamespace/andré@exämple", func(f form.Form) string { return f.User })
	w.Fills(name, demo.User)
	w.formHas(demo.User, func(f form.Form) string { return f.User })
}

func (w *walk) prepareQuestion() {
	w.Sees(w.in("Prepare the model?"))
	w.Sees(w.in("Yes"))
	w.Sees(w.in("Cancel"))
	w.shot("prepare-the-model")
	w.Clicks(w.in("No"))
}

func (w *walk) folderDialog() {
	w.Sees(w.in("Select the folder to download the WebLogic Deploy Tooling installer to"))
	w.Sees(w.in("Downloads"))
	w.Sees(w.folder)
	w.shot("folder")
	w.Clicks(w.in("Select"))
}

func (w *walk) created() {
	w.seesCreated()
	w.Clicks(w.in("OK"))
	w.SeesNo(w.in("Digest"))
}

func (w *walk) seesCreated() {
	w.Sees(w.in("Create Auxiliary Image Complete"))
	w.Sees(demo.Tag)
	w.Sees(w.in("Digest"))
	w.Sees("sha256:")
	w.Sees(w.in("Size"))
	w.shot("created")
}

// referenceIn finds the reference with its digest, whose line the window may
// have broken anywhere.
var referenceIn = regexp.MustCompile(`lhr\.ocir\.io/[^@\s]+@sha256:[0-9a-f]{64}`)

func (w *walk) pushed() string {
	reference := w.seesPushed()
	w.Clicks(w.in("OK"))
	w.SeesNo(w.in("Layers"))
	return reference
}

func (w *walk) seesPushed() string {
	w.Sees(w.in("Push Image Complete"))
	w.Sees(w.in("Layers"))
	w.Sees(demo.Tag + "@sha256:")
	w.shot("pushed")
	reference := referenceIn.FindString(w.ReadsDense())
	if reference == "" {
		w.Fatalf("no reference with a digest in:\n%s", w.Reads())
	}
	return reference
}

// formHas waits until the form says so.
func (w *walk) formHas(want string, of func(form.Form) string) {
	w.Helper()
	w.Waits("have "+want, func() bool { return of(w.session.Snapshot().Form) == want })
}

// form returns all that was filled in.
func (w *walk) form() string {
	data, err := json.MarshalIndent(w.session.Snapshot().Form, "", " ")
	if err != nil {
		w.Fatal(err)
	}
	return string(data)
}
