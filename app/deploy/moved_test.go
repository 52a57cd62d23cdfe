package deploy_test

import (
	"encoding/base64"
	"strings"
	"testing"

	"auximage/app/deploy"
)

func TestASecretThatIsTakenOutOfAModelIsMadeWithTheKeysThatAreReadOfIt(t *testing.T) {
	for name, want := range map[string]struct{ name, keys, typed string }{
		"@@ENV:DOMAIN_UID@@-mail":     {"sales-mail", "password", "tiger\n"},
		"@@ENV:DOMAIN_UID@@-jdbc-ds1": {"sales-jdbc-ds1", "password user url", "tiger\nscott\nx\n"},
		"__weblogic-credentials__":    {"sales-weblogic-credentials", "username password", "weblogic\ntiger\n"},
	} {
		v := prepared()
		out, _ := bash(t, inMemory, v.SecretCommand(name, "password"), want.typed)
		made := parsed(t, strings.TrimSuffix(out, "---\n"))
		data := at(made, "data").(map[string]any)
		var typed []string
		for _, key := range strings.Fields(want.keys) {
			text, _ := data[key].(string)
			value, err := base64.StdEncoding.DecodeString(text)
			if err != nil {
				t.Error(err)
			}
			typed = append(typed, string(value))
		}
		if got := strings.Join(typed, "\n") + "\n"; at(made, "metadata", "name") != want.name || got != want.typed || len(data) != len(typed) {
			t.Errorf("%s: got %s with %q, want %s with %q", name, at(made, "metadata", "name"), got, want.name, want.typed)
		}
		if in := v.InCluster(name); in != want.name {
			t.Errorf("%s is %s in the cluster, want %s", name, in, want.name)
		}
	}
}

func TestNoCommandMakesASecretThatNobodyCanName(t *testing.T) {
	v := prepared()
	for name, says := range map[string]string{"@@ENV:STAGE@@-db": "", "x;reboot": "deploy.bad-secret", "": "deploy.bad-secret",
		strings.Repeat("a", 64): "deploy.bad-secret", "Capital": "deploy.bad-secret"} {
		code := ""
		if found := v.CheckSecret(name); len(found) > 0 {
			code = string(found[0].Code)
		}
		if got := v.SecretCommand(name, "password"); got != "" || code != says {
			t.Errorf("%q: got %q and the command %q, want %q and none", name, code, got, says)
		}
	}
	if got := v.SecretCommand("db", "$(reboot)"); got != "" || len(deploy.CheckKey("$(reboot)")) == 0 {
		t.Errorf("a key that is a command: got %q", got)
	}
}
