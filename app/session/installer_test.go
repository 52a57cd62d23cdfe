package session

import (
	"context"
	"errors"
	"path/filepath"
	"testing"
	"testing/synctest"

	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

func TestWhichInstallerGoesIn(t *testing.T) {
	mine := func(version string) []wdt.Found { return []wdt.Found{{Path: "/dl/mine.zip", Version: version}} }
	offline := report.Fault(wdt.CodeNoAnswer, nil, nil)
	for _, c := range []struct {
		name   string
		engine fakeEngine
		answer Choice // empty when nothing is asked
		want   string // empty when the job ends without an image
		saved  bool
		said   report.Code
	}{
		{"none there: the latest is downloaded", fakeEngine{latest: wdt.Release{Version: "4.4.6", Digest: "sha256:1"}}, "", "/dl/weblogic-deploy-4.4.6.zip", true, ""},
		{"the latest has no digest", fakeEngine{latest: wdt.Release{Version: "4.4.6"}}, "", "/dl/weblogic-deploy-4.4.6.zip", true, wdt.CodeNoDigest},
		{"the latest is there", fakeEngine{latest: wdt.Release{Version: "4.4.6"}, there: mine("4.4.6")}, "", "/dl/mine.zip", false, ""},
		{"an older one is there, and replaced", fakeEngine{latest: wdt.Release{Version: "4.4.6"}, there: mine("3.5.4")}, ChooseDownload, "/dl/weblogic-deploy-4.4.6.zip", true, wdt.CodeNoDigest},
		{"an older one is there, and used", fakeEngine{latest: wdt.Release{Version: "4.4.6"}, there: mine("3.5.4")}, ChooseMine, "/dl/mine.zip", false, ""},
		{"an older one is there, and nothing done", fakeEngine{latest: wdt.Release{Version: "4.4.6"}, there: mine("3.5.4")}, ChooseCancel, "", false, ""},
		{"the latest cannot be learned, one is there", fakeEngine{latestErr: offline, there: mine("3.5.4")}, "", "/dl/mine.zip", false, CodeLatestUnknown},
		{"the latest cannot be learned, none is there", fakeEngine{latestErr: offline}, "", "", false, ""},
		{"the latest has no version, none is there", fakeEngine{latest: wdt.Release{URL: "https://x"}}, "", "/dl/weblogic-deploy-.zip", true, wdt.CodeNoDigest},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				used := ""
				e := c.engine
				e.create = func(_ context.Context, p imaging.Plan, _ *imaging.Client) (*imaging.Image, []report.Finding, error) {
					used = p.Installer
					return &imaging.Image{}, nil, nil
				}
				s := ready(t, &e)
				s.Edit(func(f *form.Form) { f.WDT, f.DownloadDir = form.WDTLatest, "/dl" })
				if err := s.Start(ActCreate); err != nil {
					t.Fatal(err)
				}
				if c.answer != "" {
					q := until(t, s, func(snap Snapshot) bool { return snap.Question != nil }).Question
					if q.Code != CodeOlderInstaller || q.Args["Mine"] != "3.5.4" || q.Choices[0] != ChooseDownload {
						t.Errorf("%+v", q)
					}
					s.Answer(q.ID, c.answer)
				}
				snap := until(t, s, func(snap Snapshot) bool { return snap.Outcome != nil })
				if filepath.ToSlash(used) != c.want || (snap.Outcome.Saved != "") != c.saved {
					t.Errorf("used %q, saved %q, %v", used, snap.Outcome.Saved, snap.Outcome.Err)
				}
				if said := len(snap.Findings) > 0 && snap.Findings[0].Code == c.said; said != (c.said != "") {
					t.Errorf("findings: %v", snap.Findings)
				}
				if c.answer == ChooseCancel && !errors.Is(snap.Outcome.Err, context.Canceled) {
					t.Errorf("%+v", snap.Outcome)
				}
			})
		})
	}
}
