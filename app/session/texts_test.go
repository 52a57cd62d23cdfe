package session

import (
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"

	"go.yaml.in/yaml/v3"
)

func TestTheDomainNamesWhatTheModelsNeed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := ready(t, &fakeEngine{})
		path := s.Snapshot().Form.Models[0].Path
		write(t, path, "domainInfo:\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n"+
			"topology:\n  Name: '@@ENV:STAGE@@'\n  AdminServerName: '@@SECRET:names:admin@@'\n")
		s.AddFiles(filepath.Join(filepath.Dir(path), "model.properties"))
		until(t, s, func(snap Snapshot) bool { return len(snap.Inspected.Secrets) > 0 })

		var domain map[string]any
		text := s.DomainYAML()
		if err := yaml.Unmarshal([]byte(text), &domain); err != nil {
			t.Fatalf("%v\n%s", err, text)
		}
		for _, want := range []string{`image: "` + lab + `"`, `- "names"`, `name: "STAGE"`} {
			if !strings.Contains(text, want) {
				t.Errorf("no %s in\n%s", want, text)
			}
		}
		s.Edit(func(f *Form) { f.WDT = WDTNone })
		if text := s.DomainYAML(); !strings.Contains(text, "sourceWDTInstallHome: None") {
			t.Error(text)
		}
	})
}

func TestAnExistingImageIsCheckedAndNamed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := opened(t, t.TempDir(), &fakeEngine{}, &memory{})
		s.SetTag(lab)
		s.Edit(func(f *Form) { f.UseExisting = true })
		if next := s.Snapshot().Next; next != ActCheck {
			t.Errorf("the next step is %s", next)
		}
		if snap := done(t, s, ActCheck); snap.Outcome.Err != nil || snap.Image == nil {
			t.Fatalf("%+v", snap.Outcome)
		}
		text := s.DomainYAML()
		if !strings.Contains(text, lab+"@"+digest('e').String()) || !strings.Contains(text, "/u01/wdt/weblogic-deploy") {
			t.Error(text)
		}
		if s.SetPart(FieldVersion, "v2"); s.Snapshot().Image != nil {
			t.Error("another tag is still the same image")
		}
	})
}

func TestTheUpdateCommandIsOneWordOfJSONForTheShell(t *testing.T) {
	s := opened(t, t.TempDir(), &fakeEngine{}, &memory{})
	s.SetTag(lab)
	if got := s.UpdateCommand(); !strings.HasPrefix(got, "kubectl patch domain ") || !strings.Contains(got, `"value":"`+lab+`"}]'`) {
		t.Error(got)
	}
}
