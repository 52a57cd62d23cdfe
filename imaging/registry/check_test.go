package registry

import (
	"context"
	"testing"

	"auximage/imaging/internal/fakes"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

func TestACheckSaysHowFarAPushWouldCome(t *testing.T) {
	for name, test := range map[string]struct {
		registry *fakes.Registry
		keychain keychain
		exists   bool
		want     report.Code
		severity report.Severity
		step     any
	}{
		"all is well":             {&fakes.Registry{Auth: fakes.Bearer}, keychain{user, password}, true, CodeMayPush, report.Info, nil},
		"no such repository":      {&fakes.Registry{Auth: fakes.Bearer}, keychain{user, password}, false, CodeSignedIn, report.Warning, nil},
		"a wrong password":        {&fakes.Registry{Auth: fakes.Bearer}, keychain{user, "x"}, true, CodeRefused, report.Error, stepSignIn},
		"a wrong password, basic": {&fakes.Registry{Auth: fakes.Basic}, keychain{user, "x"}, true, CodeRefused, report.Error, stepSignIn},
		"nobody":                  {&fakes.Registry{Auth: fakes.Bearer}, keychain{}, true, CodeAnonymous, report.Error, stepUpload},
		"no right to send": {
			&fakes.Registry{Auth: fakes.Bearer, Fault: at("POST", "/uploads/", refusing(403, "DENIED", ""))},
			keychain{user, password}, true, CodeDenied, report.Error, stepUpload,
		},
		"no right to look": {
			&fakes.Registry{Auth: fakes.Bearer, Fault: at("GET", "/tags/", refusing(403, "DENIED", ""))},
			keychain{user, password}, true, CodeDenied, report.Error, stepScope,
		},
		"silence": {
			&fakes.Registry{Auth: fakes.Bearer, Fault: at("GET", "/v2/", fakes.Fault{Kind: fakes.Stall})},
			keychain{user, password}, true, transport.CodeStalled, report.Error, stepReach,
		},
		"a hotel": {
			&fakes.Registry{Auth: fakes.Bearer, Fault: at("GET", "/", fakes.Fault{Kind: fakes.Portal})},
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
	inBubble(t, &fakes.Registry{}, func(t *testing.T, s *site) {
		ctx, stop := context.WithCancel(t.Context())
		stop()
		if f := s.client.CheckSignIn(ctx, tagged); f.Code != CodeStopped {
			t.Errorf("got %v", f)
		}
	})
}

func TestExistsTellsWhatTheTagHolds(t *testing.T) {
	inBubble(t, &fakes.Registry{Auth: fakes.Bearer}, func(t *testing.T, s *site) {
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
