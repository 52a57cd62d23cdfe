package zipfile_test

import (
	"archive/zip"
	"bytes"
	"encoding/binary"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"auximage/imaging/report"
	"auximage/imaging/wdt/standin"
	"auximage/imaging/zipfile"
)

func TestHostileNamesAndEntriesAreRefused(t *testing.T) {
	const fine = report.Code("")
	long := strings.Repeat("x", 256)
	tests := []struct {
		says               string
		installer, archive report.Code
		entries            []entry
	}{
		{"a plain zip", fine, fine, []entry{{name: "a/"}, {name: "a/b.txt", data: "b"}, {name: "a.txt"}}},
		{"out of the folder", zipfile.CodeName, zipfile.CodeName, []entry{{name: "../evil"}}},
		{"out in the middle", zipfile.CodeName, zipfile.CodeName, []entry{{name: "a/../../evil"}}},
		{"absolute", zipfile.CodeName, zipfile.CodeName, []entry{{name: "/etc/x"}}},
		{"a drive", zipfile.CodeName, zipfile.CodeName, []entry{{name: "C:/x"}}},
		{"a backslash", zipfile.CodeBackslash, zipfile.CodeBackslash, []entry{{name: `a\..\evil`}}},
		{"a folder made on Windows", zipfile.CodeBackslash, zipfile.CodeBackslash, []entry{{name: `wlsdeploy\`}}},
		{"a control character", zipfile.CodeName, zipfile.CodeName, []entry{{name: "a\x1b[31m"}}},
		{"an element that no disk takes", zipfile.CodeName, zipfile.CodeName, []entry{{name: "a/" + long}}},
		{"a colon", zipfile.CodeName, fine, []entry{{name: "ab:c"}}},
		{"a Windows device", zipfile.CodeName, fine, []entry{{name: "NUL"}}},
		{"a Windows device with an ending", zipfile.CodeName, fine, []entry{{name: "lib/com1.txt"}}},
		{"almost a device", fine, fine, []entry{{name: "auxiliary"}, {name: "com10"}, {name: "comic"}}},
		{"an empty element", zipfile.CodeName, fine, []entry{{name: "a//b"}}},
		{"a dot", zipfile.CodeName, fine, []entry{{name: "./a"}}},
		{"not UTF-8", zipfile.CodeName, fine, []entry{{name: "caf\xe9"}}},
		{"a link", zipfile.CodeLink, zipfile.CodeLink, []entry{{name: "l", data: "/etc/passwd", mode: fs.ModeSymlink | 0o777}}},
		{"a pipe", zipfile.CodeSpecial, zipfile.CodeSpecial, []entry{{name: "p", mode: fs.ModeNamedPipe | 0o666}}},
		{"a folder named as a file", zipfile.CodeSpecial, zipfile.CodeSpecial, []entry{{name: "d", mode: fs.ModeDir | 0o755}}},
		{"a duplicate", zipfile.CodeDuplicate, fine, []entry{{name: "a"}, {name: "b"}, {name: "a"}}},
		{"a twin in case", zipfile.CodeCaseTwin, fine, []entry{{name: "README"}, {name: "z"}, {name: "readme"}}},
		{"a twin in composition", zipfile.CodeCaseTwin, fine, []entry{{name: "caf\u00e9"}, {name: "cafe\u0301"}}},
		{"a twin in both", zipfile.CodeCaseTwin, fine, []entry{{name: "CAFE\u0301"}, {name: "caf\u00e9"}}},
		{"folders that are twins", zipfile.CodeCaseTwin, fine, []entry{{name: "Lib/a"}, {name: "lib/b"}}},
		{"a file that is a folder too", zipfile.CodeFileOrFolder, fine, []entry{{name: "a"}, {name: "a/b"}, {name: "a.b"}}},
		{"a file and a folder", zipfile.CodeFileOrFolder, fine, []entry{{name: "a"}, {name: "a/"}}},
		{"zeros", zipfile.CodeRatio, fine, []entry{{name: "z", data: strings.Repeat("\x00", 8<<20), method: zip.Deflate}}},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			path := write(t, zipped(t, test.entries...))
			for limits, want := range map[*zipfile.Limits]report.Code{&zipfile.Installer: test.installer, &zipfile.Archive: test.archive} {
				f, err := zipfile.Open(path, *limits)
				if err == nil {
					_ = f.Close()
				}
				if found, _ := report.Of(err); found.Code != want {
					t.Errorf("strict %v: got %q, want %q (%v)", limits.Strict, found.Code, want, err)
				} else if want != fine && (found.File != path || found.Args["Entry"] == "") {
					t.Errorf("the finding does not say where: %v", found)
				}
			}
		})
	}
}

func TestAnArchiveWarnsOfCollisionsOnceAKind(t *testing.T) {
	f := opened(t, zipped(t, entry{name: "a"}, entry{name: "a"}, entry{name: "a"}, entry{name: "B"}, entry{name: "b"}), zipfile.Archive)
	got := map[report.Code]any{}
	for _, w := range f.Warnings {
		if w.Severity != report.Warning {
			t.Errorf("%s is no warning", w.Code)
		}
		got[w.Code] = w.Args["Count"]
	}
	if len(f.Warnings) != 2 || got[zipfile.CodeDuplicate] != 2 || got[zipfile.CodeCaseTwin] != 1 {
		t.Errorf("warnings are %v", f.Warnings)
	}
}

func TestWhatCannotBeReadIsNamed(t *testing.T) {
	plain := zipped(t, entry{name: "a", data: strings.Repeat("content ", 50), method: zip.Deflate}, entry{name: "b", data: "b"})
	directory := bytes.Index(plain, []byte(central))
	tests := []struct {
		says string
		want report.Code
		data []byte
	}{
		{"nothing in it", zipfile.CodeEmpty, nil},
		{"a text", zipfile.CodeNotAZip, []byte("hello, this is no zip")},
		{"one byte", zipfile.CodeNotAZip, []byte("P")},
		{"a script before the zip", zipfile.CodeNotAZip, append([]byte("#!/bin/sh\n"), plain...)},
		{"a web page", zipfile.CodeWebPage, []byte("\ufeff\n<!DOCTYPE html><html>Sign in</html>")},
		{"cut in the content", zipfile.CodeCut, plain[:40]},
		{"cut in the directory", zipfile.CodeCut, plain[:directory+10]},
		{"cut by a byte", zipfile.CodeCut, plain[:len(plain)-1]},
		{"bytes lost before the directory", zipfile.CodeDamaged, append(bytes.Clone(plain[:20]), plain[30:]...)},
		{"a count that lies", zipfile.CodeDamaged, patched(plain, end, 10, 7)},
		{"encrypted", zipfile.CodeEncrypted, patched(plain, central, 8, 1)},
		{"encrypted in the local header", zipfile.CodeDamaged, patched(plain, local, 6, 1)},
		{"bzip2", zipfile.CodeMethod, patched(plain, central, 10, 12)},
		{"another method in the local header", zipfile.CodeDamaged, patched(plain, local, 8, 4)},
		{"another name in the local header", zipfile.CodeDamaged, patched(plain, local, 30, 2)},
		{"a size beyond the file", zipfile.CodeDamaged, patched(plain, central, 22, 1)},
		{"another CRC-32 behind the content", zipfile.CodeDamaged, patched(plain, descriptor, 4, 1<<14|1<<6|1<<3|1)},
		{"another size behind the content", zipfile.CodeDamaged, patched(plain, descriptor, 12, 1)},
		{"entries on one another", zipfile.CodeDamaged, overlapping(plain)},
	}
	for _, test := range tests {
		t.Run(test.says, func(t *testing.T) {
			f, err := zipfile.Open(write(t, test.data), zipfile.Installer)
			if err == nil {
				_ = f.Close()
			}
			if found, _ := report.Of(err); found.Code != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
	t.Run("not there", func(t *testing.T) {
		_, err := zipfile.Open(filepath.Join(t.TempDir(), "no.zip"), zipfile.Archive)
		if !report.Has(err, zipfile.CodeMissing) {
			t.Error(err)
		}
		_, err = zipfile.Open(filepath.Join(write(t, plain), "no.zip"), zipfile.Archive)
		if !report.Has(err, zipfile.CodeMissing) {
			t.Error(err)
		}
	})
	t.Run("a folder", func(t *testing.T) {
		if _, err := zipfile.Open(t.TempDir(), zipfile.Archive); !report.Has(err, zipfile.CodeFolder) {
			t.Error(err)
		}
	})
	t.Run("a device", func(t *testing.T) {
		if _, err := zipfile.Open(os.DevNull, zipfile.Archive); !report.Has(err, zipfile.CodeUnreadable) {
			t.Error(err)
		}
	})
}

// overlapping lets the second entry begin where the first does.
func overlapping(b []byte) []byte {
	b = bytes.Clone(b)
	second := bytes.LastIndex(b, []byte(central))
	binary.LittleEndian.PutUint32(b[second+42:], 0)
	return b
}

func TestLimitsHold(t *testing.T) {
	b := zipped(t, entry{name: "a", data: "12345"}, entry{name: "b", data: "67890"})
	for _, test := range []struct {
		want   report.Code
		limits zipfile.Limits
	}{
		{"", zipfile.Limits{Entries: 2, Size: 10, Ratio: 100}},
		{zipfile.CodeTooManyEntries, zipfile.Limits{Entries: 1, Ratio: 100}},
		{zipfile.CodeTooLarge, zipfile.Limits{Entries: 2, Size: 9, Ratio: 100}},
	} {
		f, err := zipfile.Open(write(t, b), test.limits)
		if err == nil {
			_ = f.Close()
		}
		if found, _ := report.Of(err); found.Code != test.want {
			t.Errorf("%+v: got %v, want %q", test.limits, err, test.want)
		}
	}
}

func TestTheRatioOfAnArchiveCountsWhereItIsInflated(t *testing.T) {
	f := opened(t, zipped(t,
		entry{name: "bomb", data: strings.Repeat("\x00", 8<<20), method: zip.Deflate},
		entry{name: "text", data: strings.Repeat(" ", 1<<20), method: zip.Deflate}), zipfile.Archive)
	if _, err := read(f, "bomb"); !report.Has(err, zipfile.CodeRatio) {
		t.Errorf("the bomb: %v", err)
	}
	if got, err := read(f, "text"); err != nil || len(got) != 1<<20 {
		t.Errorf("a megabyte of blanks: %d bytes, %v", len(got), err)
	}
}

func TestContentsAreReadAsTheyWere(t *testing.T) {
	entries := []entry{
		{name: "stored", data: strings.Repeat("stored ", 20000)},
		{name: "deflated", data: strings.Repeat("deflated ", 20000), method: zip.Deflate},
		{name: "empty"}, {name: "deflated empty", method: zip.Deflate}, {name: "folder/"},
	}
	f := opened(t, zipped(t, entries...), zipfile.Installer)
	for _, e := range entries {
		if got, err := read(f, e.name); err != nil || got != e.data {
			t.Errorf("%s: %d bytes, %v", e.name, len(got), err)
		}
	}
}

func TestContentThatLiesIsRefusedBeforeItsLastByte(t *testing.T) {
	text := strings.Repeat("all is well ", 100)
	for _, test := range []struct {
		says   string
		method uint16
		lie    func(e *zipfile.Entry, raw []byte) []byte
	}{
		{"another byte", zip.Store, func(_ *zipfile.Entry, raw []byte) []byte { raw[60]++; return raw }},
		{"another CRC-32", zip.Deflate, func(e *zipfile.Entry, raw []byte) []byte { e.CRC32++; return raw }},
		{"less than it says", zip.Deflate, func(e *zipfile.Entry, raw []byte) []byte { e.Size++; return raw }},
		{"more than it says", zip.Deflate, func(e *zipfile.Entry, raw []byte) []byte { e.Size--; return raw }},
		{"something where nothing is said", zip.Deflate, func(e *zipfile.Entry, raw []byte) []byte { e.Size = 0; return raw }},
		{"a stream cut", zip.Deflate, func(_ *zipfile.Entry, raw []byte) []byte { return raw[:len(raw)-1] }},
		{"bytes behind it", zip.Deflate, func(_ *zipfile.Entry, raw []byte) []byte { return append(raw, 0) }},
		{"no deflate stream", zip.Deflate, func(_ *zipfile.Entry, raw []byte) []byte { raw[0] = 0xff; return raw }},
	} {
		t.Run(test.says, func(t *testing.T) {
			f := opened(t, zipped(t, entry{name: "e", data: text, method: test.method}), zipfile.Archive)
			e := f.Entries[0]
			section, err := f.Raw(e)
			if err != nil {
				t.Fatal(err)
			}
			raw, err := io.ReadAll(section)
			if err != nil {
				t.Fatal(err)
			}
			r := zipfile.Inflate(bytes.NewReader(test.lie(&e, raw)), e)
			got, err := io.ReadAll(r)
			if !report.Has(err, zipfile.CodeContent) {
				t.Errorf("got %v", err)
			}
			if e.Size > 0 && int64(len(got)) >= e.Size {
				t.Errorf("all %d bytes came", len(got))
			}
			if err := r.Close(); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestRawBytesAreThoseOfTheZip(t *testing.T) {
	b := zipped(t, entry{name: "a", data: strings.Repeat("raw ", 1000), method: zip.Deflate}, entry{name: "b", data: "bb"})
	f := opened(t, b, zipfile.Installer)
	for _, e := range f.Entries {
		raw, err := f.Raw(e)
		if err != nil {
			t.Fatal(err)
		}
		got, err := io.ReadAll(raw)
		if err != nil {
			t.Fatal(err)
		}
		at, err := f.Offset(e)
		if err != nil || int64(len(got)) != e.Compressed || !bytes.Equal(got, b[at:at+e.Compressed]) {
			t.Errorf("%s: %d bytes at %d, %v", e.Name, len(got), at, err)
		}
	}
}

func TestOddButRightZipsOpen(t *testing.T) {
	plain := zipped(t, entry{name: "a", data: "content"})
	var commented bytes.Buffer
	z := zip.NewWriter(&commented)
	if err := z.SetComment("a comment with " + end + " in it, and more than twenty-two bytes behind it"); err != nil {
		t.Fatal(err)
	}
	w, err := z.Create("a")
	if err == nil {
		_, err = io.WriteString(w, "content")
	}
	if err != nil || z.Close() != nil {
		t.Fatal(err)
	}
	for says, b := range map[string][]byte{
		"a script before it":   append([]byte("#!/bin/sh\nexec unzip\n"), plain...),
		"a line end behind it": append(bytes.Clone(plain), "\r\n"...),
		"a mark in a comment":  commented.Bytes(),
		"zip64 sizes":          zip64(t),
	} {
		t.Run(says, func(t *testing.T) {
			if got, err := read(opened(t, b, zipfile.Archive), "a"); err != nil || got != "content" {
				t.Errorf("%q, %v", got, err)
			}
		})
	}
	if f := opened(t, zipped(t), zipfile.Archive); len(f.Entries) != 0 {
		t.Errorf("an empty zip has %d entries", len(f.Entries))
	}
}

// zip64 returns a zip whose sizes, offset and directory are all in zip64 fields.
func zip64(t testing.TB) []byte {
	t.Helper()
	le := binary.LittleEndian
	const data = "content"
	b := append([]byte(local), 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = le.AppendUint32(b, checksum(data))
	b = append(b, "\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00\x14\x00a\x01\x00\x10\x00"...)
	b = le.AppendUint64(le.AppendUint64(b, uint64(len(data))), uint64(len(data)))
	b = append(b, data...)
	directory := uint64(len(b))
	b = append(b, central...)
	b = append(b, 45, 3, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0)
	b = le.AppendUint32(b, checksum(data))
	b = append(b, "\xff\xff\xff\xff\xff\xff\xff\xff\x01\x00\x1c\x00\x00\x00\x00\x00\x00\x00\x00\x00\xa4\x81\xff\xff\xff\xffa\x01\x00\x18\x00"...)
	b = le.AppendUint64(le.AppendUint64(le.AppendUint64(b, uint64(len(data))), uint64(len(data))), 0)
	at := uint64(len(b))
	b = append(b, "PK\x06\x06\x2c\x00\x00\x00\x00\x00\x00\x00\x2d\x03\x2d\x00\x00\x00\x00\x00\x00\x00\x00\x00"...)
	for _, v := range []uint64{1, 1, at - directory, directory} {
		b = le.AppendUint64(b, v)
	}
	b = le.AppendUint64(append(b, "PK\x06\x07\x00\x00\x00\x00"...), at)
	b = append(b, 1, 0, 0, 0)
	return append(b, end+"\x00\x00\x00\x00\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\x00\x00"...)
}

func TestTheStandInInstallerIsAccepted(t *testing.T) {
	var b bytes.Buffer
	if err := standin.WDTZip(&b, standin.WDTOptions{}); err != nil {
		t.Fatal(err)
	}
	f := opened(t, b.Bytes(), zipfile.Installer)
	if got, err := read(f, "weblogic-deploy/VERSION.txt"); err != nil || got != "WebLogic Deploy Tooling 4.4.6" {
		t.Errorf("%q, %v", got, err)
	}
	e, _ := f.Entry("weblogic-deploy/bin/createDomain.sh")
	if e.Mode != 0o750 {
		t.Errorf("createDomain.sh has mode %v", e.Mode)
	}
}

// many returns a zip of n small entries; beyond 65,535 it is a zip64 one.
func many(t testing.TB, n int) []byte {
	entries := make([]entry, n)
	for i := range entries {
		entries[i] = entry{name: fmt.Sprintf("folder-%d/file-%d.txt", i%100, i), data: "x"}
	}
	return zipped(t, entries...)
}

func TestAHundredThousandEntriesOpen(t *testing.T) {
	f := opened(t, many(t, 100_000), zipfile.Installer)
	if len(f.Entries) != 100_000 {
		t.Errorf("%d entries", len(f.Entries))
	}
}

func BenchmarkOpen(b *testing.B) {
	for _, n := range []int{10, 100, 1_000, 10_000, 100_000} {
		path := write(b, many(b, n))
		for says, limits := range map[string]zipfile.Limits{"installer": zipfile.Installer, "archive": zipfile.Archive} {
			b.Run(fmt.Sprintf("%s/%d", says, n), func(b *testing.B) {
				b.ReportAllocs()
				for b.Loop() {
					f, err := zipfile.Open(path, limits)
					if err != nil {
						b.Fatal(err)
					}
					_ = f.Close()
				}
				b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(n), "ns/entry")
			})
		}
	}
}

func checksum(s string) uint32 { return crc32.ChecksumIEEE([]byte(s)) }
