package session

import (
	"path/filepath"
	"testing"
	"testing/synctest"
	"time"

	"auximage/app/form"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

func TestListenersGetTheNewestAtMostTenTimesASecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
		calls, newest := 0, 0
		stop := s.Listen(func() { calls, newest = calls+1, len(s.Snapshot().Log) })
		synctest.Wait()
		if calls != 1 {
			t.Fatalf("%d calls at once", calls)
		}
		for range 1000 {
			s.Log(report.Info, "line")
			<-time.After(time.Millisecond)
		}
		<-time.After(time.Second)
		synctest.Wait()
		if calls < 8 || calls > 12 || newest != 1000 {
			t.Errorf("%d calls in a second, the last with %d lines", calls, newest)
		}
		stop()
		s.Log(report.Info, "line")
		<-time.After(time.Second)
		synctest.Wait()
		if newest != 1000 {
			t.Error("called after stop")
		}
	})
}

func TestOneSnapshotIsMadeAChange(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	if err := s.Projects().SaveAs(t.Context(), filepath.Join(t.TempDir(), "p.wktproj")); err != nil {
		t.Fatal(err)
	}
	before := s.Snapshot().Project // made anew with each snapshot
	if again := s.Snapshot().Project; again != before {
		t.Error("a second one was made without a change")
	}
	s.Log(report.Info, "line")
	if after := s.Snapshot(); after.Project == before || len(after.Log) == 0 {
		t.Error("the one of before a change was handed out after it")
	}
}

func TestASnapshotNeverChanges(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	dir := t.TempDir()
	a, b := filepath.Join(dir, "a.yaml"), filepath.Join(dir, "b.yaml")
	s.AddFiles(a, b)
	before := s.Snapshot()
	s.Edit(func(f *form.Form) { f.Move(a, 1) })
	s.Edit(func(f *form.Form) { f.Rename(b, "c.yaml") })
	s.Edit(func(f *form.Form) { f.Models[0].Path = "/x.yaml" })
	s.Edit(func(f *form.Form) { f.Remove(a) })
	s.Accept(report.Finding{Code: "x"}, true)
	if m := before.Form.Models; len(m) != 2 || m[0] != (input.File{Path: a}) || m[1] != (input.File{Path: b}) || len(before.Accepted) != 0 {
		t.Errorf("%+v", before.Form.Models)
	}
}

func TestTheConsoleStaysQuickAtAHundredThousandLines(t *testing.T) {
	var c console
	began := time.Now()
	for range 3 * maxLines {
		c.add(report.Info, "line")
	}
	if n := len(c.shared()); n > maxLines || n < maxLines-linesStep {
		t.Errorf("%d lines", n)
	}
	if took := time.Since(began); took > 5*time.Second {
		t.Errorf("it took %s", took)
	}
}

func TestFilesFindTheirLists(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.AddFiles("/m.yaml", "/m.YML", "/v.properties", "/a.zip", "/readme.txt", "/m.yaml")
	snap := s.Snapshot()
	if f := snap.Form; len(f.Models) != 2 || len(f.Variables) != 1 || len(f.Archives) != 1 {
		t.Errorf("%+v", f)
	}
	if got := snap.Fields[form.FieldFiles]; got.Code != form.CodeUnknownFile || filepath.Base(got.File) != "readme.txt" || got.Severity != report.Warning {
		t.Errorf("%v", got)
	}
	if s.AddFiles("/n.yaml"); s.Snapshot().Fields[form.FieldFiles].Code != "" {
		t.Error("it is still said about the file of before")
	}
}

func TestAFileThatWasNotTakenIsForgottenByTheNextAction(t *testing.T) {
	s := ready(t, &fakeEngine{})
	s.AddFiles("/notes.docx")
	if got := s.Snapshot().Fields[form.FieldFiles]; got.Code != form.CodeUnknownFile {
		t.Fatalf("%v", got)
	}
	if snap := done(t, s, ActCreate); snap.Outcome.Err != nil || snap.Fields[form.FieldFiles].Code != "" {
		t.Errorf("%v, and still %v", snap.Outcome.Err, snap.Fields[form.FieldFiles])
	}
}

func TestTheSampleFillsAllThreeLists(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	for range 2 {
		if err := s.UseSample(); err != nil {
			t.Fatal(err)
		}
	}
	if f := s.Snapshot().Form; len(f.Models) != 1 || len(f.Variables) != 1 || len(f.Archives) != 1 {
		t.Errorf("%+v", f)
	}
}
