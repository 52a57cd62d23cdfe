package standin

import (
	"encoding/binary"
	"fmt"
	"math/rand/v2"
)

// What a real 4.x release weighs.
const (
	fullEntries = 435
	fullJars    = 20
	jarBytes    = 1 << 20 // classes are compressed already: nothing a second deflate could save
	functions   = 39      // of a module: some 28 kB of text
)

// filler returns so many entries of jars and modules, folders of theirs included.
func filler(entries int) []file {
	files := make([]file, 0, entries)
	for i := range fullJars {
		name := fmt.Sprintf("library-%02d-1.%d.jar", i, i)
		classes := file{name: "classes.bin", mode: 0o644, data: noise(uint64(i), jarBytes), stored: true}
		files = append(files, file{name: root + "lib/" + name, mode: 0o640, data: jar(title, "1."+fmt.Sprint(i), classes)})
	}
	const folder = 1 // lib/python/wlsdeploy/tool
	for i := range entries - fullJars - folder {
		name := fmt.Sprintf("module_%03d", i)
		files = append(files, text("lib/python/wlsdeploy/tool/"+name+".py", 0o640, module(name, functions)))
	}
	return files
}

// noise returns n bytes that do not compress, the same ones for a seed.
func noise(seed uint64, n int) []byte {
	var key [32]byte
	binary.LittleEndian.PutUint64(key[:], seed)
	b := make([]byte, n)
	_, _ = rand.NewChaCha8(key).Read(b) // never fails
	return b
}
