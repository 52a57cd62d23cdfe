package session

import (
	"context"
	"os"
	"path/filepath"
	"regexp"

	"auximage/imaging"
	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// SavedFile is an image that was written to a file.
type SavedFile struct {
	Path      string
	Format    registry.Format
	Reference string
	Digest    string
	Size      int64 // bytes of the file
}

// Loads returns the commands that take the file.
func (f SavedFile) Loads() []string {
	path := f.Path
	if unsafe.MatchString(path) {
		path = shellQuoted(path)
	}
	commands := []string{"podman load -i " + path, "kind load image-archive " + path}
	if f.Format == registry.DockerTar {
		commands = append([]string{"docker load -i " + path}, commands...)
	}
	return commands
}

// unsafe is what a shell would not take as it is. Windows' backslash is taken by
// its own shells.
var unsafe = regexp.MustCompile(`[^\\A-Za-z0-9_@%+=:,./-]`)

// Save writes the image at hand to a file, which is replaced when it is there.
func (s *Session) Save(path string, format registry.Format) error {
	return s.begin(ActSave, func(_ *state, j *job) { j.file, j.format = path, format })
}

// PushFile pushes an image that Save wrote to the tag of the form.
func (s *Session) PushFile(path string) error {
	return s.begin(ActPushFile, func(_ *state, j *job) { j.file = path })
}

// SaveText writes a text, such as the log, to a file: whole, or not at all.
func (s *Session) SaveText(path, text string) error {
	if err := writeFile(path, []byte(text)); err != nil {
		return report.Finding{Code: CodeNotWritten, Severity: report.Error, File: path, Cause: err}
	}
	return nil
}

// save writes the image at hand, which is made again first when it was made in
// an earlier run.
func (w *worker) save(ctx context.Context, env imaging.Env) (result, error) {
	saved, err := w.remake(ctx, env)
	if err != nil {
		return result{saved: saved}, err
	}
	w.mu.Lock()
	image, tag := w.state.image, w.state.form.Tag
	w.mu.Unlock()
	if image == nil {
		return result{saved: saved}, fault(CodeNoImage, nil) // another form meanwhile
	}
	named := *image
	named.Reference = tag
	if err := w.engine.Save(ctx, &named, w.job.file, w.job.format, env); err != nil {
		return result{saved: saved}, err
	}
	file := &SavedFile{Path: w.job.file, Format: w.job.format, Reference: tag, Digest: image.Digest.String()}
	if info, err := os.Stat(file.Path); err == nil {
		file.Size = info.Size()
	}
	return result{file: file, saved: saved}, nil
}

// pushFile sends the image in a file.
func (w *worker) pushFile(ctx context.Context, env imaging.Env) (result, error) {
	image, err := imaging.OpenSaved(w.job.file)
	if err != nil {
		return result{}, err
	}
	receipt, err := w.send(ctx, env, image)
	return result{receipt: receipt}, err
}

// writeFile writes a file that the person alone may read: whole, or not at all.
func writeFile(path string, data []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			_ = os.Remove(f.Name())
		}
	}()
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
