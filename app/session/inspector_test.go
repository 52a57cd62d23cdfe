package session

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// damagedArchive writes a zip whose list is good and whose content is not.
func damagedArchive(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	entry, err := w.CreateHeader(&zip.FileHeader{Name: "wlsdeploy/custom/a", Method: zip.Store})
	if err == nil {
		_, err = entry.Write([]byte("some words"))
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "archive.zip")
	write(t, path, string(bytes.Replace(b.Bytes(), []byte("some words"), []byte("other word"), 1)))
	return path
}

func damaged(found []report.Finding) bool {
	return slices.ContainsFunc(found, func(f report.Finding) bool { return f.Code == zipfile.CodeContent })
}

func TestAnArchiveThatIsKnownToBeDamagedDoesNotGoIn(t *testing.T) {
	s := ready(t, &fakeEngine{create: func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
		t.Error("work was begun")
		return nil, nil, nil
	}})
	path := damagedArchive(t)
	s.AddFiles(path)
	until(t, s, func(snap Snapshot) bool { return damaged(snap.FileNotes[path]) })
	if snap := done(t, s, ActCreateAndPush); !report.Has(snap.Outcome.Err, zipfile.CodeContent) || snap.Image != nil {
		t.Errorf("%+v", snap.Outcome)
	}
}

func TestADamagedArchiveIsNotedBesideTheFileWithoutAClick(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	path := damagedArchive(t)
	s.AddFiles(path)
	until(t, s, func(snap Snapshot) bool { return damaged(snap.FileNotes[path]) })
	s.AddFiles(filepath.Join(filepath.Dir(path), "model.yaml"))
	until(t, s, func(snap Snapshot) bool { return len(snap.Form.Models) == 1 && damaged(snap.FileNotes[path]) })
	s.Edit(func(f *form.Form) { f.Remove(path) })
	good, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	write(t, path, string(bytes.Replace(good, []byte("other word"), []byte("some words"), 1)))
	s.AddFiles(path)
	until(t, s, func(snap Snapshot) bool { return len(snap.Form.Archives) == 1 && !damaged(snap.FileNotes[path]) })
}

func TestNothingIsCountedWhileAModelCannotBeRead(t *testing.T) {
	s := sessionIn(t, t.TempDir(), &fakeEngine{}, &memory{})
	dir := t.TempDir()
	model, variables := filepath.Join(dir, "model.yaml"), filepath.Join(dir, "model.properties")
	write(t, model, "topology:\n  Name: '@@PROP:name@@'\n")
	write(t, variables, "name=a\n")
	s.AddFiles(model, variables)
	until(t, s, func(snap Snapshot) bool { return snap.Inspected.Variables == Count{1, 1} })
	write(t, model, "topology: [\n")
	s.LookAgain()
	snap := until(t, s, func(snap Snapshot) bool {
		return !snap.Inspected.Running && len(snap.FileNotes[model]) > 0 && report.Worst(snap.FileNotes[model]) == report.Error
	})
	if got := snap.Inspected.Variables; got != (Count{}) || len(snap.FileNotes[variables]) > 0 {
		t.Errorf("%d of %d are said to be used, and %v", got.Used, got.Total, snap.FileNotes[variables])
	}
}

func TestAGlanceAtFilesThatAreBeingLookedAtKeepsNobodyWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		s.Edit(func(f *form.Form) { f.OpenShift = true }) // another look
		synctest.Wait()                                   // which has begun
		s.LookAgain()
		told := make(chan struct{})
		go func() {
			s.Deployment().Values()
			close(told)
		}()
		select {
		case <-told:
		case <-time.After(time.Minute):
			t.Error("the texts for the cluster wait for a look that is over")
		}
	})
}
