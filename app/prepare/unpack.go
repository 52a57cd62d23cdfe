package prepare

import (
	"io"
	"os"
	"path/filepath"
	"strings"

	"auximage/imaging/zipfile"
)

// unneeded are the installer's parts that prepareModel does without: samples, and
// scripts but for its own and the one that all share.
func unneeded(name string) bool {
	script, inBin := strings.CutPrefix(name, "weblogic-deploy/bin/")
	if inBin {
		return script != "" && !strings.HasPrefix(script, "prepareModel.") && !strings.HasPrefix(script, "shared.")
	}
	return strings.HasPrefix(name, "weblogic-deploy/samples/")
}

// unpack writes what is needed of the installer below dir, scripts executable.
func unpack(installer, dir string) error {
	z, err := zipfile.Open(installer, zipfile.Installer)
	if err != nil {
		return err
	}
	defer func() { _ = z.Close() }()
	for _, e := range z.Entries {
		if unneeded(e.Name) {
			continue
		}
		path := filepath.Join(dir, filepath.FromSlash(e.Name))
		if e.Dir {
			if err := os.MkdirAll(path, 0o700); err != nil {
				return err
			}
			continue
		}
		if err := unpackFile(z, e, path); err != nil {
			return err
		}
	}
	return nil
}

func unpackFile(z *zipfile.File, e zipfile.Entry, path string) (err error) {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	mode := os.FileMode(0o600)
	if strings.HasSuffix(path, ".sh") {
		mode = 0o700
	}
	from, err := z.Open(e)
	if err != nil {
		return err
	}
	defer func() { _ = from.Close() }()
	to, err := os.OpenFile(path, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	if _, err := io.Copy(to, from); err != nil {
		_ = to.Close()
		return err
	}
	return to.Close()
}
