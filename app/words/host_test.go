package words

import (
	"strings"
	"testing"

	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// oracles are words that only Oracle's registry gives a meaning.
var oracles = []string{"Console", "auth token", "tenancy", "manage repos", "read repos", "oracleidentitycloudservice", "compartment"}

func about(code report.Code, host string) string { return aboutReading(code, host, false) }

func aboutReading(code report.Code, host string, reading bool) string {
	return Of(report.Finding{Code: code, Args: report.Args{
		"Host": host, "User": "me", "Namespace": "team", "Repository": "app", "Reference": host + "/team/app:v1", "Reading": reading,
	}}).String()
}

func TestWhoeverReadsIsNotToldToCreateARepository(t *testing.T) {
	for _, host := range []string{"lhr.ocir.io", "ghcr.io"} {
		for _, code := range []report.Code{registry.CodeNotFound, registry.CodeDenied} {
			for reading, said := range map[bool]string{true: aboutReading(code, host, true), false: aboutReading(code, host, false)} {
				if got := strings.Contains(strings.ToLower(said), "create"); got == reading {
					t.Errorf("%s at %s, reading %v: %s", code, host, reading, said)
				}
			}
		}
	}
}

func TestOraclesAdviceIsGivenAtOraclesHostsAlone(t *testing.T) {
	for _, code := range []report.Code{
		registry.CodeRefused, registry.CodeDenied, registry.CodeAnonymous, registry.CodeNotFound, registry.CodeSignedIn,
		"session.no-token", "session.no-user",
	} {
		for host, want := range map[string]bool{
			"lhr.ocir.io": true, "ocir.uk-london-1.oci.oraclecloud.com": true,
			"ghcr.io": false, "harbor.example.com:5000": false, "docker.io": false, "lhr.ocir.io.example.com": false,
		} {
			said := about(code, host)
			got := false
			for _, word := range oracles {
				got = got || strings.Contains(said, word)
			}
			if got != want {
				t.Errorf("%s at %s: got Oracle's advice %v, want %v: %s", code, host, got, want, said)
			}
		}
	}
}

func TestNobodyIsToldToCheckANameThatTheyDidNotType(t *testing.T) {
	for host, typed := range map[string]bool{
		"api.github.com": false, "auth.docker.io": false, "container-registry.oracle.com": false, "lhr.ocir.io": false, "lhr.ocir.io:443": false,
		"registry.example.com": true, "lhrr.ocir.io": true, "notgithub.com": true,
	} {
		said := about(transport.CodeUnknownHost, host)
		if got := strings.Contains(said, "spelling"); got != typed {
			t.Errorf("%s: got advice about the spelling %v, want %v: %s", host, got, typed, said)
		}
		if got := strings.Contains(said, "files"); got == typed {
			t.Errorf("%s: got advice about files %v, want %v: %s", host, got, !typed, said)
		}
	}
}
