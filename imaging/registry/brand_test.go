package registry

import (
	"bytes"
	"net/http"
	"strings"
	"testing"

	"auximage/imaging/report"
	"auximage/imaging/testkit"
)

// brands runs a test at each imitated make of registries.
func brands(t *testing.T, rules testkit.Rules, test func(t *testing.T, s *site)) {
	t.Helper()
	for _, brand := range testkit.Brands {
		t.Run(brand.Name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: brand.Auth, Brand: brand, Rules: rules}, func(t *testing.T, s *site) {
				if brand.TokenHost != "" {
					defer s.network.Serve(brand.TokenHost+":80", s.registry)()
					defer s.client.Transport.CloseIdleConnections()
				}
				test(t, s)
			})
		})
	}
}

// small and large layers go different ways.
var everySize = []int{5, large}

func TestEveryRegistryIsPushedToTwiceReadFromAndPushedToAgain(t *testing.T) {
	brands(t, testkit.Rules{}, func(t *testing.T, s *site) {
		image := platformed(t, imageOf(t, everySize...), "amd64")
		result, err := s.push(t.Context(), image)
		if err != nil || result.Sent == 0 || result.NotReadBack != nil {
			t.Fatalf("got %+v, %v", result, err)
		}
		s.holdsAll(t, image)
		if result, err = s.push(t.Context(), image); err != nil || result.Sent != 0 {
			t.Errorf("the second push sent %d bytes, %v", result.Sent, err)
		}
		base, err := s.client.ResolveBase(t.Context(), tagged, "", "", false)
		if err != nil {
			t.Fatal(err)
		}
		got, err := readLayers(base.Image)
		if want := append(content(1, 5), content(2, large)...); err != nil || !bytes.Equal(got, want) {
			t.Errorf("read back %d bytes, want %d, %v", len(got), len(want), err)
		}
		if _, err := s.client.Push(t.Context(), host+"/tenancy/another:v1", base.Image, nil); err != nil {
			t.Errorf("what was read is not pushed to another repository: %v", err)
		}
		if n := s.registry.Uploads(); n != 0 {
			t.Errorf("%d uploads were left open", n)
		}
	})
}

func TestAWrongPasswordIsRefusedOnceEverywhere(t *testing.T) {
	brands(t, testkit.Rules{}, func(t *testing.T, s *site) {
		s.client.Keychain = keychain{user, "wrong"}
		s.client.SignIns = &SignIns{}
		_, err := s.push(t.Context(), imageOf(t, everySize...))
		finding(t, err, CodeRefused)
		if n := s.passwords(); n != 1 {
			t.Errorf("the password was sent %d times, want once", n)
		}
	})
}

func TestAMissingRightIsNoWrongPasswordAnywhere(t *testing.T) {
	brands(t, testkit.Rules{NoRight: true}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, everySize...))
		f := finding(t, err, CodeDenied)
		if want := s.registry.Brand.NoRight.Message; f.Exchange == nil || !strings.Contains(f.Exchange.Text, want) {
			t.Errorf("got %+v, want the words %q", f.Exchange, want)
		}
	})
}

func TestAPushThatWasTakenIsDoneWhereItCannotBeReadBack(t *testing.T) {
	brands(t, testkit.Rules{NoPull: true}, func(t *testing.T, s *site) {
		image := imageOf(t, everySize...)
		result, err := s.push(t.Context(), image)
		if err != nil {
			t.Fatal(err)
		}
		s.holdsAll(t, image)
		note := result.NotReadBack
		if note == nil || note.Code != CodeNotReadBack || note.Severity == report.Error || note.Exchange == nil || note.Exchange.Status != http.StatusForbidden {
			t.Errorf("got %+v, want a note with the server's words", note)
		}
		if want, _ := image.Digest(); result.Digest != want {
			t.Errorf("got %s, want %s", result.Digest, want)
		}
	})
}

func TestAPushThatNoRightHelpsSaysSo(t *testing.T) {
	for what, test := range map[string]struct {
		rules testkit.Rules
		words func(testkit.Brand) testkit.Denial
		want  report.Code
	}{
		"a tag that is kept": {testkit.Rules{TagsKept: true}, func(b testkit.Brand) testkit.Denial { return b.TagKept }, CodeTagLocked},
		"a full quota":       {testkit.Rules{Full: true}, func(b testkit.Brand) testkit.Denial { return b.Full }, CodeFull},
		"maintenance":        {testkit.Rules{ReadOnly: true}, func(b testkit.Brand) testkit.Denial { return b.ReadOnly }, CodeReadOnly},
	} {
		t.Run(what, func(t *testing.T) {
			brands(t, test.rules, func(t *testing.T, s *site) {
				if test.words(s.registry.Brand).Status == 0 {
					t.Skip("no public trace of its words")
				}
				s.registry.PutManifest(repository, "v1", "application/json", []byte("{}"))
				_, err := s.push(t.Context(), imageOf(t, everySize...))
				finding(t, err, test.want)
			})
		})
	}
}

func TestATagThatIsKeptAndHoldsTheImageIsSuccess(t *testing.T) {
	brands(t, testkit.Rules{TagsKept: true}, func(t *testing.T, s *site) {
		image := imageOf(t, everySize...)
		for range 2 {
			if _, err := s.push(t.Context(), image); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestATokenServerThatKnowsNoSuchRepositorySaysSo(t *testing.T) {
	fault := at(http.MethodGet, testkit.TokenPath, answer(http.StatusNotFound, `{"errors":[{"code":"NAME_UNKNOWN","message":"no such project"}]}`))
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, Fault: fault}, func(t *testing.T, s *site) {
		_, err := s.push(t.Context(), imageOf(t, 5))
		finding(t, err, CodeNotFound)
	})
}

func TestWordsThatOnlySoundLikeAKeptTagOrMaintenanceAreNone(t *testing.T) {
	for _, words := range []string{"blocked by policy", "unlocked", "the manifest is not valid", "a token that is read-only"} {
		fault := at(http.MethodPut, "/manifests/", refusing(http.StatusBadRequest, "MANIFEST_INVALID", words))
		inBubble(t, &testkit.Registry{Fault: fault}, func(t *testing.T, s *site) {
			_, err := s.push(t.Context(), imageOf(t, 5))
			finding(t, err, CodeRejected)
		})
	}
}
