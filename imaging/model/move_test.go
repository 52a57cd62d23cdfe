package model_test

import (
	"context"
	"os"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// secretIn returns the first finding about a secret in clear.
func secretIn(t *testing.T, f input.File) report.Finding {
	t.Helper()
	in := model.Inputs{Models: []input.File{f}}
	if model.KindOf(f.Path) == model.Variables {
		in = model.Inputs{Variables: []input.File{f}}
	}
	_, found := model.Check(context.Background(), in, nil)
	i := slices.IndexFunc(found, func(f report.Finding) bool { return f.Code == model.CodeClearSecret })
	if i < 0 {
		t.Fatalf("no secret was found: %v", found)
	}
	return found[i]
}

// moved returns the text of a file with a token in the place of its first secret.
func moved(t *testing.T, f input.File, token string) (string, *model.ClearSecret) {
	t.Helper()
	secret, err := model.FindSecret(f, secretIn(t, f))
	if err != nil {
		t.Fatal(err)
	}
	text, err := secret.Text(token)
	if err != nil {
		t.Fatal(err)
	}
	return string(text), secret
}

const token = "@@SECRET:sales-db:password@@"

func TestATokenTakesThePlaceOfASecretInClear(t *testing.T) {
	for text, want := range map[string]string{
		"domainInfo:\n  AdminPassword: welcome1 # mine\n":             "domainInfo:\n  AdminPassword: '" + token + "' # mine\n",
		"domainInfo:\r\n  AdminPassword: \"wel come\"\r\n":            "domainInfo:\r\n  AdminPassword: \"" + token + "\"\r\n",
		"domainInfo: {\"é\": x, AdminPassword: 'a#b', b: c}\n":        "domainInfo: {\"é\": x, AdminPassword: '" + token + "', b: c}\n",
		"topology:\n  Args: '-Da=b -Dx.password=s3cret -Dc=d'\n":      "topology:\n  Args: '-Da=b -Dx.password=" + token + " -Dc=d'\n",
		"# a\n\ntopology:\n  U:\n  - jdbc:oracle:thin:joe/tiger@db\n": "# a\n\ntopology:\n  U:\n  - jdbc:oracle:thin:joe/" + token + "@db\n",
	} {
		f := written(t, "model.yaml", text)
		if got, _ := moved(t, f, token); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if kept, _ := os.ReadFile(f.Path); string(kept) != text {
			t.Errorf("the file is %q now", kept)
		}
	}
	f := written(t, "v.properties", "a=b\n  db.password = s3cret\nc=d\n")
	if got, _ := moved(t, f, token); got != "a=b\n  db.password = "+token+"\nc=d\n" {
		t.Errorf("a variable: got %q", got)
	}
}

func TestTheLineOfASecretIsShownWithoutSecrets(t *testing.T) {
	long := strings.Repeat("x", 200)
	for text, want := range map[string]string{
		"domainInfo:\n  AdminPassword: welcome1 # mine\n":                                        "  AdminPassword: '••••••' # mine",
		"domainInfo: {AdminPassword: 'a#b', OtherPassword: tiger}\n":                             "domainInfo: {AdminPassword: '••••••', OtherPassword: ••••••}",
		"domainInfo: {AdminPassword: a#b, XPassword: \"ti\\u0067er\", c: d}\n":                   "domainInfo: {AdminPassword: '••••••', XPassword: ••••••",
		"domainInfo: {a: " + long + ", AdminPassword: \"a\", b: " + long + ", XPassword: pw2}\n": "…" + long[:60-len(", AdminPassword: \"")] + ", AdminPassword: \"••••••\", b: " + long[:60-len("\", b: ")] + "…",
		"topology:\n  Args: '-Da=b -Dx.password=s3cret -Dc=d'\n":                                 "  Args: '-Da=b -Dx.password=•••••• -Dc=d'",
	} {
		_, secret := moved(t, written(t, "model.yaml", text), token)
		if got := secret.Before(); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
		if got, want := secret.After(token), strings.Replace(want, "••••••", token, 1); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
	f := written(t, "v.properties", "db.password = s3cret\n")
	if _, secret := moved(t, f, token); secret.Before() != "db.password = ••••••" {
		t.Errorf("a variable: got %q", secret.Before())
	}
}

func TestASecretIsNamedByItsPlace(t *testing.T) {
	for text, want := range map[string][2]string{
		"domainInfo:\n  AdminPassword: welcome1\n": {"__weblogic-credentials__", "password"},
		"resources:\n  JDBCSystemResource:\n    My_DS1:\n      JdbcResource:\n        JDBCDriverParams:\n          PasswordEncrypted: tiger\n":                                                        {"jdbc-my-ds1", "password"},
		"resources:\n  MailSession:\n    mail:\n      SessionPasswordEncrypted: tiger\n":                                                                                                              {"mailsession-mail", "sessionpassword"},
		"resources:\n  JDBCSystemResource:\n    d:\n      JdbcResource:\n        JDBCDriverParams:\n          Properties:\n            javax.net.ssl.keyStorePassword:\n              Value: tiger\n": {"jdbc-d", "javax.net.ssl.keystorepassword"},
		"topology:\n  SecurityConfiguration:\n    NodeManagerPasswordEncrypted: tiger\n":                                                                                                              {"securityconfiguration", "nodemanagerpassword"},
	} {
		f := written(t, "model.yaml", text)
		_, secret := moved(t, f, token)
		if name, key := secret.Proposal(); name != want[0] || key != want[1] {
			t.Errorf("%q: got %s, %s, want %q", text, name, key, want)
		}
	}
	for line, want := range map[string][2]string{
		"db.hr.password=tiger":   {"db-hr", "password"},
		"JDBC_PASSWORD=tiger":    {"jdbc", "password"},
		"password=tiger":         {"model", "password"},
		"hr.adminPassword=tiger": {"hr", "adminpassword"},
	} {
		_, secret := moved(t, written(t, "v.properties", line+"\n"), token)
		if name, key := secret.Proposal(); name != want[0] || key != want[1] {
			t.Errorf("%q: got %s, %s, want %q", line, name, key, want)
		}
	}
}

func TestASecretThatIsNotInOnePieceIsLeftToThePerson(t *testing.T) {
	for _, text := range []string{
		"domainInfo:\n  AdminPassword: |-\n    welcome1\n",
		"domainInfo:\n  AdminPassword: \"wel\\u0063ome\"\n",
		"domainInfo:\n  AdminPassword: 'it''s'\n",
		"domainInfo:\n  AdminPassword: wel\n    come\n",
	} {
		f := written(t, "model.yaml", text)
		if _, err := model.FindSecret(f, secretIn(t, f)); !report.Has(err, model.CodeNotMovable) {
			t.Errorf("%q: got %v", text, err)
		}
	}
	f := written(t, "model.yaml", "domainInfo:\n  AdminPassword: welcome1\n")
	found := secretIn(t, f)
	if err := os.WriteFile(f.Path, []byte(strings.Repeat("# changed\n", 3)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := model.FindSecret(f, found); !report.Has(err, model.CodeNotMovable) {
		t.Errorf("a file that was changed: got %v", err)
	}
}
