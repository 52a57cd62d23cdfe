//go:build window

package main

import (
	"slices"
	"testing"

	"github.com/google/go-containerregistry/pkg/name"
	"github.com/google/go-containerregistry/pkg/v1/remote"

	"auximage/app/demo"
	"auximage/app/internal/windowdriver"
	"auximage/imaging/testkit"
)

// moreLabel is what unfolds the part of the form that few people change.
const moreLabel = "More: base image, platforms, OpenShift, owner, homes, labels"

// noTLS is the title of the question about a host that speaks plain http.
const noTLS = "Connection without encryption"

// openBase starts a registry that speaks plain http and returns its address and the
// reference of a base in it.
func openBase(t *testing.T) (host, base string) {
	t.Helper()
	host = testkit.NewReal(t, &testkit.Real{Program: "docker-registry"}).Address
	base = host + "/base:1"
	ref, err := name.ParseReference(base, name.Insecure)
	if err != nil {
		t.Fatal(err)
	}
	image, err := demo.Base(t.Context())
	if err == nil {
		err = remote.Write(ref, image)
	}
	if err != nil {
		t.Fatal(err)
	}
	return host, base
}

// TestEachWayToARegistryWithoutTLSAsksFirst takes the base from one registry that speaks
// plain http and pushes to another one. Whatever reaches one of them for the first time
// asks, names the host, and holds to the answer; what was allowed is taken back in the
// preferences, and is asked about again.
func TestEachWayToARegistryWithoutTLSAsksFirst(t *testing.T) {
	l := newLab(t)
	source, base := openBase(t)
	target := testkit.NewReal(t, &testkit.Real{Program: "docker-registry", Users: testkit.Users{"lab": "a-token"}}).Address
	w := l.walk(t, "en", english, "plain-http-everywhere")
	tag := target + "/lab/test-model:v1"
	w.Fills("Auxiliary Image Tag", tag)
	w.Fills(userLabel, "lab")
	w.Fills(tokenLabel, "a-token")
	w.model()
	w.ScrollsTo(moreLabel)
	w.Clicks(moreLabel)
	w.Clicks("Use Custom Base Image")
	w.Fills("Custom Base Image to Use", base)

	w.Clicks("Create Auxiliary Image")
	w.prepareQuestion()
	w.folderDialog()
	w.isAskedToAllow(source, "Cancel")
	w.Sees("Create Auxiliary Image Failed")
	w.Sees(source + " speaks http without encryption where https is expected.")
	w.shot("base-refused")
	w.Clicks("OK")
	w.SeesNo("Try again")
	w.allows()

	w.createsAndPushes()
	w.isAskedToAllow(source, "Allow")
	w.isAskedToAllow(target, "Allow")
	w.Sees("Push Image Complete")
	w.Sees(tag + "@sha256:")
	w.Clicks("OK")
	w.SeesNo("Layers")
	w.allows(source, target)

	w.takesPermissionsBack()
	w.Shortcut('p') // Push
	w.isAskedToAllow(target, "Allow")
	w.Sees("Push Image Complete")
	w.Clicks("OK")
	w.SeesNo("Layers")

	w.takesPermissionsBack()
	w.Clicks("Primary Image")
	w.ScrollsTo("Use an existing auxiliary image")
	w.Clicks("Use an existing auxiliary image")
	w.ScrollsTo("Look up")
	w.Clicks("Look up")
	w.isAskedToAllow(target, "Allow")
	w.Sees("sha256:")
	w.Sees("Check it")
	w.shot("looked-up")
	w.allows(target)

	w.looksIntoAll(target, source, tag)
}

// looksIntoAll looks into an image in each way, each time with no host allowed.
func (w *walk) looksIntoAll(target, source, tag string) {
	w.Helper()
	w.takesPermissionsBack()
	w.Chooses("Image", "Open image…")
	w.Sees("List versions")
	w.Replaces(tag)
	w.Clicks("List versions")
	w.isAskedToAllow(target, "Cancel")
	w.Sees(target + " speaks http without encryption where https is expected.")
	w.Clicks("OK")
	w.SeesNo("where https is expected")
	w.Clicks("List versions")
	w.isAskedToAllow(target, "Allow")
	w.Sees("v1")
	w.shot("versions")
	w.Clicks("v1")

	w.takesPermissionsAway()
	w.Clicks("Open")
	w.isAskedToAllow(target, "Allow")
	w.Sees("Save files…")

	w.Clicks("Compare…")
	w.Sees("With the image")
	w.Replaces(source + "/base:1")
	w.Clicks("Compare")
	w.isAskedToAllow(source, "Allow")
	w.Sees("Model, as it is merged")
	w.shot("compared")
	w.Presses(windowdriver.Escape)
	w.SeesNo("Model, as it is merged")

	w.takesPermissionsAway()
	w.Clicks("Update base")
	w.isAskedToAllow(source, "Allow")
	w.allows(source)
}

// takesPermissionsAway is takesPermissionsBack below an open dialog.
func (w *walk) takesPermissionsAway() {
	w.Helper()
	p := w.session.Snapshot().Preferences
	p.PlainHTTP = nil
	if err := w.session.SetPreferences(w.Context(), p); err != nil {
		w.Fatal(err)
	}
	w.allows()
}

// isAskedToAllow waits for the question about a host and answers it.
func (w *walk) isAskedToAllow(host, answer string) {
	w.Helper()
	w.Sees(noTLS)
	w.Sees("Allow " + host + " without encryption?")
	w.shot("question")
	w.Clicks(answer)
	w.SeesNo("Allow " + host + " without encryption?")
}

// allows fails unless these hosts, and no others, are allowed plain http.
func (w *walk) allows(hosts ...string) {
	w.Helper()
	got := w.session.Snapshot().Preferences.PlainHTTP
	if !slices.Equal(got, hosts) {
		w.Errorf("plain http is allowed to %q, want %q", got, hosts)
	}
}

// takesPermissionsBack has no host be allowed plain http any more.
func (w *walk) takesPermissionsBack() {
	w.Helper()
	w.Shortcut(',')
	w.Sees("Hosts allowed plain http")
	w.Fills("Hosts allowed plain http", " ")
	w.Presses(windowdriver.Enter)
	w.SeesNo("Hosts allowed plain http")
	w.allows()
}
