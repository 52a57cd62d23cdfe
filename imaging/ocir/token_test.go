package ocir

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/report"
)

func isToken(user string) bool {
	return slices.ContainsFunc(CheckUser(user, Parts{Host: "lhr.ocir.io", Namespace: "ns"}),
		func(f report.Finding) bool { return f.Code == CodeUserIsToken })
}

func TestTokensAreToldFromUserNames(t *testing.T) {
	for what, user := range map[string]string{
		"of Oracle Cloud":          "}kD3>w;9s[Qm(Zt4.+y~",
		"with an at sign":          "T9@x)m;P2.w<Hc[d:7Lq",
		"that begins with a word":  "Welcome~4;x)kP>z[1Rt",
		"with a slash":             "9f]/;q)>T[5h.-}3yKRb",
		"behind the namespace":     "ns/}kD3>w;9s[Qm(Zt4.+y~",
		"behind the federation":    "ns/oracleidentitycloudservice/}kD3>w;9s[Qm(Zt4.+y~",
		"of GitHub":                "ghp_" + strings.Repeat("aB3", 12),
		"of GitHub, fine-grained":  "github_pat_11ABCDEFG0abcdefghij_KLMNOPQRSTUVWXYZ0123",
		"of GitLab":                "glpat-x_Yz12-AbCd34EfGh56I",
		"of Docker Hub":            "dckr_pat_ab-Cd12ef_Gh34ij56KlMnOpQr",
		"of an organization there": "dckr_oat_ab-Cd12ef_Gh34ij56KlMnOpQr",
		"a JWT":                    "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJsYWIifQ.c2lnbmF0dXJl-_x",
		"of Amazon":                "eyJwYXlsb2FkIjoiYWJj+/ZGVm==",
		"of Artifactory":           "AKCp8hyZ" + strings.Repeat("aB3", 20),
		"of a robot at Quay":       strings.Repeat("K7QX2M9ZP4", 6),
		"of a robot at Harbor":     "a7Kq3ZpX9mT2wB6nR1vC8sD4fG5hJ0Lk",
	} {
		if !isToken(user) {
			t.Errorf("a token %s is taken for a user name: %q", what, user)
		}
	}
	for _, user := range []string{
		"ns/lab.user@oracle.com", "ns/oracleidentitycloudservice/first.last+registry+lab@some.example.com",
		"ns/Default/o'brien@example.com", "ns/Müller-Lüdenscheidt@example.com", "ns/svc_account-with-a-long-name-2026", "ns/Jean Paul Lefebvre",
		"<namespace>/<user name>", "${NAMESPACE}/${OCI_USERNAME}", "[namespace]/[your.user@example.com]",
		"organization+robot_account", "robot$library+auximage", "00000000-0000-0000-0000-000000000000", "B7AC8B4E-19D2-4F6A-8C3E-5A1B2C3D4E5F",
		"ocid1.user.oc1..aaaaaaaab3c4d5e6f7g8h9i2j3k4l5m6n7", "ghost_writer@example.com", "eyJolina", "AdministratorOfTheRegistryOfSales2026",
	} {
		if isToken(user) {
			t.Errorf("a user name is taken for a token: %q", user)
		}
	}
}

func TestHardlyAnAuthTokenOfOracleCloudIsTakenForAName(t *testing.T) {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789#;()>x[].-}{<~:+?_=,|!*@$^&/"
	random, missed, of := rand.New(rand.NewPCG(1, 2)), 0, 2000
	for range of {
		token := make([]byte, 20)
		for i := range token {
			token[i] = alphabet[random.IntN(len(alphabet))]
		}
		if !isToken(string(token)) {
			missed++
		}
	}
	if missed > of/100 {
		t.Errorf("%d of %d tokens are taken for names, want at most one of a hundred", missed, of)
	}
}
