//go:build window

package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"testing"

	"fyne.io/fyne/v2"
	"github.com/google/go-containerregistry/pkg/authn"
	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"
	"github.com/google/go-containerregistry/pkg/v1/remote/transport"

	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
	"auximage/app/words"
	"auximage/imaging/testkit"
)

// TestStopAtEveryStage stops a download, a create and a push by mouse, in the
// smallest window at one and a half times the size, and goes on after each as if
// nothing had been.
func TestStopAtEveryStage(t *testing.T) {
	t.Setenv("FYNE_SCALE", "1.5")
	l := newLab(t)
	gate := l.hostGate()
	w := l.walk(t, "en", english, "stop")
	w.Resizes(fyne.NewSize(900, 600))
	w.status(words.L("Makes a WebLogic auxiliary image of your model, and pushes it to a registry."))
	w.Shortcut(rune(windowdriver.Enter)) // Create, of nothing
	w.status("The auxiliary image tag is not complete.")
	w.Fills("Auxiliary Image Tag", demo.Tag)
	w.Fills("Auxiliary Image Registry Push Username", demo.User)
	w.Fills("Auxiliary Image Registry Push Password (auth token)", w.token)
	w.Presses(windowdriver.Tab)
	w.hasToken()
	w.model()
	w.status("Ready. Next: Create Auxiliary Image")

	gate.shut("github.com", 4<<20)
	w.ClicksTwice("Create Auxiliary Image")
	w.prepareQuestion()
	w.folderDialog()
	w.holds(gate)
	w.statusSaysPercent("Downloading the WebLogic Deploy Tooling installer")
	w.stops(gate, "download", "Create Auxiliary Image Stopped")
	w.status("Create Auxiliary Image Stopped – Ready. Next: Create Auxiliary Image")
	w.emptyFolder(l.downloads)

	gate.shut("index.docker.io", 0)
	w.creates()
	w.stops(gate, "create", "Create Auxiliary Image Stopped")
	w.onlyInstaller(l)

	gate.open()
	w.creates()
	w.created()
	w.status("Create Auxiliary Image Complete – Ready. Next: Push Auxiliary Image")

	gate.shut("lhr.ocir.io", 8<<20)
	w.Clicks("Push Auxiliary Image")
	w.holds(gate)
	w.statusSaysPercent("Pushing the layers")
	w.asksBeforeClosing()
	w.in = inFrench(t)
	w.changesLanguageAndTheme()
	w.stops(gate, "push", "Push Image Stopped")
	if l.pushedTag() {
		t.Error("the tag is there after a stopped push")
	}

	gate.open()
	w.Clicks(w.in("Push Auxiliary Image"))
	l.pulled(t, w.pushed(), w.session.Snapshot().Form)
}

// creates starts Create when the folder is known.
func (w *walk) creates() {
	w.Clicks("Create Auxiliary Image")
	w.Sees("Prepare the model?")
	w.Clicks("No")
}

// stops waits until a job stands at a shut gate, stops it and finds the form as
// it was.
func (w *walk) stops(at *hostGate, stage, title string) {
	w.holds(at)
	w.shot("in-" + stage)
	form := w.form()
	w.Clicks(w.in("Stop"))
	w.Sees(w.in("Stopped as you asked"))
	w.Sees(w.in(title))
	w.shot(stage + "-stopped")
	w.Clicks(w.in("OK"))
	w.SeesNo(w.in("Stopped as you asked"))
	if now := w.form(); now != form {
		w.Errorf("after the %s was stopped the form is\n%s, it was\n%s", stage, now, form)
	}
}

// status waits until the line at the bottom says something, and that alone.
func (w *walk) status(says string) {
	w.Helper()
	w.SeesBeside("Console", says)
}

// statusSaysPercent waits until the line at the bottom says a phase and how far it
// has come: what was sent before it stood still may be counted after.
func (w *walk) statusSaysPercent(phase string) {
	w.Helper()
	w.Waits("read at the bottom how far it is: "+phase, func() bool {
		j := w.session.Snapshot().Job
		return j != nil && j.Total > 0 &&
			w.StandsBeside("Console", fmt.Sprintf("%s – %.0f%%", phase, 100*float64(j.Done)/float64(j.Total)))
	})
}

func (w *walk) holds(at *hostGate) {
	w.Waits("have the job held up", at.holding)
	w.Waits("have the job running", func() bool { return w.session.Snapshot().Job != nil })
}

// asksBeforeClosing closes the window in mid-job and thinks better of it.
func (w *walk) asksBeforeClosing() {
	w.Closes()
	w.Sees("A job is still running. Stop it and quit?")
	w.shot("close-in-mid-job")
	w.Clicks("Cancel")
	w.SeesNo("Stop and quit")
	if w.session.Snapshot().Job == nil {
		w.Error("the job ended")
	}
}

// changesLanguageAndTheme goes to French and to the light theme in mid-job.
func (w *walk) changesLanguageAndTheme() {
	w.Shortcut(',')
	w.ClicksBelow("Language")
	w.Clicks("Français")
	w.ClicksBelow("Theme")
	w.Clicks("Light")
	w.Clicks("OK")
	w.Sees(w.in("Stop"))
	if w.session.Snapshot().Job == nil {
		w.Error("the job ended")
	}
}

func (w *walk) emptyFolder(dir string) {
	left, err := os.ReadDir(dir)
	if err != nil || len(left) > 0 {
		w.Errorf("left in the folder: %v %v", left, err)
	}
}

// onlyInstaller fails unless the whole installer is all there is.
func (w *walk) onlyInstaller(l *lab) {
	left, err := os.ReadDir(l.downloads)
	if err != nil || len(left) != 1 {
		w.Errorf("in the folder: %v %v", left, err)
	}
	unzipped(w.T, l.installer())
}

// pushedTag tells whether the registry has the lab's tag.
func (l *lab) pushedTag() bool {
	l.t.Helper()
	ref, err := name.NewTag(demo.Tag)
	if err != nil {
		l.t.Fatal(err)
	}
	_, err = remote.Head(ref, remote.WithAuth(&authn.Basic{Username: demo.User, Password: l.registry.token}),
		remote.WithTransport(testkit.Through(l.t, l.Proxy().URL(), l.caFile)))
	var answer *transport.Error
	if err != nil && !(errors.As(err, &answer) && answer.StatusCode == http.StatusNotFound) {
		l.t.Fatal(err)
	}
	return err == nil
}
