package ui

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

func TestWithoutAnImageSaveSaysWhy(t *testing.T) {
	w := opened(t)
	saveDialog{w}.open()
	if w.dialogs.busy() || w.title.whyNot.Text == "" {
		t.Error("a dialog opened, or nothing says why")
	}
}

func TestASavedImageSaysHowItIsLoaded(t *testing.T) {
	w := opened(t)
	w.draw(session.Snapshot{Outcome: savedOutcome()})
	if got := w.topTitle(); got != "Save Image Complete" {
		t.Fatalf("the dialog is %q", got)
	}
	want := []string{"docker load -i '/home/lab/My images/test-model-ankit-v1.tar'", "podman load -i '/home/lab/My images/test-model-ankit-v1.tar'",
		"kind load image-archive '/home/lab/My images/test-model-ankit-v1.tar'"}
	if got := savedOutcome().File.Loads(); strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%q", got)
	}
}

func TestTheLogIsSavedToAFile(t *testing.T) {
	w := opened(t)
	w.session.Log(report.Info, "something happened")
	w.console.saveLog()
	test.Tap(w.browser.confirm)
	text, err := os.ReadFile(filepath.Join(w.options.Downloads, "auximage.log"))
	if err != nil || !strings.Contains(string(text), "something happened") {
		t.Errorf("it holds %q (%v)", text, err)
	}
}

func TestAFolderHasTheAddressThatFileManagersTake(t *testing.T) {
	if got := fileURL("/home/lab/My files").String(); got != "file:///home/lab/My%20files" {
		t.Errorf("%s", got)
	}
}

func TestATestOfThePreferencesCanBeStopped(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences
	ended := make(chan struct{})
	d.test.start = func() trial {
		return func(ctx context.Context, tell func(session.TestNews)) {
			defer close(ended)
			<-ctx.Done()
			tell(session.TestNews{What: session.TestedRegistry, Found: &report.Finding{Code: session.CodeNoTag}})
		}
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject
	w.window.Resize(fyne.NewSize(1024, 1000)) // all of it is in view
	field := at(d.settings[session.SettingPlainHTTP].entry).Y
	test.Tap(d.test.button)
	if d.test.button.Text != "Stop" || !strings.Contains(textsOf(d.test.lines), "Testing…") {
		t.Fatalf("the button is %q, the lines are %q", d.test.button.Text, textsOf(d.test.lines))
	}
	if now := at(d.settings[session.SettingPlainHTTP].entry).Y; now != field {
		t.Errorf("the test moved a field from %v to %v", field, now)
	}
	d.dialog.Close()
	<-ended
	if said := textsOf(d.test.lines); d.test.button.Text != "Test" || strings.Count(said, "not tested yet") != len(session.AllTested) {
		t.Errorf("the button is %q after a stop, the lines are %q", d.test.button.Text, said)
	}
}

func TestATestSaysOfEachPartWhyItTakesLong(t *testing.T) {
	w := opened(t)
	openPreferences(w)
	d := w.preferences.test
	d.begin()
	d.began = d.began.Add(-4 * time.Second)
	d.showNews(session.TestNews{What: session.TestedBase, Waiting: &report.Progress{State: report.Waiting, Until: time.Now().Add(2 * time.Second),
		Cause: &report.Finding{Code: transport.CodeTimeout, Args: report.Args{"Host": "registry.example.com"}}}})
	d.showNews(session.TestNews{What: session.TestedReleases, Found: &report.Finding{Code: session.CodeReleasesReached, Args: report.Args{"Version": "4.4.6"}}})
	var lines []string
	for _, o := range d.lines.Objects {
		lines = append(lines, o.(*kit.Label).Text)
	}
	for i, want := range [][]string{{"Registry", "Testing…", words.Duration(4 * time.Second)}, {"Base image", words.Duration(4 * time.Second), "registry.example.com", "Next try in "}, {"✓", "4.4.6"}} {
		for _, part := range want {
			if len(lines) != 3 || !strings.Contains(lines[i], part) {
				t.Fatalf("line %d of %q has no %q", i+1, lines, part)
			}
		}
	}
	d.end()
	if said := textsOf(d.lines); strings.Count(said, "not tested yet") != 2 || !strings.Contains(said, "4.4.6") {
		t.Errorf("after a stop the lines are %q, want the one that is known", said)
	}
}
