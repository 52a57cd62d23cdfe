package project

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/report"
)

// Made by the toolkit's own module (2.0), under the passphrase below; it read
// what we encrypt, too.
const (
	passphrase = "correct horse"
	userVector = "eJwFwduSQzAAANAPMh2N0taDh2wJVVVxWcab6BDphoRa5et7jsOEdm8b3w8X5TwE+otqaYsta0eZ4gy8hh+Xjr+b8E/cXqGWGcOMPIlidgl1YXyGsu2CnquFuptVbMPTgnt7XS4juu17Mh5by9r5ND/cM529iVefOZ7pk13jCI6exNGQPHyjtUlHzH/FWaO0IVWvT6iabMEb74rKGfjrU4rsRkCBjJjhm5ua12UClCXuUXZukHuxuaDkQD5p+ciZ6agb2sNnCn7eK/Aas5BvwVVmRpsG9O6UDZKOXbv8BY8E8kudTPKVwCoMRJVZX/AKWsg="
	passVector = "eJwFwdeyQ0AAANAPMoYgJA8eWO0qo8Qq940og7BRdiP79TlnG4iG0c1dpnqCd9iF/nCQXlXZxxzgpreADV9N8UWLvNAlS5H+Nucy1zxd//6pbCNJLkoURoqVVT57FHbUPzRVZWvbl8KL5HKuVWxYTP7JQebn0w503ufHppOT2TU7keCk4CPHG86SCndZf1WnF1WjCKqyNQFz7UFpZAUWQJuQdneAkiWOqJCz52huOA+IZVs0tHAB9LPDdBRKjrS3N6lL5mMgZVzJZctTLyKTvjq0OPEVuUfARJlFlTiHDOy2PVZ/GFFWoQ=="
)

const (
	labUser  = "tenancynamespace/lab.user@oracle.com"
	labToken = "jeton-d’authentification"
)

const version2 = `{
  "image": {
    "auxImageTag": "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
    "imageTag": "container-registry.oracle.com/middleware/weblogic:12.2.1.3-ol8",
    "auxImageRegistryPushCredentialsReference": "abc123",
    "auxExtendBuild": true,
    "auxAdditionalBuildCommandsFile": "extra.txt"
  },
  "verrazzano": {
    "strange": [1.0, 1e3, -0, null, true, "a\u00e9\/b", {}, []]
  },
  "model": {
    "modelFiles": [
      "models/model.yaml"
    ],
    "archiveFiles": [
      "models/archive.zip"
    ]
  },
  "settings": {
    "containerImageRegistriesCredentials": {
      "abc123": {
        "name": "ocir",
        "address": "lhr.ocir.io",
        "username": "USER",
        "password": "PASS"
      }
    }
  },
  "credentialPaths": [
    "settings.containerImageRegistriesCredentials.abc123.username",
    "settings.containerImageRegistriesCredentials['abc123'].password"
  ],
  "uuid": "9a8b7c"
}`

const version1 = `{
  "image": {
    "auxImageTag": "lhr.ocir.io/tenancynamespace/test-model-ankit:v1",
    "auxImageRegistryPushUser": "USER",
    "auxImageRegistryPushPassword": "PASS"
  },
  "credentialPaths": [
    "image.auxImageRegistryPushUser",
    "image.auxImageRegistryPushPassword"
  ]
}`

func write(t *testing.T, text string) string {
	t.Helper()
	text = strings.NewReplacer("USER", userVector, "PASS", passVector).Replace(text)
	path := filepath.Join(t.TempDir(), "lab.wktproj")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func open(t *testing.T, text string) *Project {
	t.Helper()
	p, err := Open(write(t, text))
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func saved(t *testing.T, p *Project) string {
	t.Helper()
	data, err := os.ReadFile(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	return string(data)
}

func TestPathsInsideTheProjectAreReadAsAbsoluteOnes(t *testing.T) {
	p := open(t, version2)
	want := filepath.Join(filepath.Dir(p.Path()), "models", "model.yaml")
	if got := p.Content().Models; len(got) != 1 || got[0] != want {
		t.Errorf("models %q, want %q", got, want)
	}
}

func TestValuesThatAreNotWrittenHaveTheToolkitsDefaults(t *testing.T) {
	c := open(t, version1).Content()
	if c.WDTHome != "/u01/wdt" || c.ModelHome != "/u01/wdt/models" || c.Owner != "oracle" || c.Group != "oracle" || c.Arch != "amd64" {
		t.Errorf("defaults: %+v", c)
	}
	if !c.LatestWDT || !c.PushSignIn || c.UseExisting || c.OpenShift {
		t.Errorf("switches: %+v", c)
	}
}

func TestBuildCommandsOfItsOwnAreListed(t *testing.T) {
	if got := open(t, version2).Content().BuildExtras; len(got) != 1 || got[0] != "extra.txt" {
		t.Errorf("build extras %q", got)
	}
}

func TestSavingUnchangedContentChangesNoByte(t *testing.T) {
	for name, text := range map[string]string{"1.x": version1, "2.x": version2} {
		t.Run(name, func(t *testing.T) {
			p := open(t, text)
			before := saved(t, p)
			if err := p.SaveAs(t.Context(), p.Path(), p.Content()); err != nil {
				t.Fatal(err)
			}
			// The toolkit spreads arrays over lines; only that may differ.
			flat := func(s string) string { return strings.Join(strings.Fields(s), "") }
			if after := saved(t, p); flat(after) != flat(before) {
				t.Errorf("changed from\n%s\nto\n%s", before, after)
			}
		})
	}
}

func TestOneChangedFieldIsTheOnlyDifference(t *testing.T) {
	p := open(t, version1)
	before := saved(t, p)
	c := p.Content()
	c.Tag = "lhr.ocir.io/tenancynamespace/test-model-ankit:v2"
	if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(before, "ankit:v1", "ankit:v2", 1); saved(t, p) != want {
		t.Errorf("got\n%s\nwant\n%s", saved(t, p), want)
	}
}

func TestAValueSetBackToItsDefaultIsLeftOut(t *testing.T) {
	p := open(t, version1)
	before := saved(t, p)
	c := p.Content()
	c.OpenShift, c.WDTHome = true, "/elsewhere"
	if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
		t.Fatal(err)
	}
	c = p.Content()
	c.OpenShift, c.WDTHome = false, "/u01/wdt"
	if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
		t.Fatal(err)
	}
	if saved(t, p) != before {
		t.Errorf("got\n%s\nwant\n%s", saved(t, p), before)
	}
}

func TestAValueWhoseDefaultChangesWithAnotherIsKept(t *testing.T) {
	p := open(t, `{"image":{},"model":{},"settings":{}}`)
	c := p.Content()
	c.OpenShift = true // whose group is root where none is written
	if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
		t.Fatal(err)
	}
	again, err := Open(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Content().Group; got != "oracle" {
		t.Errorf("the group was saved as oracle and is read as %q", got)
	}
}

func TestTheToolkitsEncryptedValuesOpenUnderThePassphrase(t *testing.T) {
	for name, text := range map[string]string{"1.x": version1, "2.x": version2} {
		t.Run(name, func(t *testing.T) {
			p := open(t, text)
			if c := p.Content().Push; !p.Locked() || c.User != "" || c.Password != "" {
				t.Fatalf("before the passphrase: %+v", c)
			}
			if err := p.Unlock(passphrase); err != nil {
				t.Fatal(err)
			}
			if c := p.Content().Push; c != (Credential{User: labUser, Password: labToken}) {
				t.Errorf("after the passphrase: %+v", c)
			}
		})
	}
}

func TestAWrongPassphraseIsRefusedAndChangesNothing(t *testing.T) {
	p := open(t, version2)
	before := p.Content()
	if err := p.Unlock("wrong"); !report.Has(err, CodeWrongPassphrase) {
		t.Fatalf("error %v", err)
	}
	if !p.Locked() || p.Content().Push != before.Push {
		t.Error("the project changed")
	}
}

func TestSecretsStayUntouchedWhenAFieldChangesWithoutThePassphrase(t *testing.T) {
	p := open(t, version2)
	c := p.Content()
	c.Tag = "lhr.ocir.io/tenancynamespace/other:v1"
	if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
		t.Fatal(err)
	}
	if text := saved(t, p); !strings.Contains(text, userVector) || !strings.Contains(text, passVector) {
		t.Error("a secret changed")
	}
}

func TestAChangedTokenIsWrittenEncryptedAndReadBack(t *testing.T) {
	for name, text := range map[string]string{"1.x": version1, "2.x": version2, "none yet": `{"image":{},"model":{}}`} {
		t.Run(name, func(t *testing.T) {
			p := open(t, text)
			if err := p.Unlock(passphrase); err != nil {
				t.Fatal(err)
			}
			c := p.Content()
			c.Push.User, c.Push.Password = labUser, "a new token"
			if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
				t.Fatal(err)
			}
			if strings.Contains(saved(t, p), "a new token") {
				t.Fatal("the token stands in clear")
			}
			again, err := Open(p.Path())
			if err != nil {
				t.Fatal(err)
			}
			if err := again.Unlock(passphrase); err != nil {
				t.Fatal(err)
			}
			if got := again.Content().Push; got.Password != "a new token" || got.User != labUser {
				t.Errorf("read back %+v", got)
			}
		})
	}
}

func TestANewSecretNeedsThePassphrase(t *testing.T) {
	p := open(t, version2)
	before := saved(t, p)
	c := p.Content()
	c.Push.Password = "a new token"
	if err := p.SaveAs(t.Context(), p.Path(), c); !report.Has(err, CodeLocked) {
		t.Fatalf("error %v", err)
	}
	if saved(t, p) != before {
		t.Error("the file changed")
	}
}

func TestPathsOutsideTheNewFolderBecomeAbsoluteOnSaveAs(t *testing.T) {
	p := open(t, version2)
	model := p.Content().Models[0]
	if err := p.SaveAs(t.Context(), filepath.Join(t.TempDir(), "copy.wktproj"), p.Content()); err != nil {
		t.Fatal(err)
	}
	again, err := Open(p.Path())
	if err != nil {
		t.Fatal(err)
	}
	if got := again.Content().Models[0]; got != model {
		t.Errorf("model %q, want %q", got, model)
	}
}

func TestWhatIsNoProjectIsRefusedWithTheReason(t *testing.T) {
	for name, c := range map[string]struct {
		text string
		code report.Code
		line int
	}{
		"not JSON":          {"{\n  \"image\": {,}\n}", CodeNotJSON, 2},
		"cut off":           {`{"image": {`, CodeNotJSON, 0},
		"empty":             {"", CodeNotJSON, 0},
		"two values":        {`{"image":{}} {}`, CodeNotJSON, 0},
		"other JSON":        {`{"name": "left-pad"}`, CodeNotAProject, 0},
		"a list":            {`[]`, CodeNotAProject, 0},
		"nested for ever":   {strings.Repeat("[", 100_000), CodeNotJSON, 0},
		"beyond every size": {strings.Repeat(" ", maxSize+1), CodeTooLarge, 0},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := Open(write(t, c.text))
			f, _ := report.Of(err)
			if f.Code != c.code || (c.line > 0 && f.Line != c.line) {
				t.Errorf("got %v, want %s at line %d", err, c.code, c.line)
			}
		})
	}
}

func FuzzOpen(f *testing.F) {
	f.Add([]byte(version1))
	f.Add([]byte(version2))
	f.Add([]byte(`{"image":{"auxImageTag":1},"credentialPaths":["image[0]"]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		doc, err := parse(data)
		if err != nil {
			return
		}
		p := &Project{path: "p", doc: doc}
		p.read = p.content()
		again, err := parse(doc.encode())
		if err != nil {
			t.Fatalf("what was written cannot be read: %v", err)
		}
		if string(again.encode()) != string(doc.encode()) {
			t.Error("a second save differs from the first")
		}
	})
}

func FuzzDecrypt(f *testing.F) {
	f.Add(userVector)
	f.Add(passVector[:20])
	f.Fuzz(func(t *testing.T, text string) {
		if plain, err := decrypt("wrong", text); err == nil {
			t.Errorf("decrypted to %q under the wrong passphrase", plain)
		}
	})
}

func TestAProjectWithoutSecretsIsGivenAPassphrase(t *testing.T) {
	for name, text := range map[string]string{
		"that keeps none": `{"image":{"auxImageTag":"lhr.ocir.io/ns/x:v1"},"settings":{"credentialStorePolicy":"none"}}`,
		"by default":      `{"image":{"auxImageTag":"lhr.ocir.io/ns/x:v1"}}`,
	} {
		t.Run(name, func(t *testing.T) {
			p := open(t, text)
			if !p.KeepsNone() {
				t.Fatal("it keeps something")
			}
			if err := p.SetPassphrase(passphrase); err != nil {
				t.Fatal(err)
			}
			c := p.Content()
			c.Push = Credential{User: labUser, Password: labToken}
			c.DefaultPull = Credential{User: "hub", Password: "hub token"}
			if err := p.SaveAs(t.Context(), p.Path(), c); err != nil {
				t.Fatal(err)
			}
			if text := saved(t, p); strings.Contains(text, labToken) || strings.Contains(text, "Policy") || !strings.Contains(text, `"address": "lhr.ocir.io"`) {
				t.Errorf("the file is\n%s", text)
			}
			again, err := Open(p.Path())
			if err != nil {
				t.Fatal(err)
			}
			if !again.Locked() || again.KeepsNone() || again.SetPassphrase("another") == nil {
				t.Error("the passphrase can be replaced without it")
			}
			if err := again.Unlock(passphrase); err != nil {
				t.Fatal(err)
			}
			if got := again.Content(); got.Push != c.Push || got.DefaultPull != c.DefaultPull {
				t.Errorf("read back %+v, %+v", got.Push, got.DefaultPull)
			}
		})
	}
	if p := open(t, `{"image":{},"settings":{"credentialStorePolicy":"native"}}`); p.KeepsNone() {
		t.Error("secrets in the system's keyring would be lost")
	}
}

func TestAPolicyOfNoneIsTheChoiceOfWhoWroteTheFile(t *testing.T) {
	for text, want := range map[string]bool{
		`{"image":{},"settings":{"credentialStorePolicy":"none"}}`:       false,
		`{"image":{},"settings":{"credentialStorePolicy":"native"}}`:     false,
		`{"image":{},"settings":{"credentialStorePolicy":"passphrase"}}`: true,
		`{"image":{}}`: true,
	} {
		p := open(t, text)
		if err := p.SaveAs(t.Context(), p.Path(), p.Content()); err != nil {
			t.Fatal(err)
		}
		if got := p.Undecided(); got != want {
			t.Errorf("%s: undecided %v, want %v", text, got, want)
		}
	}
	p := New(filepath.Join(t.TempDir(), "new.wktproj"))
	if err := p.SaveAs(t.Context(), p.Path(), p.Content()); err != nil || !p.Undecided() {
		t.Errorf("a new project counts as decided (%v)", err)
	}
	again, err := Open(p.Path())
	if err != nil || again.Undecided() {
		t.Errorf("a file that says none is asked about (%v)", err)
	}
}

func TestAPullSignInIsUsedWhileItsSwitchIsOn(t *testing.T) {
	const text = `{"image":{"auxBaseImagePullUsername":"cat","auxDefaultBaseImagePullUsername":"hub"SWITCHES}}`
	for switches, want := range map[string][2]string{
		``: {"", "hub"}, // the toolkit's defaults
		`,"auxBaseImagePullRequiresAuthentication":true`:         {"cat", "hub"},
		`,"auxDefaultBaseImagePullRequiresAuthentication":false`: {"", ""},
	} {
		c := open(t, strings.Replace(text, "SWITCHES", switches, 1)).Content()
		if got := [2]string{c.Pull.User, c.DefaultPull.User}; got != want {
			t.Errorf("with %q the users are %q, want %q", switches, got, want)
		}
	}
}

func TestTheDomainsNamesAreReadAndKept(t *testing.T) {
	path := filepath.Join(t.TempDir(), "lab.wktproj")
	if err := os.WriteFile(path, []byte(`{"image": {}, "model": {}, "settings": {}, "k8sDomain": {"uid": "shop", "clusters": 2}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	p, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	c := p.Content()
	if c.DomainUID != "shop" || c.DomainNamespace != "" {
		t.Errorf("read: %q in %q, want shop in none", c.DomainUID, c.DomainNamespace)
	}
	c.DomainNamespace = "prod"
	if err := p.SaveAs(t.Context(), path, c); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	for _, want := range []string{`"uid": "shop"`, `"kubernetesNamespace": "prod"`, `"clusters": 2`} {
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("the file has no %s: %s (%v)", want, data, err)
		}
	}
}
