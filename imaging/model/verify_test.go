package model_test

import (
	"bytes"
	"context"
	"os"
	"testing"

	"auximage/imaging/model"
	"auximage/imaging/zipfile"
)

func TestADamagedEntryOfAnArchiveIsNamed(t *testing.T) {
	const text = "0123456789 many words that are stored as they are"
	in := inputs{"m.yaml": credentials, "good.zip": "wlsdeploy/custom/a=" + text + "\n", "bad.zip": "wlsdeploy/custom/a=" + text + "\nwlsdeploy/custom/b=" + text + " too\n"}.write(t)
	if found := model.Verify(t.Context(), in.Archives, nil); found != nil {
		t.Fatalf("found %v", found)
	}
	bad := in.Archives[0].Path
	content, err := os.ReadFile(bad)
	if err != nil {
		t.Fatal(err)
	}
	at := bytes.LastIndex(content[:bytes.Index(content, []byte("PK\x01\x02"))], []byte("wlsdeploy/custom/b")) + len("wlsdeploy/custom/b") + 5
	content[at] ^= 0x55
	if err := os.WriteFile(bad, content, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, found := model.Check(t.Context(), in, nil); len(found) > 0 {
		t.Errorf("the list of the archive is good, and %v was found", found)
	}
	found := model.Verify(t.Context(), in.Archives, nil)
	if len(found) != 1 || found[0].Code != zipfile.CodeContent || found[0].File != bad || found[0].Args["Entry"] != "wlsdeploy/custom/b" {
		t.Errorf("found %v", found)
	}
	ended, end := context.WithCancel(t.Context())
	end()
	if found := model.Verify(ended, in.Archives, nil); found != nil {
		t.Errorf("found %v after the end", found)
	}
}
