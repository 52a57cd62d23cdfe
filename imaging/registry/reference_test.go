package registry

import (
	"strings"
	"testing"
)

func TestAReferenceIsParsed(t *testing.T) {
	for text, want := range map[string]string{
		"lhr.ocir.io/ns/test-model:v1":            "lhr.ocir.io/ns/test-model:v1",
		"lhr.ocir.io/ns/a/b__c-d.e":               "lhr.ocir.io/ns/a/b__c-d.e:latest",
		"busybox":                                 "docker.io/library/busybox:latest",
		"me/tool:2":                               "docker.io/me/tool:2",
		"localhost/a:1":                           "localhost/a:1",
		"localhost:5000/a:1":                      "localhost:5000/a:1",
		"127.0.0.1:5000/a:1":                      "127.0.0.1:5000/a:1",
		"[::1]:5000/a:1":                          "[::1]:5000/a:1",
		"a.b/c@sha256:" + strings.Repeat("0", 64): "a.b/c@sha256:" + strings.Repeat("0", 64),
	} {
		t.Run(text, func(t *testing.T) {
			got, err := parse(text)
			if err != nil || got.String() != want {
				t.Errorf("%s, %v", got, err)
			}
		})
	}
}

func TestWhatIsNoReferenceIsRefusedWithThePart(t *testing.T) {
	for text, part := range map[string]string{
		"../x:1":                            "host",
		"a.b//c:1":                          "repository",
		"a.b/C:1":                           "repository",
		"a.b/c_:1":                          "repository",
		"a.b/c:-bad":                        "tag",
		"a.b/c:":                            "tag",
		"a.b/c:" + strings.Repeat("x", 129): "tag",
		"a.b:99999/c:1":                     "host",
		"a.b:0/c:1":                         "host",
		"а.b/c:1":                           "host", // a Cyrillic letter
		"a..b/c:1":                          "host",
		"-a.b/c:1":                          "host",
		"a.b/c@sha256:0":                    "digest",
		"a.b/" + strings.Repeat("x", 252):   "repository",
		"":                                  "repository",
	} {
		t.Run(text, func(t *testing.T) {
			_, err := parse(text)
			if f := finding(t, err, CodeBadReference); f.Args["Part"] != part {
				t.Errorf("got %v", f.Args)
			}
		})
	}
}

func FuzzAReferenceThatIsTakenIsStable(f *testing.F) {
	for _, seed := range []string{tagged, "busybox", "[::1]:5/a", "a.b/c@sha256:" + strings.Repeat("0", 64), "../x:1", "a//b:1"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		first, err := parse(text)
		if err != nil {
			return
		}
		second, err := parse(first.String())
		if err != nil || second.String() != first.String() {
			t.Errorf("%q is %s, then %s, %v", text, first, second, err)
		}
	})
}

func TestAChallengeIsRead(t *testing.T) {
	for header, want := range map[string]challenge{
		`Bearer realm="https://a/token",service="a",scope="repository:x:pull,push"`: {"bearer", "https://a/token", "a", "repository:x:pull,push"},
		`bearer service=a, realm=https://a/t`:                                       {"bearer", "https://a/t", "a", ""},
		`Basic realm="a, b"`:                                                        {"basic", "a, b", "", ""},
		`Negotiate, Basic realm="x"`:                                                {"basic", "x", "", ""},
		`Negotiate abc==, Bearer realm="r\"s"`:                                      {"bearer", `r"s`, "", ""},
		`BASIC`:                                                                     {"basic", "", "", ""},
		`Bearer service="no realm", Basic realm="fallback"`:                         {"basic", "fallback", "", ""},
		`Digest realm="x"`:                                                          {},
		`Bearer realm="cut`:                                                         {"bearer", "cut", "", ""},
		``:                                                                          {},
	} {
		t.Run(header, func(t *testing.T) {
			if got, ok := parseChallenges([]string{header}); got != want || ok != (want.scheme != "") {
				t.Errorf("%+v %v", got, ok)
			}
		})
	}
}

func FuzzChallenges(f *testing.F) {
	f.Add(`Bearer realm="https://a/token",service="a"`)
	f.Add(`Negotiate abc==, Bearer realm="r\"s"`)
	f.Add("=\"\\, ,")
	f.Fuzz(func(t *testing.T, header string) {
		if found, ok := parseChallenges([]string{header}); ok && found.scheme != "basic" && found.realm == "" {
			t.Errorf("%+v", found)
		}
	})
}
