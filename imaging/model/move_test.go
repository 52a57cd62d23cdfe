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

func TestASecretInClearIsMovedIntoACopy(t *testing.T) {
	const token = "@@SECRET:sales-db:password@@"
	for text, want := range map[string][2]string{
		"domainInfo:\n  AdminPassword: welcome1 # mine\n":             {"domainInfo:\n  AdminPassword: '" + token + "' # mine\n", "welcome1"},
		"domainInfo:\r\n  AdminPassword: \"wel come\"\r\n":            {"domainInfo:\r\n  AdminPassword: '" + token + "'\r\n", "wel come"},
		"domainInfo: {\"é\": x, AdminPassword: 'a#b', b: c}\n":        {"domainInfo: {\"é\": x, AdminPassword: '" + token + "', b: c}\n", "a#b"},
		"topology:\n  Args: '-Da=b -Dx.password=s3cret -Dc=d'\n":      {"topology:\n  Args: '-Da=b -Dx.password=" + token + " -Dc=d'\n", "s3cret"},
		"# a\n\ntopology:\n  U:\n  - jdbc:oracle:thin:joe/tiger@db\n": {"# a\n\ntopology:\n  U:\n  - jdbc:oracle:thin:joe/" + token + "@db\n", "tiger"},
	} {
		f := written(t, "model.yaml", text)
		got, secret, err := model.MoveToSecret(f, secretIn(t, f), token)
		if err != nil || string(got) != want[0] || secret != want[1] {
			t.Errorf("%q: got %q, %q, %v, want %q, %q", text, got, secret, err, want[0], want[1])
		}
		if kept, _ := os.ReadFile(f.Path); string(kept) != text {
			t.Errorf("the file is %q now", kept)
		}
	}
	f := written(t, "v.properties", "a=b\n  db.password = s3cret\nc=d\n")
	got, secret, err := model.MoveToSecret(f, secretIn(t, f), token)
	if want := "a=b\n  db.password = " + token + "\nc=d\n"; err != nil || string(got) != want || secret != "s3cret" {
		t.Errorf("a variable: got %q, %q, %v, want %q", got, secret, err, want)
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
		if got, _, err := model.MoveToSecret(f, secretIn(t, f), "@@SECRET:a:b@@"); !report.Has(err, model.CodeNotMovable) {
			t.Errorf("%q: got %q, %v", text, got, err)
		}
	}
	f := written(t, "model.yaml", "domainInfo:\n  AdminPassword: welcome1\n")
	found := secretIn(t, f)
	if err := os.WriteFile(f.Path, []byte(strings.Repeat("# changed\n", 3)), 0o600); err != nil {
		t.Fatal(err)
	}
	if _, _, err := model.MoveToSecret(f, found, "@@SECRET:a:b@@"); !report.Has(err, model.CodeNotMovable) {
		t.Errorf("a file that was changed: got %v", err)
	}
}
