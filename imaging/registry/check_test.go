package registry

import (
	"context"
	"testing"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
	"auximage/imaging/transport"
)

func TestACheckSaysHowFarAPushWouldCome(t *testing.T) {
	for name, test := range map[string]struct {
		registry *testkit.Registry
		keychain keychain
		exists   bool
		want     report.Code
		severity report.Severity
		step     any
	}{
		"all is well":             {&testkit.Registry{Auth: testkit.Bearer}, keychain{user, password}, true, CodeMayPush, report.Info, nil},
		"no such repository":      {&testkit.Registry{Auth: testkit.Bearer}, keychain{user, password}, false, CodeSignedIn, report.Warning, nil},
		"a wrong password":        {&testkit.Registry{Auth: testkit.Bearer}, keychain{user, "x"}, true, CodeRefused, report.Error, stepSignIn},
		"a wrong password, basic": {&testkit.Registry{Auth: testkit.Basic}, keychain{user, "x"}, true, CodeRefused, report.Error, stepSignIn},
		"nobody":                  {&testkit.Registry{Auth: testkit.Bearer}, keychain{}, true, CodeAnonymous, report.Error, stepUpload},
		"no right to send": {
			&testkit.Registry{Auth: testkit.Bearer, Fault: at("POST", "/uploads/", refusing(403, "DENIED", ""))},
			keychain{user, password}, true, CodeDenied, report.Error, stepUpload,
		},
		"no right to look": {
			&testkit.Registry{Auth: testkit.Bearer, Fault: at("GET", "/tags/", refusing(403, "DENIED", ""))},
			keychain{user, password}, true, CodeDenied, report.Error, stepScope,
		},
		"silence": {
			&testkit.Registry{Auth: testkit.Bearer, Fault: at("GET", "/v2/", testkit.Fault{Kind: testkit.Stall})},
			keychain{user, password}, true, transport.CodeTimeout, report.Error, stepReach,
		},
		"a hotel": {
			&testkit.Registry{Auth: testkit.Bearer, Fault: at("GET", "/", testkit.Fault{Kind: testkit.Portal})},
			keychain{user, password}, true, CodeNotARegistry, report.Error, stepReach,
		},
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, test.registry, func(t *testing.T, s *site) {
				if test.exists {
					s.registry.PutManifest(repository, "v0", "application/json", []byte("{}"))
				}
				s.client.Keychain = test.keychain
				f := s.client.CheckSignIn(t.Context(), tagged)
				if f.Code != test.want || f.Severity != test.severity || f.Args["Step"] != test.step {
					t.Errorf("%s: %v", f.Severity, f)
				}
				if n := s.registry.Uploads(); n != 0 {
					t.Errorf("%d upload sessions are left", n)
				}
				if !test.exists && s.registry.Manifest(repository, "v0") != nil {
					t.Error("something was made")
				}
			})
		})
	}
}

func TestAStoppedCheckSaysSo(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if f := s.client.CheckSignIn(ctx, tagged); f.Code != CodeCheckStopped {
			t.Errorf("got %v", f)
		}
	})
}

func TestExistsTellsWhatTheTagHolds(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer}, func(t *testing.T, s *site) {
		if _, found, err := s.client.Exists(t.Context(), tagged); found || err != nil {
			t.Errorf("found %v, %v", found, err)
		}
		image := imageOf(t, 10)
		if _, err := s.push(t.Context(), image); err != nil {
			t.Fatal(err)
		}
		want, _ := image.Digest()
		if got, found, err := s.client.Exists(t.Context(), tagged); got != want || !found || err != nil {
			t.Errorf("%s, found %v, %v", got, found, err)
		}
	})
}
