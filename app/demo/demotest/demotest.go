// Package demotest starts the try-out for tests.
package demotest

import (
	"testing"

	"auximage/app/demo"
)

// Start starts the try-out's servers until the end of the test.
func Start(t testing.TB) *demo.Demo {
	t.Helper()
	d, err := demo.Start(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return d
}
