package wdt

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"io"
	"strings"

	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

// Installer is an open installer zip, found good.
type Installer struct {
	Zip        *zipfile.File    // what layers are made of
	Version    string           // as VERSION.txt says: "4.4.6"
	JarVersion string           // as the core jar says, which the operator reads; empty when it says nothing
	TryOut     bool             // it says of itself that it is the try-out's
	Warnings   []report.Finding // what a person should know of it

	entries map[string]zipfile.Entry
	jar     []byte // the core jar
}

// TryOut is what the core jar of the try-out's installer calls itself. It has no tables
// to judge a model by, which is no fault there.
const TryOut = "Auxiliary Image Wizard try-out"

const (
	root        = "weblogic-deploy/"
	versionFile = root + "VERSION.txt"
	coreJar     = root + "lib/weblogic-deploy-core.jar"
)

// required is what the operator calls or reads. A name that ends in a slash is
// a folder that must hold something.
var required = []string{
	versionFile, coreJar,
	root + "bin/createDomain.sh", root + "bin/updateDomain.sh", root + "bin/validateModel.sh", root + "bin/shared.sh",
	root + "lib/python/", root + "lib/typedefs/",
}

// requiredLater came with later releases than the operator's oldest; from
// onlineUpdate on they must be there.
var requiredLater = []string{root + "bin/compareModel.sh", root + "lib/targets/"}

// Most bytes that are read of a file into memory: releases have jars of some
// 3 MB, scripts of 20 kB, manifests of less than 1 kB.
const (
	maxJar  = 64 << 20
	maxText = 1 << 20
)

// Open opens an installer and checks that it is one. The error is a
// report.Finding that says why it is not. Contents of other files than those
// named here are not read: Verify does.
func Open(path string) (*Installer, error) {
	z, err := zipfile.Open(path, zipfile.Installer)
	if err != nil {
		return nil, err
	}
	i := &Installer{Zip: z, entries: map[string]zipfile.Entry{}}
	if err := i.inspect(); err != nil {
		_ = z.Close()
		return nil, err
	}
	return i, nil
}

// Close closes the zip.
func (i *Installer) Close() error { return i.Zip.Close() }

// Verify reads every entry and returns the first whose content is damaged, as a
// report.Finding, or the context's error.
func (i *Installer) Verify(ctx context.Context) error { return i.Zip.Verify(ctx, nil) }

func (i *Installer) inspect() error {
	for _, e := range i.Zip.Entries {
		if !strings.HasPrefix(e.Name, root) {
			return i.fault(CodeOtherRoot, report.Args{"Entry": e.Name})
		}
		i.entries[e.Name] = e
	}
	if err := i.require(required); err != nil {
		return err
	}
	if err := i.readVersions(); err != nil {
		return err
	}
	if Compare(i.Version, onlineUpdate) >= 0 {
		if err := i.require(requiredLater); err != nil {
			return err
		}
	}
	return i.checkScripts()
}

func (i *Installer) require(names []string) error {
	for _, name := range names {
		if !i.has(name) {
			return i.fault(CodeNotAnInstaller, report.Args{"Missing": name})
		}
	}
	return nil
}

func (i *Installer) has(name string) bool {
	if !strings.HasSuffix(name, "/") {
		e, ok := i.entries[name]
		return ok && !e.Dir
	}
	for entry, e := range i.entries {
		if !e.Dir && strings.HasPrefix(entry, name) {
			return true
		}
	}
	return false
}

// readVersions reads both places that name the version and judges it.
func (i *Installer) readVersions() error {
	text, err := i.read(versionFile, maxText)
	if err != nil {
		return err
	}
	if i.Version = versionPattern.FindString(string(text)); i.Version == "" {
		return i.fault(CodeNoVersion, nil)
	}
	jar, err := i.read(coreJar, maxJar)
	if err != nil {
		return err
	}
	i.jar = jar
	title, version, err := jarNames(jar)
	i.JarVersion, i.TryOut = version, title == TryOut
	if err != nil {
		return report.Finding{Code: zipfile.CodeDamaged, Severity: report.Error, File: i.Zip.Path,
			Args: report.Args{"Entry": coreJar}, Cause: err}
	}
	decisive := i.JarVersion // the operator reads the jar's
	switch {
	case i.JarVersion == "":
		decisive = i.Version
		i.warn(CodeNoJarVersion, report.Args{"Version": i.Version})
	case i.JarVersion != i.Version:
		i.warn(CodeVersionsDiffer, report.Args{"Version": i.Version, "JarVersion": i.JarVersion})
	}
	switch {
	case older(decisive, oldest):
		return i.fault(CodeTooOld, report.Args{"Version": decisive, "Min": oldest})
	case older(decisive, onlineUpdate):
		i.warn(CodeNoOnlineUpdate, report.Args{"Version": decisive, "Min": onlineUpdate})
	case older(decisive, prepare):
		i.warn(CodeNoPrepare, report.Args{"Version": decisive, "Min": prepare})
	}
	return nil
}

// older tells whether a version is older than min; as for the operator, a
// suffix counts for nothing.
func older(version, min string) bool {
	version, _, _ = strings.Cut(version, "-")
	return Compare(version, min) < 0
}

// checkScripts refuses scripts that no shell on Linux can run. The installer
// has line feeds; one that was unpacked and zipped again on Windows may not.
func (i *Installer) checkScripts() error {
	for _, e := range i.Zip.Entries {
		if !strings.HasPrefix(e.Name, root+"bin/") || !strings.HasSuffix(e.Name, ".sh") {
			continue
		}
		text, err := i.read(e.Name, maxText)
		if err != nil {
			return err
		}
		if bytes.Contains(text, []byte("\r\n")) {
			return i.fault(CodeCarriageReturn, report.Args{"Entry": e.Name})
		}
	}
	return nil
}

// read returns the content of an entry of at most limit bytes.
func (i *Installer) read(name string, limit int64) ([]byte, error) {
	e := i.entries[name]
	if e.Size > limit {
		return nil, report.Finding{Code: zipfile.CodeTooLarge, Severity: report.Error, File: i.Zip.Path,
			Args: report.Args{"Entry": name, "Limit": limit}}
	}
	content, err := i.Zip.Open(e)
	if err != nil {
		return nil, err
	}
	defer func() { _ = content.Close() }()
	return io.ReadAll(content)
}

// jarNames returns Implementation-Title and Implementation-Version of a jar's manifest,
// empty where it has none.
func jarNames(jar []byte) (title, version string, err error) {
	z, err := zip.NewReader(bytes.NewReader(jar), int64(len(jar)))
	if err != nil {
		return "", "", err
	}
	for _, f := range z.File {
		if f.Name != "META-INF/MANIFEST.MF" {
			continue
		}
		manifest, err := f.Open()
		if err != nil {
			return "", "", err
		}
		defer func() { _ = manifest.Close() }()
		lines := bufio.NewScanner(io.LimitReader(manifest, maxText))
		for lines.Scan() {
			switch key, value, _ := strings.Cut(lines.Text(), ":"); strings.ToLower(key) {
			case "implementation-title":
				title = strings.TrimSpace(value)
			case "implementation-version":
				version = versionPattern.FindString(value)
			}
		}
		return title, version, lines.Err()
	}
	return "", "", nil
}

func (i *Installer) fault(code report.Code, args report.Args) error {
	return report.Finding{Code: code, Severity: report.Error, File: i.Zip.Path, Args: args}
}

func (i *Installer) warn(code report.Code, args report.Args) {
	i.Warnings = append(i.Warnings, report.Finding{Code: code, Severity: report.Warning, File: i.Zip.Path, Args: args})
}
