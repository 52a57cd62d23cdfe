package imaging_test

import (
	"bytes"
	"testing"

	"auximage/imaging/wdt/standin"
)

// BenchmarkCreateUnchanged makes the same image again from warm caches: what a
// person waits for before an unchanged push.
func BenchmarkCreateUnchanged(b *testing.B) {
	bench := newBench(b)
	var z bytes.Buffer
	if err := standin.WDTZip(&z, standin.WDTOptions{Full: true}); err != nil {
		b.Fatal(err)
	}
	bench.plan.Installer = bench.file("weblogic-deploy.zip", z.String())
	bench.create()
	for b.Loop() {
		if _, _, err := bench.client.Create(b.Context(), bench.plan); err != nil {
			b.Fatal(err)
		}
	}
}
