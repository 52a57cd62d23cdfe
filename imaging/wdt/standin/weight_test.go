//go:build !race

// Deflating takes fifty times as long with the race detector.

package standin_test

import (
	"bytes"
	"testing"

	"auximage/imaging/wdt/standin"
)

func TestTheFullStandInWeighsWhatTheInstallerDoes(t *testing.T) {
	b := write(t, standin.WDTOptions{Full: true})
	z := open(t, b)
	var unpacked uint64
	for _, f := range z.File {
		unpacked += f.UncompressedSize64
	}
	if len(z.File) != 435 {
		t.Errorf("%d entries, want 435", len(z.File))
	}
	if mb := float64(len(b)) / 1e6; mb < 20.5 || mb > 22.5 {
		t.Errorf("the zip has %.1f MB, want about 21", mb)
	}
	if mb := float64(unpacked) / 1e6; mb < 29 || mb > 33 {
		t.Errorf("unpacked it has %.1f MB, want about 31", mb)
	}
	if !bytes.Equal(b, write(t, standin.WDTOptions{Full: true})) {
		t.Error("the same options gave other bytes")
	}
}
