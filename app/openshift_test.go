//go:build window

package main

import (
	"archive/tar"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"

	"auximage/app/demo"
	"auximage/app/form"
	"auximage/app/internal/windowdriver"
)

// TestAProjectForOpenShiftGivesTheFilesToGroup0 opens a project of the toolkit's whose
// OpenShift switch is on and that names an owner and a group: the window says which
// group is taken in place of the project's, and the pushed image has it.
func TestAProjectForOpenShiftGivesTheFilesToGroup0(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "openshift-project")
	w.Shortcut('o')
	w.Sees("Open Project")
	w.Replaces(l.projectForOpenShift(t, 2001, 2002))
	w.Presses(windowdriver.Enter)
	w.formHas(demo.Tag, func(f form.Form) string { return f.Tag })
	w.Fills(userLabel, demo.User)
	w.Fills(tokenLabel, w.token)
	w.ScrollsTo(moreLabel)
	w.Clicks(moreLabel)
	w.ScrollsTo(openShiftSays("2002"))
	if !w.Ticked("Make Image Compatible with OpenShift") {
		t.Error("the project's switch has no tick in the window")
	}
	w.shot("project")

	w.createsAndPushes()
	w.Sees("Select the folder to download the WebLogic Deploy Tooling installer to")
	w.Presses(windowdriver.Enter)
	reference := w.seesPushed()
	checkOwners(t, pull(t, reference, l.Proxy().URL(), l.caFile, l.registry.user, l.registry.token), 2001, 0)
}

// projectForOpenShift writes a project whose switch is on, with an owner and a group.
func (l *lab) projectForOpenShift(t *testing.T, owner, group int) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "shift.wktproj")
	model, err := filepath.Abs("../assets/sample/model.yaml")
	if err == nil {
		err = os.WriteFile(file, fmt.Appendf(nil, `{
  "image": {"auxImageTag": %q, "auxTargetOpenShift": true, "auxFileOwner": "%d", "auxFileGroup": "%d"},
  "model": {"modelFiles": [%q], "propertiesFiles": [%q], "archiveFiles": []}
}`, demo.Tag, owner, group, model, strings.Replace(model, ".yaml", ".properties", 1)), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	return file
}

// checkOwners fails unless all that an image holds for the domain belongs to a user and
// a group, and the group may do what the user may.
func checkOwners(t *testing.T, image v1.Image, user, group int) {
	t.Helper()
	content := mutate.Extract(image)
	defer func() { _ = content.Close() }()
	seen := 0
	for entries := tar.NewReader(content); ; {
		h, err := entries.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
		if !strings.HasPrefix(path.Clean(h.Name), "auxiliary") {
			continue
		}
		seen++
		if h.Uid != user || h.Gid != group {
			t.Errorf("%s belongs to %d:%d, want %d:%d", h.Name, h.Uid, h.Gid, user, group)
		}
		if owners, groups := h.Mode>>6&7, h.Mode>>3&7; owners != groups {
			t.Errorf("%s is %o: its group may not do what its owner may", h.Name, h.Mode&0o7777)
		}
	}
	if seen == 0 {
		t.Error("the image holds nothing for the domain")
	}
}
