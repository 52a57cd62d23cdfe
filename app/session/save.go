package session

import (
	"context"
	"io/fs"
	"os"
	"regexp"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/deploy"
	"auximage/imaging"
	"auximage/imaging/cachedir"
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
		path = deploy.BashWord(path)
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

// Save writes the image at hand to a file, which is replaced when it is there,
// unless it is one that the image is made of. When ctx ends before its folder has
// answered nothing begins; what has begun goes on without it.
func (s *Session) Save(ctx context.Context, path string, format registry.Format) error {
	if err := s.spare(path); err != nil {
		return err
	}
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return s.begin(ActSave, func(_ *state, j *job) { j.file, j.format = path, format })
}

// PushFile pushes an image that Save wrote to the tag of the form.
func (s *Session) PushFile(path string) error {
	return s.begin(ActPushFile, func(_ *state, j *job) { j.file = path })
}

// SaveText writes a text, such as the log, to a file: whole, or not at all, and
// over none that the image is made of, nor once ctx has ended.
func (s *Session) SaveText(ctx context.Context, path, text string) error {
	if err := s.spare(path); err != nil {
		return err
	}
	return writeFile(ctx, path, cachedir.Private, text)
}

// writeFile writes a text to a file, whole or not at all: see cachedir.AtomicWrite.
func writeFile(ctx context.Context, path string, mode fs.FileMode, text string) error {
	return notWritten(path, cachedir.AtomicWrite(ctx, path, mode, cachedir.Bytes(text)))
}

// notWritten returns the finding about a file that cannot be written, nil for no cause.
func notWritten(path string, cause error) error {
	if cause == nil {
		return nil
	}
	return report.Finding{Code: CodeNotWritten, Severity: report.Error, File: path, Cause: cause}
}

// Writable returns why no file can be saved at a path, as far as that shows before
// there is something to save.
func (s *Session) Writable(path string) error {
	if err := s.spare(path); err != nil {
		return err
	}
	return notWritten(path, cachedir.CheckWritable(path))
}

// spare returns a Finding when a path leads to a file that the image is made of.
func (s *Session) spare(path string) error {
	there, err := os.Stat(path)
	if err != nil {
		return nil // nothing that could be lost
	}
	now := s.Snapshot()
	inputs := []string{now.Form.Installer, now.Form.BaseFile}
	if now.Image != nil {
		inputs = append(inputs, now.Image.Installer)
	}
	for _, f := range now.Form.Files() {
		inputs = append(inputs, f.Path)
	}
	for _, input := range inputs {
		if info, err := os.Stat(input); err == nil && os.SameFile(there, info) {
			return report.Finding{Code: CodeOwnInput, Severity: report.Error, File: path}
		}
	}
	return nil
}

// save writes the image at hand, which is made again first when it was made in
// an earlier run.
func (w *worker) save(ctx context.Context) (result, error) {
	again, saved, err := w.remake(ctx)
	if err != nil {
		return result{saved: saved}, err
	}
	w.mu.Lock()
	image, tag := w.state.image, w.state.form.Tag
	w.mu.Unlock()
	if image == nil {
		return result{saved: saved}, fault(CodeNoImage, nil) // another form meanwhile
	}
	var digest v1.Hash
	err = w.allowing(ctx, func() (err error) { // what stays of a base is fetched now
		digest, err = w.engine.Save(ctx, image, tag, w.job.file, w.job.format)
		return err
	})
	if err != nil {
		return result{saved: saved}, err
	}
	file := &SavedFile{Path: w.job.file, Format: w.job.format, Reference: tag, Digest: digest.String()}
	if info, err := os.Stat(file.Path); err == nil {
		file.Size = info.Size()
	}
	return result{file: file, saved: saved, remade: again}, nil
}

// pushFile sends the image in a file.
func (w *worker) pushFile(ctx context.Context) (result, error) {
	image, _, err := imaging.OpenSaved(w.job.file)
	if err != nil {
		return result{}, err
	}
	return sending{w}.send(ctx, image)
}
