package ui

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"auximage/app/form"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// atWork is a window in which a job runs, and how often it was stopped.
func atWork(t *testing.T) (w *Window, stops *int) {
	w, stops = opened(t), new(int)
	w.draw(running())
	w.dialogs.Top().Dismiss.OnTapped = func() { *stops++ }
	return w, stops
}

func TestAStrayEscStopsNoJobAndASecondOneDoes(t *testing.T) {
	w, stops := atWork(t)
	note := w.dialogs.Top().Note
	w.press(fyne.KeyEscape)
	if want := "Press Esc again to stop."; *stops != 0 || note.Text != want {
		t.Fatalf("the first one stopped %d times, and beside Stop stands %q, want %q", *stops, note.Text, want)
	}
	if at, stop := note.Position().X+note.Size().Width, w.dialogs.Top().Dismiss.Position().X; at > stop || note.Size().Height < note.MinSize().Height {
		t.Errorf("what it says ends at %v and is %v high, Stop begins at %v", at, note.Size().Height, stop)
	}
	if w.press(fyne.KeyEscape); *stops != 1 {
		t.Errorf("the second one stopped %d times", *stops)
	}
}

func TestStopStaysUnderTheHandAsTheJobWaits(t *testing.T) {
	w, _ := atWork(t)
	at := func() fyne.Position {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(w.dialogs.Top().Dismiss)
	}
	before := at()
	s := running()
	why := report.Finding{Code: transport.CodeUnknownHost, Args: report.Args{"Host": "lhr.ocir.io"}}
	s.Job.Waiting = &report.Progress{State: report.Waiting, Cause: &why, Until: time.Now().Add(time.Second)}
	w.draw(s)
	if said := w.said(); !strings.Contains(said, "lhr.ocir.io") || at() != before {
		t.Errorf("while it waits Stop is at %v, want %v; it says:\n%s", at(), before, said)
	}
	w.draw(running())
	if at() != before {
		t.Errorf("afterwards Stop is at %v, want %v", at(), before)
	}
}

func TestTwoStrayEscsFarApartStopNoJob(t *testing.T) {
	w, stops := atWork(t)
	within := escapesWithin
	t.Cleanup(func() { escapesWithin = within })
	w.press(fyne.KeyEscape)
	escapesWithin = 0 // it is later now
	w.draw(running())
	if note := w.dialogs.Top().Note; note.Text != "" {
		t.Errorf("it goes on saying %q", note.Text)
	}
	if w.press(fyne.KeyEscape); *stops != 0 {
		t.Errorf("a late second one stopped %d times", *stops)
	}
}

func running() session.Snapshot {
	return session.Snapshot{Job: &session.Job{
		Action: session.ActPush, Started: time.Unix(1, 0), Phase: report.Upload, Done: 50, Total: 200, Rate: 10, Left: 15 * time.Second,
		Items: []session.Item{{Name: "models", State: report.Finished, Done: 50, Total: 50}, {Name: "wdt", Done: 0, Total: 150}},
	}}
}

func TestARunningJobIsShownUntilItsOutcome(t *testing.T) {
	w := opened(t)
	s := running()
	w.draw(s)
	if got := w.topTitle(); got != "Pushing the auxiliary image" {
		t.Fatalf("the dialog is %q", got)
	}
	first := w.work.now.dialog
	w.draw(s)
	if w.work.now.dialog != first || w.dialogs.Count() != 1 {
		t.Error("the same job opened a second dialog")
	}
	w.draw(session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: "r@sha256:1"}}})
	if got := w.topTitle(); got != "Push Image Complete" || w.dialogs.Count() != 1 {
		t.Errorf("%d dialogs, the top one is %q", w.dialogs.Count(), got)
	}
	w.draw(session.Snapshot{})
	if w.dialogs.busy() {
		t.Error("a dismissed outcome stays")
	}
}

func TestAJobThatStandsStillSaysForHowLong(t *testing.T) {
	w := opened(t)
	s := running()
	w.draw(s)
	if said := w.said(); !strings.Contains(said, words.Duration(15*time.Second)+" left") {
		t.Errorf("it says\n%s", said)
	}
	s.Job.Rate, s.Job.Left, s.Job.Still = 0, 0, 20*time.Second
	w.draw(s)
	if said := w.said(); !strings.Contains(said, "no byte for "+words.Duration(20*time.Second)) || strings.Contains(said, " left") {
		t.Errorf("it says\n%s", said)
	}
	s.Job.Waiting = &report.Progress{Until: time.Now().Add(time.Hour)}
	w.draw(s)
	if said := w.said(); strings.Contains(said, "no byte") {
		t.Errorf("beside a wait it says\n%s", said)
	}
}

func TestNothingMovesOnceAJobOfUnknownLengthHasEnded(t *testing.T) {
	w := opened(t)
	s := running()
	s.Job.Total = 0
	w.draw(s)
	var bar *kit.ProgressBar
	for _, o := range test.LaidOutObjects(w.work.now.dialog.Body) {
		if found, ok := o.(*kit.ProgressBar); ok && found.Moving() {
			bar = found
		}
	}
	if bar == nil {
		t.Fatal("no bar moves while the job runs")
	}
	w.draw(session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Receipt: &imaging.Receipt{Reference: "r@sha256:1"}}})
	if bar.Moving() {
		t.Error("the bar goes on moving, out of sight")
	}
}

func TestAPushThatCouldNotBeReadBackIsNotSaidToBe(t *testing.T) {
	note := report.Finding{Code: registry.CodeNotReadBack, Severity: report.Warning, Args: report.Args{"Host": "registry.example.com", "Reference": "registry.example.com/a:v1"}}
	for want, receipt := range map[string]*imaging.Receipt{
		"its digest was read back":    {Reference: "r@sha256:1"},
		"did not let it be read back": {Reference: "r@sha256:1", NotReadBack: &note},
	} {
		w := opened(t)
		w.draw(session.Snapshot{Outcome: &session.Outcome{ID: 1, Action: session.ActPush, Receipt: receipt}})
		said := ""
		for _, o := range test.LaidOutObjects(w.work.now.dialog.Body) {
			if label, ok := o.(*kit.Label); ok {
				said += label.Text + "\n"
			}
		}
		if !strings.Contains(said, want) {
			t.Errorf("got %q, want it to say %q", said, want)
		}
	}
}

func TestEachWayAJobEndsHasItsTitle(t *testing.T) {
	fault := report.Fault("error.timeout", nil, nil)
	for title, o := range map[string]*session.Outcome{
		"Create Auxiliary Image Complete": {Action: session.ActCreate, Create: &session.ImageSummary{Reference: "r", Digest: "d", Size: 1}},
		"Create Auxiliary Image Failed":   {Action: session.ActCreate, Err: fault},
		"Create Auxiliary Image Stopped":  {Action: session.ActCreate, Stopped: true},
		"Push Image Failed":               {Action: session.ActPush, Err: fault},
		"Push Image Stopped":              {Action: session.ActPush, Stopped: true},
		"Check complete":                  {Action: session.ActCheck},
	} {
		w := opened(t)
		w.draw(session.Snapshot{Outcome: o})
		if got := w.topTitle(); got != title {
			t.Errorf("the dialog is %q, want %q", got, title)
		}
	}
}

func TestTheWindowIsRebuiltInAnotherLanguageWhileAJobRuns(t *testing.T) {
	w := opened(t)
	t.Cleanup(func() { words.Use("en") })
	w.session.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/repo:v1") })
	if err := w.session.SetPreferences(t.Context(), session.Preferences{Language: "fr"}); err != nil {
		t.Fatal(err)
	}
	s := w.session.Snapshot()
	s.Job = running().Job
	w.draw(s)
	if w.language != "fr" || w.dialogs.Count() != 1 {
		t.Errorf("language %q, %d dialogs", w.language, w.dialogs.Count())
	}
	if got := w.auxiliary.target.version.entry.Text; got != "v1" {
		t.Errorf("the rebuilt form shows %q", got)
	}
	if got := w.auxiliary.target.region.label(); got != "Sud du Royaume-Uni (Londres)" {
		t.Errorf("the region is %q", got)
	}
}
