package model_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/model"
)

// content returns files by name, each kind by its ending.
func content(files map[string]string) model.Content {
	var c model.Content
	for name, text := range files {
		if strings.HasSuffix(name, ".properties") {
			c.Variables = append(c.Variables, model.Text{Name: name, Data: []byte(text)})
		} else {
			c.Models = append(c.Models, model.Text{Name: name, Data: []byte(text)})
		}
	}
	return c
}

func TestWhatChangesIsNamedByItsPlaceInTheMergedModel(t *testing.T) {
	type files = map[string]string
	for name, c := range map[string]struct {
		before, after files
		want          []string
	}{
		"a value": {
			files{"m.yaml": "topology:\n  Server:\n    ms1: {ListenPort: 7001}\n"},
			files{"m.yaml": "topology:\n  Server:\n    ms1: {ListenPort: 7002}\n"},
			[]string{"changed topology:/Server/ms1/ListenPort 7001 → 7002"},
		},
		"a variable": {
			files{"m.yaml": "topology:\n  Server:\n    ms1: {ListenPort: '@@PROP:port@@'}\n", "m.properties": "port=7001\n"},
			files{"m.yaml": "topology:\n  Server:\n    ms1: {ListenPort: '@@PROP:port@@'}\n", "m.properties": "port = 7002\n"},
			[]string{"changed topology:/Server/ms1/ListenPort 7001 → 7002"},
		},
		"a server that came and one that went": {
			files{"m.yaml": "topology:\n  Server:\n    ms1: {ListenPort: 1, Cluster: c}\n"},
			files{"m.yaml": "topology:\n  Server:\n    ms2:\n"},
			[]string{"removed topology:/Server/ms1/ListenPort 1 → ", "removed topology:/Server/ms1/Cluster c → ", "added topology:/Server/ms2  → {}"},
		},
		"another order, comments and quotes are the same": {
			files{"m.yaml": "topology:\n  Name: a # x\n  AdminServerName: b\n"},
			files{"m.yaml": "topology:\n  AdminServerName: 'b'\n  Name: \"a\"\n"}, nil,
		},
		"two models that come to the same as one": {
			files{"m.yaml": "topology:\n  Name: a\nresources:\n  MailSession: {m: {JNDIName: j}}\n"},
			files{"1.yaml": "topology:\n  Name: x\n", "2.yaml": "topology:\n  Name: a\nresources:\n  MailSession: {m: {JNDIName: j}}\n"}, nil,
		},
		"a list": {
			files{"m.yaml": "appDeployments:\n  Application:\n    a: {Target: [c1, c2]}\n"},
			files{"m.yaml": "appDeployments:\n  Application:\n    a: {Target: c1}\n"},
			[]string{"changed appDeployments:/Application/a/Target [c1, c2] → c1"},
		},
		"a deleted name": {
			files{"m.yaml": "resources:\n  MailSession: {a: {JNDIName: j}, b: {JNDIName: k}}\n"},
			files{"1.yaml": "resources:\n  MailSession: {a: {JNDIName: j}, b: {JNDIName: k}}\n", "2.yaml": "resources:\n  MailSession: {'!b': {}}\n"},
			[]string{"removed resources:/MailSession/b/JNDIName k → "},
		},
		"no model any more": {
			files{"m.yaml": "topology: {Name: a}\n"}, files{}, []string{"removed topology:/Name a → "},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, change := range model.Compare(content(c.before), content(c.after)).Changes() {
				got = append(got, fmt.Sprintf("%s %s %s → %s", change.Kind, change.Path, change.Before, change.After))
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got\n  %q, want\n  %q", got, c.want)
			}
		})
	}
}

// secretive are models and variables that give a secret away, each its own.
var secretive = map[string]string{
	"password.yaml":   "domainInfo:\n  AdminPassword: s3cret-a\n  AdminUserName: w\n",
	"quoted.yaml":     "domainInfo:\n  AdminPassword: \"s3cret\\x2db\" # no\n",
	"block.yaml":      "domainInfo:\n  AdminPassword: |\n    s3cret-c\n  AdminUserName: w\n",
	"url.yaml":        "resources:\n  JDBCSystemResource:\n    d: {JdbcResource: {JDBCDriverParams: {URL: 'jdbc:oracle:thin:me/s3cret-d@//h/s'}}}\n",
	"two.yaml":        "topology:\n  Server: {a: {ServerStart: {Arguments: '-Da.password=s3cret-i -Db.password=s3cret-j'}}}\n",
	"several.yaml":    "domainInfo: {AdminPassword: s3cret-k, AdminUserName: w}\n---\nresources: {}\n",
	"api.properties":  "API_KEY=s3cret-l\nclient_secret s3cret-m\nadmin.pass: s3cret-n\n",
	"variable.yaml":   "domainInfo:\n  AdminPassword: '@@PROP:pw@@'\n",
	"of.properties":   "pw = s3cret-e\nother=1\n",
	"name.properties": "db.password:s3cret-\\\n  f\nlast=2\n",
	"key.yaml":        "resources:\n  SelfTuning: {}\n# -----BEGIN RSA PRIVATE KEY-----\n# s3cret-g\n# -----END RSA PRIVATE KEY-----\n",
	"broken.yaml":     "domainInfo:\n\tAdminPassword: s3cret-h\n  x: [\n",
}

func TestNoSecretInClearIsShownAndItsChangeIs(t *testing.T) {
	other := make(map[string]string)
	for name, text := range secretive {
		other[name] = strings.ReplaceAll(strings.ReplaceAll(text, "s3cret", "0ther"), "-\\\n", "=\\\n")
	}
	before, after := model.Compare(content(secretive), content(other)).Masked()
	for name := range secretive {
		for _, text := range []string{before[name], after[name]} {
			if strings.Contains(text, "s3cret") || strings.Contains(text, "0ther") || !strings.Contains(text, model.Mask) && name != "variable.yaml" {
				t.Errorf("%s shows\n%s", name, text)
			}
		}
		if before[name] == after[name] && name != "variable.yaml" {
			t.Errorf("%s: the change is not to be seen:\n%s", name, before[name])
		}
	}
	if !strings.Contains(before["of.properties"], "other=1") || !strings.Contains(before["block.yaml"], "AdminUserName: w") || !strings.Contains(before["name.properties"], "last=2") {
		t.Errorf("more than the secrets is hidden: %q", before)
	}
	for _, change := range model.Compare(content(secretive), content(other)).Changes() {
		if text := fmt.Sprint(change); strings.Contains(text, "s3cret") || strings.Contains(text, "0ther") || !change.Hidden {
			t.Errorf("got %+v, want it hidden", change)
		}
	}
}

func TestASecretIsHiddenWhereverItStands(t *testing.T) {
	files := map[string]string{
		"a.yaml": `domainInfo:
  AdminPassword: &pw Tr0ub4dor
  AdminUserName: Tr0ub4dor2
topology:
  Notes: the password is Tr0ub4dor.
  Name: *pw
  Server:
    AdminServer:
      ServerStart:
        Arguments: '-Xmx1g -Dmail.token=t0kenvalue'
        ClassPath: "run --password 0ptionvalue --client-secret=0ther-value"
# token: c0mment-value
  AdminServerName: a # api_key = behind-it
`,
		"a.properties":   "#pwd=old-value\nnotes=Tr0ub4dor and n4med-value\nmail.token=n4med-value\n",
		"nul.properties": "a=\x00\nb\x00.password=nul-value\n",
	}
	secrets := []string{"Tr0ub4dor ", "Tr0ub4dor.", "t0kenvalue", "0ptionvalue", "0ther-value", "c0mment-value", "behind-it", "old-value", "n4med-value", "nul-value"}
	texts, _ := model.Compare(content(files), content(nil)).Masked()
	var shown strings.Builder
	for _, text := range texts {
		shown.WriteString(text)
	}
	for _, change := range model.Compare(content(nil), content(files)).Changes() {
		fmt.Fprintln(&shown, change.Path, change.After)
	}
	for _, secret := range secrets {
		if strings.Contains(shown.String(), secret) {
			t.Errorf("%q is shown in\n%s", secret, shown.String())
		}
	}
	for _, kept := range []string{"Tr0ub4dor2", "-Xmx1g", "AdminServerName: a ", "the password is " + model.Mask} {
		if !strings.Contains(shown.String(), kept) {
			t.Errorf("%q is hidden in\n%s", kept, shown.String())
		}
	}
}

func TestASecretOfAListOrAHeaderIsHiddenAndNoWordBesideItsName(t *testing.T) {
	files := map[string]string{"a.yaml": `topology:
  Notes: 'curl -H "Authorization: Bearer b3arer.value" follows the x-token path, and path again'
  Server:
    one:
      Notes: eyJhbGciOiJIUzI1NiJ9.payl0ad.s1gned
      ServerStart:
        Arguments: ['--client-secret', 'l1st-value', '-Xmx1g']
    two:
      ServerStart:
        Arguments:
          - --password
          - bl0ck-value
          - -Xmx2g
    three:
      Notes: the auth-token, path of all
`}
	texts, _ := model.Compare(content(files), content(nil)).Masked()
	shown := texts["a.yaml"]
	for _, change := range model.Compare(content(nil), content(files)).Changes() {
		shown += change.Path + " " + change.After + "\n"
	}
	for _, secret := range []string{"b3arer.value", "payl0ad", "l1st-value", "bl0ck-value"} {
		if strings.Contains(shown, secret) {
			t.Errorf("%q is shown in\n%s", secret, shown)
		}
	}
	for _, kept := range []string{"x-token path, and path again", "the auth-token, path of all", "-Xmx1g", "- -Xmx2g"} {
		if !strings.Contains(shown, kept) {
			t.Errorf("%q is hidden in\n%s", kept, shown)
		}
	}
}

func TestNamesOfSecretsAreKnown(t *testing.T) {
	for name, want := range map[string]bool{
		"API_KEY": true, "admin.pass": true, "client_secret": true, "db.password": true, "token": true,
		"dbPWD": true, "DBPassword": true, "javax.net.ssl.keyStorePassword": true, "-Dauth": true, "ConsumerKeySecret": true,
		"domain.name": false, "passive": false, "AuthMethod": false, "PasswordAlgorithm": false, "TokenTimeout": false, "keystore.file": false, "secretary": false,
	} {
		if got := model.SecretName(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestAModelThatHoldsItselfIsNotCompared(t *testing.T) {
	endless := "topology:\n  Server: &s\n    a: *s\n"
	noisy := endless + strings.Repeat("2026-01-31: {}\n", 200) // more findings than a file gets
	for name, text := range map[string]string{"alone": endless, "among many faults": noisy} {
		c := model.Compare(content(map[string]string{"m.yaml": "topology:\n  Name: a\n"}), content(map[string]string{"m.yaml": text}))
		c.Changes() // ends
		if _, unread := c.Unread(); len(unread) != 1 || unread[0].Code != model.CodeNesting {
			t.Errorf("%s: got %v, want %s", name, unread, model.CodeNesting)
		}
	}
}
