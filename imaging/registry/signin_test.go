package registry

import (
	"testing"
	"time"

	"auximage/imaging/testkit"
)

// asked counts the requests of sign-ins so far.
func (s *site) asked() (count int) {
	for _, r := range s.registry.Requests() {
		if r.Path == "/v2/" || r.Path == testkit.TokenPath {
			count++
		}
	}
	return count
}

func TestOneSignInServesBaseTargetAndASecondPush(t *testing.T) {
	for name, test := range map[string]struct {
		auth testkit.Auth
		want int
	}{
		"open":  {testkit.Open, 1},
		"basic": {testkit.Basic, 2},  // asked how, then accepted
		"token": {testkit.Bearer, 3}, // asked how, one token to pull the base, one to push
	} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: test.auth}, func(t *testing.T, s *site) {
				s.keepBase(t, platformed(t, imageOf(t, 1000), "amd64"))
				before := s.asked()
				s.client.SignIns = &SignIns{}
				if _, err := s.client.ResolveBase(t.Context(), baseRef, "", "", true); err != nil {
					t.Fatal(err)
				}
				for range 2 {
					if _, _, err := s.client.Exists(t.Context(), tagged); err != nil {
						t.Fatal(err)
					}
					if _, err := s.push(t.Context(), imageOf(t, 2000)); err != nil {
						t.Fatal(err)
					}
				}
				if n := s.asked() - before; n != test.want {
					t.Errorf("%d requests of sign-ins, want %d", n, test.want)
				}
			})
		})
	}
}

func TestASharedTokenThatGrewOldIsRenewed(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Bearer, TokenLife: time.Minute}, func(t *testing.T, s *site) {
		s.client.SignIns = &SignIns{}
		for i := range 3 {
			image := imageOf(t, 1000+i)
			if _, err := s.push(t.Context(), image); err != nil {
				t.Fatal(err)
			}
			s.holdsAll(t, image)
			<-time.After(time.Hour)
		}
	})
}

func TestARefusedPasswordIsSentOnceByEachCall(t *testing.T) {
	for name, auth := range map[string]testkit.Auth{"basic": testkit.Basic, "token": testkit.Bearer} {
		t.Run(name, func(t *testing.T) {
			inBubble(t, &testkit.Registry{Auth: auth}, func(t *testing.T, s *site) {
				s.client.SignIns = &SignIns{}
				s.client.Keychain = keychain{user, "wrong"}
				for call := 1; call <= 2; call++ {
					_, err := s.push(t.Context(), imageOf(t, 1000, 2000, 3000))
					finding(t, err, CodeRefused)
					sent := 0
					for _, r := range s.registry.Requests() {
						if r.Header.Get("Authorization") != "" {
							sent++
						}
					}
					if sent != call {
						t.Errorf("after %d calls the password was sent %d times", call, sent)
					}
				}
				s.client.Keychain = keychain{user, password}
				if _, err := s.push(t.Context(), imageOf(t, 1000)); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

func TestASignInOfBeforeIsNoAnswerToACheck(t *testing.T) {
	inBubble(t, &testkit.Registry{Auth: testkit.Basic}, func(t *testing.T, s *site) {
		s.client.SignIns = &SignIns{}
		if _, err := s.push(t.Context(), imageOf(t, 1000)); err != nil {
			t.Fatal(err)
		}
		before := s.asked()
		if f := s.client.CheckSignIn(t.Context(), tagged); f.Code != CodeMayPush {
			t.Errorf("got %v", f)
		}
		if n := s.asked() - before; n != 2 {
			t.Errorf("%d requests of the sign-in, want 2", n)
		}
	})
}

func TestAnImageThatTheTagHoldsIsNotPutAgain(t *testing.T) {
	inBubble(t, &testkit.Registry{}, func(t *testing.T, s *site) {
		image := imageOf(t, 1000)
		puts := func() (count int) {
			for _, r := range s.registry.Requests() {
				if r.Method == "PUT" && r.Path == "/v2/"+repository+"/manifests/v1" {
					count++
				}
			}
			return count
		}
		for i, what := range []Pushable{image, image, imageOf(t, 2000), image} {
			if _, err := s.push(t.Context(), what); err != nil {
				t.Fatal(err)
			}
			if want := []int{1, 1, 2, 3}[i]; puts() != want {
				t.Errorf("after push %d: %d manifests were put, want %d", i+1, puts(), want)
			}
		}
		s.holdsAll(t, image)
	})
}
