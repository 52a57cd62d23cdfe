package session

import (
	"errors"
	"io/fs"
	"path/filepath"

	"auximage/assets"
)

// UseSample adds the sample model, its variables and its archive, which are
// written beside the settings file. Where somebody has changed them since, they
// are used as they are.
func (s *Session) UseSample() error {
	dir := filepath.Join(s.dir, "sample")
	files, err := assets.WriteSample(dir)
	if errors.Is(err, fs.ErrExist) {
		files, err = assets.Sample{
			Model:     filepath.Join(dir, "model.yaml"),
			Variables: filepath.Join(dir, "model.properties"),
			Archive:   filepath.Join(dir, "archive.zip"),
		}, nil
	}
	if err != nil {
		return err
	}
	s.AddFiles(files.Model, files.Variables, files.Archive)
	return nil
}
