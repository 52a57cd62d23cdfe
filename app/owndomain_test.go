//go:build window

package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
	"auximage/imaging"
)

// ownDomain is a Domain as a person keeps it, with an older version of the image.
const ownDomain = `apiVersion: weblogic.oracle/v9
kind: Domain
metadata:
  name: shop # ours
  namespace: shop-prod
spec:
  domainUID: shop
  imagePullSecrets: [{name: shop-pull}]
  configuration:
    model:
      auxiliaryImages:
      - image: IMAGE:v0
`

// TestAPersonsOwnDomainIsShownWrittenAndSaved has What comes next be about a Domain file:
// its names are in the commands, the image is written into it, and a text is saved, but
// not over a file by Enter alone.
func TestAPersonsOwnDomainIsShownWrittenAndSaved(t *testing.T) {
	l := newLab(t)
	w := l.walk(t, "en", english, "own-domain")
	path := filepath.Join(t.TempDir(), "shop.yaml")
	before := strings.Replace(ownDomain, "IMAGE", imaging.Untagged(demo.Tag), 1)
	if err := os.WriteFile(path, []byte(before), 0o600); err != nil {
		t.Fatal(err)
	}
	w.signsIn()
	w.model()
	w.createAndPush()
	w.Clicks("What comes next…")
	w.Clicks("Use my Domain file…")
	w.Sees("Select")
	w.Replaces(path)
	w.Presses(windowdriver.Enter)
	w.Sees("The names come from shop.yaml")
	w.Sees("shop # ours")
	w.shot("own-domain")
	w.Clicks("2. Pull secret (bash)")
	w.Sees("generic shop-pull")
	w.shot("own-pull-secret")
	w.Clicks("Write the image into it…")
	w.Sees("everything else stays")
	w.Presses(windowdriver.Enter)
	w.Sees("shop.yaml now names")
	w.shot("written")
	w.Presses(windowdriver.Enter)
	holds(t, path, imaging.Untagged(demo.Tag)+":v1@sha256:")
	w.savesText()
}

// savesText saves the text that is shown, and declines to do so over a file.
func (w *walk) savesText() {
	w.Helper()
	file := filepath.Join(w.TempDir(), "pull.sh")
	w.Clicks("Save…")
	w.Sees("New folder")
	w.Replaces(file)
	w.Presses(windowdriver.Enter)
	w.Sees("Saved: ")
	w.shot("text-saved")
	w.Presses(windowdriver.Enter)
	holds(w.T, file, "kubectl create secret generic shop-pull")
	if err := os.WriteFile(file, []byte("mine\n"), 0o600); err != nil {
		w.Fatal(err)
	}
	w.Clicks("Save…")
	w.Sees("New folder")
	w.Replaces(file)
	w.Presses(windowdriver.Enter)
	w.Sees("is there already")
	w.shot("replace")
	w.Presses(windowdriver.Enter)
	w.SeesNo("is there already")
	holds(w.T, file, "mine")
	w.Presses(windowdriver.Escape)
}

// holds tells whether a file has a text.
func holds(t *testing.T, path, want string) {
	t.Helper()
	if text, err := os.ReadFile(path); err != nil || !strings.Contains(string(text), want) {
		t.Errorf("%v: %s has no %q:\n%s", err, filepath.Base(path), want, text)
	}
}
