package model

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"

	"auximage/imaging/input"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// archives is what the archives hold together.
type archives struct {
	files   int
	unread  bool            // one of them could not be listed: it may have anything
	entries map[string]bool // files, and folders with and without an entry of their own, without a slash at the end
	sorted  []string        // the same in order, once somebody asked
}

// maxKey is the largest entry, in bytes, that is looked into for a private key.
const maxKey = 64 << 10

// add lists an archive and returns what is wrong with it. Of contents only
// small PEM files are read; the digest is the directory's.
func (a *archives) add(f input.File, known *Held) []report.Finding {
	if known != nil {
		a.addHeld(known)
		return nil
	}
	s := &source{File: f}
	zip, err := zipfile.Open(f.Path, zipfile.Archive)
	if err != nil {
		a.unread = true
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
	for _, e := range zip.Entries {
		a.addEntry(strings.TrimSuffix(e.Name, "/"))
	}
	if len(zip.Entries) == 0 {
		return append(zip.Warnings, s.at(CodeNoEntries, report.Warning, 0, 0, nil))
	}
	return slices.Concat(zip.Warnings, s.archivedKeys(zip), s.outside(zip.Entries), s.keyStores(zip.Entries))
}

// archivedKeys finds private keys.
func (s *source) archivedKeys(zip *zipfile.File) (findings []report.Finding) {
	for _, e := range zip.Entries {
		name := strings.TrimSuffix(e.Name, "/")
		if pemName.MatchString(name) && 0 < e.Size && e.Size <= maxKey && holdsKey(zip, e) {
			findings = append(findings, s.at(CodeArchivedKey, report.Warning, 0, 0, report.Args{"Entry": name}))
		}
	}
	return findings
}

// keyStores finds wallets and key stores, and names the first.
func (s *source) keyStores(entries []zipfile.Entry) []report.Finding {
	first, count := "", 0
	for _, e := range entries {
		if keyStore.MatchString(strings.TrimSuffix(e.Name, "/")) && !e.Dir {
			first = cmp.Or(first, e.Name)
			count++
		}
	}
	if count == 0 {
		return nil
	}
	return []report.Finding{s.at(CodeKeyStore, report.Warning, 0, 0, report.Args{"Entry": first, "Count": count})}
}

// outside finds that nothing is where WDT takes something from, and names the
// folder above wlsdeploy, where there is one.
func (s *source) outside(entries []zipfile.Entry) []report.Finding {
	above := ""
	for _, e := range entries {
		if inArchive(e.Name) {
			return nil
		}
		if i := strings.Index("/"+e.Name, "/wlsdeploy/"); i > 0 && above == "" {
			above = strings.TrimSuffix(e.Name[:i-1], "/config")
		}
	}
	return []report.Finding{s.at(CodeOutside, report.Warning, 0, 0, report.Args{"Folder": above})}
}

// addHeld takes what is known of an archive that is in an image. What is wrong with
// it was said when that was made.
func (a *archives) addHeld(h *Held) {
	a.files++
	a.unread = a.unread || h.Entries == nil
	for _, name := range h.Entries {
		a.addEntry(strings.TrimSuffix(name, "/"))
	}
}

// addEntry takes an entry, and the folders that it is in.
func (a *archives) addEntry(name string) {
	a.entries[name] = true
	for folder := path.Dir(name); folder != "." && folder != "/" && !a.entries[folder]; folder = path.Dir(folder) {
		a.entries[folder] = true
	}
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

// moved are the folders that 4.0 takes from wlsdeploy and extracts to
// config/wlsdeploy, with a deprecation note: WLSDeployArchive.getExtractPath.
// Others, coherence and serverTemplates among them, stay where they are.
var moved = map[string]bool{
	"config": true, "dbWallets": true, "jms": true, "nodeManager": true, "scripts": true, "servers": true,
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
	finding := func(code report.Code, severity report.Severity, args report.Args) *report.Finding {
		f := d.at(code, severity, n.Line, n.Column, args)
		return &f
	}
	entry := strings.TrimSuffix(path.Clean(name), "/")
	rest, config := strings.CutPrefix(entry, configFolder)
	if config && below(version, "4") {
		return finding(CodeNewLocation, report.Warning, report.Args{"Entry": entry, "Location": binaryFolder + rest, "Version": version})
	}
	switch {
	case a.entries[entry]:
		return a.deprecated(entry, version, finding)
	case a.unread || a.HoldsZip(path.Dir(entry)):
		return nil
	case a.files == 0:
		return finding(CodeNoArchive, report.Warning, report.Args{"Entry": entry})
	}
	return finding(CodeNotInArchive, report.Warning, report.Args{"Entry": entry, "Near": a.like(entry)})
}

// deprecated returns a note about an entry that stands where releases before
// 4.0 had it; nil for others.
func (a *archives) deprecated(entry, version string, finding func(report.Code, report.Severity, report.Args) *report.Finding) *report.Finding {
	rest, old := strings.CutPrefix(entry, binaryFolder)
	kind, _, below := strings.Cut(rest, "/")
	if !old || !below || !moved[kind] || !atLeast(version, "4") {
		return nil
	}
	return finding(CodeOldLocation, report.Info, report.Args{"Entry": entry, "Location": configFolder + rest, "Version": version})
}

// like returns the entry that a wrong reference most likely means: the one at the
// other release's place, one that differs in case, or has the same name in
// another folder.
func (a *archives) like(entry string) string {
	moved, back := strings.CutPrefix(entry, "config/")
	if !back {
		moved = "config/" + entry
	}
	if a.entries[moved] {
		return moved
	}
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
