package model

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"path"
	"regexp"
	"strings"

	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// archives is what the archives hold together.
type archives struct {
	files   int
	entries map[string]bool // files, and folders with and without an entry of their own, without a slash at the end
	sorted  []string        // the same in order, once somebody asked
}

// maxKey is the largest entry, in bytes, that is looked into for a private key.
const maxKey = 64 << 10

// add lists an archive and returns what is wrong with it. Of contents only
// small PEM files are read; the digest is the directory's.
func (a *archives) add(f File) []report.Finding {
	s := &source{File: f}
	zip, err := zipfile.Open(f.Path, zipfile.Archive)
	if err != nil {
		finding, ok := report.Of(err)
		if !ok {
			finding = s.at(CodeUnreadable, report.Error, 0, 0, nil)
			finding.Cause = err
		}
		return []report.Finding{finding}
	}
	defer func() { _ = zip.Close() }()
	a.files++
	s.digest = directoryDigest(zip.Entries)
	findings := zip.Warnings
	if len(zip.Entries) == 0 {
		return append(findings, s.at(CodeNoEntries, report.Warning, 0, 0, nil))
	}
	inside, above := false, ""
	var store string
	stores := 0
	for _, e := range zip.Entries {
		name := strings.TrimSuffix(e.Name, "/")
		a.entries[name] = true
		for folder := path.Dir(name); folder != "." && !a.entries[folder]; folder = path.Dir(folder) {
			a.entries[folder] = true
		}
		if inArchive(e.Name) {
			inside = true
		} else if i := strings.Index("/"+e.Name, "/wlsdeploy/"); i > 0 && above == "" {
			above = strings.TrimSuffix(e.Name[:i-1], "/config")
		}
		if keyStore.MatchString(name) && !e.Dir {
			stores++
			if store == "" {
				store = name
			}
		}
		if pemName.MatchString(name) && 0 < e.Size && e.Size <= maxKey && holdsKey(zip, e) {
			findings = append(findings, s.at(CodeArchivedKey, report.Warning, 0, 0, report.Args{"Entry": name}))
		}
	}
	if !inside {
		findings = append(findings, s.at(CodeOutside, report.Warning, 0, 0, report.Args{"Folder": above}))
	}
	if stores > 0 {
		findings = append(findings, s.at(CodeKeyStore, report.Warning, 0, 0, report.Args{"Entry": store, "Count": stores}))
	}
	return findings
}

var (
	// Wallets and the kinds of key store that hold private keys; trust stores do not.
	keyStore = regexp.MustCompile(`(?i)(^|/)(cwallet\.sso|ewallet\.(p12|pem)|[^/]*(identity|keystore)[^/]*\.(jks|p12|pfx|jceks|bcfks)|[^/]*\.pfx)$|` +
		`^(config/)?wlsdeploy/(dbWallets/.+\.zip|opsswallet/.+)$`)
	pemName = regexp.MustCompile(`(?i)(\.(pem|key)|(^|/)id_(rsa|dsa|ecdsa|ed25519))$`)
)

// directoryDigest returns a digest of the names, sizes and checksums of a zip.
func directoryDigest(entries []zipfile.Entry) string {
	sum := sha256.New()
	w := bufio.NewWriter(sum)
	for _, e := range entries {
		_, _ = fmt.Fprintf(w, "%d %08x %q\n", e.Size, e.CRC32, e.Name) // a hash takes everything
	}
	_ = w.Flush()
	return digestOf(sum)
}

func digestOf(sum hash.Hash) string { return "sha256:" + hex.EncodeToString(sum.Sum(nil)) }

// holdsKey tells whether a private key stands in an entry. What cannot be read
// is no key: whoever uses the archive will say so.
func holdsKey(zip *zipfile.File, e zipfile.Entry) bool {
	content, err := zip.Open(e)
	if err != nil {
		return false
	}
	defer func() { _ = content.Close() }()
	text, err := io.ReadAll(io.LimitReader(content, maxKey))
	return err == nil && privateKey.Match(text)
}

// The folders of an archive that WDT takes something from.
const (
	binaryFolder = "wlsdeploy/"
	configFolder = "config/wlsdeploy/" // since 4.0
)

func inArchive(name string) bool {
	return strings.HasPrefix(name, binaryFolder) || strings.HasPrefix(name, configFolder)
}

// moved are the folders that 4.0 moved from wlsdeploy to config/wlsdeploy and
// that have no meaning at the old place any more (custom and dbWallets still do).
var moved = map[string]bool{
	"coherence": true, "config": true, "jms": true, "nodeManager": true,
	"scripts": true, "servers": true, "serverTemplates": true,
}

// archiveReferences returns the parts of a text that name entries: the whole, or
// the parts of a list or class path.
func archiveReferences(text string) []string {
	if !strings.Contains(text, binaryFolder) {
		return nil
	}
	var references []string
	for _, part := range strings.FieldsFunc(text, func(r rune) bool { return r == ',' || r == ':' || r == ';' }) {
		part = strings.TrimSpace(part)
		if inArchive(part) && !strings.ContainsRune(part, 0) && !strings.Contains(part, "@@") {
			references = append(references, part)
		}
	}
	return references
}

// reference returns what is wrong with a reference to an entry; nil for nothing.
func (a *archives) reference(d *document, n node, name, version string) *report.Finding {
	finding := func(code report.Code, args report.Args) *report.Finding {
		f := d.at(code, report.Warning, n.Line, n.Column, args)
		return &f
	}
	entry := strings.TrimSuffix(path.Clean(name), "/")
	if rest, config := strings.CutPrefix(entry, configFolder); config {
		if below(version, "4") {
			return finding(CodeNewLocation, report.Args{"Entry": entry, "Location": binaryFolder + rest, "Version": version})
		}
	} else if rest, _ := strings.CutPrefix(entry, binaryFolder); atLeast(version, "4") {
		if kind, _, _ := strings.Cut(rest, "/"); moved[kind] {
			return finding(CodeOldLocation, report.Args{"Entry": entry, "Location": configFolder + rest, "Version": version})
		}
	}
	switch {
	case a.entries[entry]:
		return nil
	case a.files == 0:
		return finding(CodeNoArchive, report.Args{"Entry": entry})
	}
	return finding(CodeNotInArchive, report.Args{"Entry": entry, "Near": a.like(entry)})
}

// like returns the entry that a wrong reference most likely means: one that
// differs in case, or has the same name in another folder.
func (a *archives) like(entry string) string {
	best := ""
	for name := range a.entries {
		if strings.EqualFold(name, entry) {
			return name
		}
		if path.Base(name) == path.Base(entry) && (best == "" || name < best) {
			best = name
		}
	}
	return best
}
