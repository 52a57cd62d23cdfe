package session

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/accounts"
	"auximage/app/form"
)

func TestADamagedSettingsFileIsKeptAside(t *testing.T) {
	dir := t.TempDir()
	file := filepath.Join(dir, settingsName)
	if err := os.WriteFile(file, []byte(`{"form": {"tag"`), 0o600); err != nil {
		t.Fatal(err)
	}
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	aside, err := filepath.Glob(file + ".damaged-*")
	if err != nil || len(aside) != 1 {
		t.Fatalf("kept aside: %v, %v", aside, err)
	}
	log := s.Snapshot().Log
	if len(log) == 0 || !strings.Contains(log[0].Text, filepath.Base(aside[0])) {
		t.Errorf("the log %v does not name it", log)
	}
	if snap := s.Snapshot(); snap.Settings == nil || snap.Settings.Code != CodeSettingsAside || !snap.FirstStart {
		t.Errorf("told is %v, as at a first start: %v", snap.Settings, snap.FirstStart)
	}
	if s.Snapshot().Form.PrimaryTag != form.DefaultPrimaryTag {
		t.Error("the form does not begin anew")
	}
}

func TestSettingsHoldNoSecret(t *testing.T) {
	dir := t.TempDir()
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v1") })
	s.Edit(func(f *form.Form) { f.SetUser("ns/me") })
	s.Accounts().SetToken("canary-token")
	signIn(t, s, accounts.InKeyring)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(filepath.Join(dir, settingsName))
	if err != nil {
		t.Fatal(err)
	}
	if strings.Contains(string(data), "canary") {
		t.Error("the settings file holds the token")
	}
	var kept settings
	if err := json.Unmarshal(data, &kept); err != nil {
		t.Fatal(err)
	}
	if len(kept.Accounts) != 1 || kept.Accounts[0] != (accounts.Account{Host: "lhr.ocir.io", User: "ns/me"}) {
		t.Errorf("the accounts are %v", kept.Accounts)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 { // and the locks
		t.Errorf("something else stayed behind: %v", entries)
	}
}

func TestSettingsThatCannotBeWrittenAreSaid(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "settings")
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // a file stands where the folder should
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v1") })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	log := s.Snapshot().Log
	if len(log) == 0 || !strings.Contains(log[len(log)-1].Text, dir) {
		t.Errorf("the log %v does not say so", log)
	}
}

func TestSettingsThatCannotBeWrittenAreToldUntilTheyCan(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "auximage")
	s := sessionIn(t, dir, &fakeEngine{}, &memory{})
	if err := os.RemoveAll(dir); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(dir, nil, 0o600); err != nil { // in the folder's place
		t.Fatal(err)
	}
	for _, tag := range []string{"lhr.ocir.io/ns/x:v1", "lhr.ocir.io/ns/x:v2"} {
		s.Edit(func(f *form.Form) { f.SetTag(tag) })
		s.settings.flush()
	}
	snap := s.Snapshot()
	said := 0
	for _, line := range snap.Log {
		if strings.Contains(line.Text, settingsName) {
			said++
		}
	}
	if snap.Settings == nil || snap.Settings.Code != CodeSettingsUnkept || said != 1 {
		t.Errorf("told is %v, logged %d times", snap.Settings, said)
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	s.Edit(func(f *form.Form) { f.SetTag("lhr.ocir.io/ns/x:v3") })
	s.settings.flush()
	if told := s.Snapshot().Settings; told != nil {
		t.Errorf("they are written, and told is %v", told)
	}
}
