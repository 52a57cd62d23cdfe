package session

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"auximage/app/accounts"
	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

const (
	goodModel  = "domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n"
	otherModel = goodModel + "topology:\n  Name: other\n"
)

// making is an engine that notes what each Create reads of the first model and
// what is pushed, and makes an image whose digest follows from that.
type making struct {
	fakeEngine
	read   []string
	pushed []string
	found  func(text string) []report.Finding
	during func(n int, path string) // the n-th Create, from 1
}

func newMaking() *making {
	m := &making{}
	m.create = func(_ context.Context, p imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
		path := p.Models[0].Path
		text, err := os.ReadFile(path)
		if err != nil {
			return nil, nil, err
		}
		m.read = append(m.read, string(text))
		if m.during != nil {
			m.during(len(m.read), path)
		}
		image := &imaging.Image{Digest: digest(byte('a' + len(text)%6)), BaseDigest: digest('b')}
		if m.found == nil {
			return image, nil, nil
		}
		return image, m.found(string(text)), nil
	}
	m.push = func(_ context.Context, image *imaging.Image, tag string, _ *imaging.Client) (imaging.Receipt, error) {
		m.pushed = append(m.pushed, image.Digest.String())
		return imaging.Receipt{Reference: tag, Digest: image.Digest}, nil
	}
	return m
}

// made returns a session with an image at hand, and the path of its model.
func (m *making) made(t *testing.T) (s *Session, model string) {
	t.Helper()
	s = ready(t, &m.fakeEngine)
	if out := done(t, s, ActCreate).Outcome; out.Err != nil {
		t.Fatal(out.Err)
	}
	s.Dismiss()
	return s, s.Snapshot().Form.Models[0].Path
}

// noted tells whether a note with the code stands beside a file.
func noted(snap Snapshot, path string, code report.Code) bool {
	return slices.ContainsFunc(snap.FileNotes[path], func(f report.Finding) bool { return f.Code == code })
}

func TestAFileThatChangedAfterCreateIsSaidAndPushedAsItIs(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		s, path := m.made(t)
		write(t, path, otherModel)
		s.LookAgain()
		snap := until(t, s, func(snap Snapshot) bool { return noted(snap, path, CodeFileChanged) })
		if snap.Next != ActCreate {
			t.Errorf("got %q shining, want %s", snap.Next, ActCreate)
		}
		snap = done(t, s, ActPush)
		out := snap.Outcome
		if out.Err != nil || out.Remade == nil || out.Remade.Code != CodeWasRemade || out.Remade.Args["Names"] != "model.yaml" {
			t.Fatalf("got %+v, want a push that names model.yaml", out)
		}
		if len(m.read) != 2 || m.read[1] != otherModel || len(m.pushed) != 1 {
			t.Errorf("it read %q and pushed %q", m.read, m.pushed)
		}
		if noted(snap, path, CodeFileChanged) || snap.Next != "" {
			t.Errorf("after the push the row still says that it changed, or %q shines", snap.Next)
		}
	})
}

func TestAFileThatChangesDuringThePushIsNoticedAtItsEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		s, path := m.made(t)
		push := m.push
		m.push = func(ctx context.Context, image *imaging.Image, tag string, c *imaging.Client) (imaging.Receipt, error) {
			write(t, path, otherModel)
			return push(ctx, image, tag, c)
		}
		if out := done(t, s, ActPush).Outcome; out.Err != nil {
			t.Fatal(out.Err)
		}
		snap := until(t, s, func(snap Snapshot) bool { return noted(snap, path, CodeFileChanged) })
		if snap.Next != ActCreate {
			t.Errorf("got %q shining, want %s", snap.Next, ActCreate)
		}
	})
}

func TestAPushThatSentNothingSaysNothingOfTheImageThatIsThere(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		s, path := m.made(t)
		done(t, s, ActPush)
		s.Dismiss()
		write(t, path, "broken: [")
		create := m.create
		m.create = func(context.Context, imaging.Plan, *imaging.Client) (*imaging.Image, []report.Finding, error) {
			return nil, nil, report.Finding{Code: model.CodeSyntax, Severity: report.Error, File: path}
		}
		if out := done(t, s, ActPush).Outcome; out.Err == nil {
			t.Fatal("it was pushed")
		}
		s.Dismiss()
		m.create = create
		write(t, path, goodModel)
		s.LookAgain()
		snap := until(t, s, func(snap Snapshot) bool { return !noted(snap, path, CodeFileChanged) })
		if snap.Image.FailedTo(lab) != nil || !snap.Image.Pushed {
			t.Errorf("after the repair it says %+v", snap.Image)
		}
	})
}

func TestAPushLooksAtTheFilesThoughNobodyCameBackToTheWindow(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		s, path := m.made(t)
		write(t, path, otherModel)
		if out := done(t, s, ActPush).Outcome; out.Err != nil || out.Remade == nil {
			t.Fatalf("got %+v", out)
		}
		if len(m.read) != 2 || m.read[1] != otherModel {
			t.Errorf("it read %q", m.read)
		}
	})
}

func TestAFileWithItsOldContentIsNoNews(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		s, path := m.made(t)
		write(t, path, otherModel)
		s.LookAgain()
		until(t, s, func(snap Snapshot) bool { return noted(snap, path, CodeFileChanged) })
		write(t, path, goodModel)
		s.LookAgain()
		snap := until(t, s, func(snap Snapshot) bool { return !noted(snap, path, CodeFileChanged) })
		if snap.Next != ActPush {
			t.Errorf("got %q shining, want %s", snap.Next, ActPush)
		}
		if out := done(t, s, ActPush).Outcome; out.Err != nil || out.Remade != nil || len(m.pushed) != 1 {
			t.Errorf("got %+v, want a push without a word", out)
		}
	})
}

func TestWhatIsNewlyFoundStopsThePushBeforeAnythingIsSent(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		m.found = func(text string) []report.Finding {
			found := []report.Finding{{Code: "model.known", Severity: report.Warning, Line: len(text)}} // as before, elsewhere
			if text == otherModel {
				found = append(found, report.Finding{Code: model.CodeNoModel, Severity: report.Warning})
			}
			return found
		}
		s, path := m.made(t)
		write(t, path, otherModel)
		out := done(t, s, ActPush).Outcome
		found, _ := report.Of(out.Err)
		if found.Code != CodeNewlyFound || found.File != path || found.Args["Found"] == nil || len(m.pushed) != 0 {
			t.Fatalf("got %v, pushed %q; want %s about %s", out.Err, m.pushed, CodeNewlyFound, path)
		}
		s.Dismiss()
		if out := done(t, s, ActPush).Outcome; out.Err != nil || len(m.pushed) != 1 {
			t.Errorf("once it was seen the push goes on: got %+v", out)
		}
	})
}

func TestAFileThatIsStillBeingWrittenIsReadAgain(t *testing.T) {
	for name, c := range map[string]struct {
		during func(t *testing.T) func(n int, path string)
		reads  int
		code   report.Code
	}{
		"it changes while it is read": {func(t *testing.T) func(int, string) {
			return func(n int, path string) {
				if n == 1 {
					write(t, path, otherModel)
				}
			}
		}, 2, ""},
		"it never comes to rest": {func(t *testing.T) func(int, string) {
			return func(n int, path string) { write(t, path, otherModel+string(make([]byte, n))) }
		}, mostReadings, CodeBeingWritten},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMaking()
				m.during = c.during(t)
				s := ready(t, &m.fakeEngine)
				out := done(t, s, ActCreate).Outcome
				if found, _ := report.Of(out.Err); found.Code != c.code || len(m.read) != c.reads {
					t.Errorf("got %v after %d readings, want %q after %d", out.Err, len(m.read), c.code, c.reads)
				}
			})
		})
	}
}

func TestAnErrorInAFileThatWasWrittenJustNowIsReadTwice(t *testing.T) {
	for name, c := range map[string]struct {
		writesOn bool
		reads    int
	}{"and somebody goes on": {true, 2}, "and it stays": {false, 1}} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				m := newMaking()
				s := ready(t, &m.fakeEngine)
				path := s.Snapshot().Form.Models[0].Path
				write(t, path, "domainInfo:\n  Admin")
				m.found = func(text string) []report.Finding {
					if text == goodModel {
						return nil
					}
					return []report.Finding{{Code: model.CodeSyntax, Severity: report.Error, File: path}}
				}
				if c.writesOn {
					m.during = func(n int, path string) {
						time.AfterFunc(time.Second, func() { write(t, path, goodModel) })
					}
				}
				out := done(t, s, ActCreate).Outcome
				if (out.Err == nil) != c.writesOn || len(m.read) != c.reads {
					t.Errorf("got %v after %d readings, want %d", out.Err, len(m.read), c.reads)
				}
			})
		})
	}
}

func TestWhatChangedWhileTheProgramWasClosedIsSaid(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		dir, ring := t.TempDir(), &memory{}
		m := newMaking()
		s := sessionIn(t, filepath.Join(dir, "settings"), &m.fakeEngine, ring)
		fill(t, s, dir)
		done(t, s, ActCreateAndPush)
		path := s.Snapshot().Form.Models[0].Path
		_ = s.Close()
		write(t, path, otherModel)

		s = sessionIn(t, filepath.Join(dir, "settings"), &m.fakeEngine, ring)
		snap := until(t, s, func(snap Snapshot) bool {
			return noted(snap, path, CodeFileChanged) && snap.TokenKept == accounts.InKeyring
		})
		if snap.Next != ActCreate {
			t.Errorf("got %q shining, want %s", snap.Next, ActCreate)
		}
		if out := done(t, s, ActPush).Outcome; out.Err != nil || out.Remade == nil {
			t.Errorf("got %+v, want a push that names the file", out)
		}
	})
}

func TestARepairedFileIsReadBeforeItIsRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		m := newMaking()
		s := ready(t, &m.fakeEngine)
		path := s.Snapshot().Form.Models[0].Path
		write(t, path, "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: Welcome1\n")
		s.AddFiles(filepath.Join(filepath.Dir(path), "model.properties"))
		write(t, filepath.Join(filepath.Dir(path), "model.properties"), "a=b\n")
		until(t, s, func(snap Snapshot) bool { return slices.ContainsFunc(snap.FileNotes[path], Dangerous) })
		done(t, s, ActCreate)
		s.Dismiss()
		out := done(t, s, ActPush).Outcome
		if !out.Refused || !report.Has(out.Err, CodeNotAccepted) {
			t.Fatalf("with the secret: got %+v, want %s", out, CodeNotAccepted)
		}
		s.Dismiss()
		write(t, path, goodModel)
		if out := done(t, s, ActPush).Outcome; out.Err != nil || len(m.pushed) != 1 {
			t.Errorf("repaired: got %+v, want a push", out)
		}
	})
}

func TestARepairedFileIsReadBeforeItIsRefusedThoughAnotherFolderDoesNotAnswer(t *testing.T) {
	for _, again := range []Action{ActCreateAndPush, ActPush} {
		synctest.Test(t, func(t *testing.T) {
			m := newMaking()
			m.away = make(chan struct{})
			defer close(m.away)
			secret := func(path string) report.Finding {
				return report.Finding{Code: model.CodeClearSecret, Severity: report.Warning, File: path, Digest: "d"}
			}
			s := ready(t, &m.fakeEngine)
			path := s.Snapshot().Form.Models[0].Path
			m.found = func(text string) []report.Finding {
				if strings.Contains(text, "Welcome1") {
					return []report.Finding{secret(path)}
				}
				return nil
			}
			write(t, path, "domainInfo:\n  AdminPassword: Welcome1\n")
			if out := done(t, s, ActCreateAndPush).Outcome; !report.Has(out.Err, CodeNotAccepted) {
				t.Fatalf("with the secret: got %+v, want %s", out, CodeNotAccepted)
			}
			s.Dismiss()
			if out := done(t, s, again).Outcome; !report.Has(out.Err, CodeNotAccepted) || len(m.pushed) != 0 {
				t.Fatalf("still with the secret: got %+v, want %s", out, CodeNotAccepted)
			}
			s.Dismiss()
			write(t, path, goodModel)
			if out := done(t, s, again).Outcome; out.Err != nil || len(m.pushed) != 1 {
				t.Errorf("%s of the repaired file: got %+v, want a push", again, out)
			}
		})
	}
}

func TestAFileIsLookedAtAgainAsLongAsItIsWritten(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		path := s.Snapshot().Form.Models[0].Path
		until(t, s, func(snap Snapshot) bool { return snap.Inspected.WDTVersion != "" })
		write(t, path, "domainInfo: [")
		s.LookAgain()
		until(t, s, func(snap Snapshot) bool { return noted(snap, path, model.CodeSyntax) })
		write(t, path, goodModel) // and nobody says so
		until(t, s, func(snap Snapshot) bool { return !noted(snap, path, model.CodeSyntax) })
	})
}
