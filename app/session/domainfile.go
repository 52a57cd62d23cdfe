package session

import (
	"context"
	"errors"
	"io"
	"os"

	"auximage/app/deploy"
	"auximage/app/diff"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/report"
)

// largestDomain bounds what is read of a Domain's file, in bytes: etcd takes less
// for any object of a cluster.
const largestDomain = 4 << 20

// DomainChange is a person's Domain file with the image at hand in it.
type DomainChange struct {
	Path  string
	Lines []diff.Line // what changes; none when the file has the image already

	before, after string
}

// UseDomain has the texts for the cluster be about the Domain in a person's
// own YAML file, and fills the form with what it says; an empty path leaves it. It
// reads the file, and takes as long as its folder wants to answer. With an error, a
// report.Finding, and when ctx ends before the file was read, nothing changes.
func (d Deployment) UseDomain(ctx context.Context, path string) error {
	s := d.session
	if path == "" {
		s.Edit(func(f *form.Form) { f.DomainFile, s.state.domain = "", nil })
		return nil
	}
	path = absolute(path)
	domain, _, err := readDomain(path)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if err != nil {
		return err
	}
	s.Edit(func(f *form.Form) {
		s.state.domain = domain // held by Edit
		f.DomainFile, f.DomainUID, f.OnPV = path, domain.UID, domain.OnPV
		if domain.Namespace != "" {
			f.DomainNamespace = domain.Namespace
		}
		if domain.Primary != "" {
			f.PrimaryTag = domain.Primary
		}
		if at, err := domain.Ours(""); err == nil && f.Tag == "" {
			f.SetTag(domain.Images[at].Image)
		}
	})
	return nil
}

// ReadDomain reads the form's Domain file anew, for somebody else may have changed it:
// what the texts say of it is what it says now. An error, a report.Finding, is why it is
// no Domain any more; then the texts have none. It takes as long as the file's folder
// wants to answer, and changes nothing when ctx ends before.
func (d Deployment) ReadDomain(ctx context.Context) error {
	path := d.session.form().DomainFile
	domain, notes := lookAtDomain(path)
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	d.session.change(func(st *state) {
		if st.form.DomainFile == path {
			st.domain, st.domainNote = domain, notes
			st.followDomain()
		}
	})
	if len(notes) > 0 {
		return notes[0]
	}
	return nil
}

// leaveDomain has a form that another image comes into name the Domain of that one alone:
// that of the image before would get the wrong one.
func (st *state) leaveDomain(f *form.Form, reference string) {
	ours := imaging.Untagged(f.Tag) == imaging.Untagged(reference) || f.Tag == ""
	if f.DomainFile != "" && st.domain != nil {
		_, err := st.domain.Ours(reference)
		ours = err == nil && reference != ""
	}
	if !ours {
		f.DomainFile, f.DomainUID, f.DomainNamespace, st.domain, st.domainNote = "", "", "", nil, nil
	}
}

// keepDomainFile has the open project come with the form's Domain from now on.
func (st *state) keepDomainFile() {
	project := st.projectPath()
	if project == "" || st.domainFiles[project] == st.form.DomainFile {
		return
	}
	st.domainFiles, st.unsaved = chosen(st.domainFiles, project, st.form.DomainFile), true
}

// readDomain returns the Domain in a file, and the file's text.
func readDomain(path string) (*deploy.Domain, string, error) {
	text, err := readText(path, largestDomain)
	if err != nil {
		return nil, "", report.Finding{Code: CodeDomainUnread, Severity: report.Error, File: path, Cause: err}
	}
	d, err := deploy.ReadDomain([]byte(text))
	if f, ok := report.Of(err); ok {
		f.File = path
		return nil, "", f
	}
	return d, text, err
}

// readText returns what a regular file holds.
func readText(path string, most int64) (string, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return "", err
	case !info.Mode().IsRegular():
		return "", errors.New(info.Mode().Type().String())
	case info.Size() > most:
		return "", errTooLarge
	}
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, most))
	return string(data), err
}

var errTooLarge = errors.New("too large")

// Change returns the person's Domain file, as it is now, with the image at
// hand and its homes in the place of the one that it replaces. An error is a
// report.Finding.
func (d Deployment) Change() (*DomainChange, error) {
	now := d.About(d.session.Snapshot())
	path := now.Form.DomainFile
	domain, before, err := readDomain(path)
	if err != nil {
		return nil, err
	}
	after, err := domain.Rewrite(now.Deploy.Image, now.Deploy.Homes)
	if f, ok := report.Of(err); ok {
		f.File = path
		return nil, f
	}
	return &DomainChange{Path: path, Lines: diff.Lines(before, after), before: before, after: after}, err
}

// Write writes a change into its file, whole or not at all, and unless the
// file has become another one or ctx has ended meanwhile. The file keeps its mode. The
// texts are about what it says then, whoever wrote it.
func (d Deployment) Write(ctx context.Context, c *DomainChange) error {
	err := d.write(ctx, c)
	_ = d.ReadDomain(ctx) // of a file that was written what is wrong with it stands beside it
	return err
}

func (d Deployment) write(ctx context.Context, c *DomainChange) error {
	s := d.session
	_, text, err := readDomain(c.Path)
	if err != nil {
		return err
	}
	if text != c.before {
		return report.Finding{Code: CodeDomainChanged, Severity: report.Error, File: c.Path}
	}
	if err := s.spare(c.Path); err != nil {
		return err
	}
	if err := writeFile(ctx, c.Path, 0, c.after); err != nil {
		return err
	}
	s.change(func(st *state) {
		st.log(report.Finding{Code: CodeDomainWritten, Severity: report.Info, File: c.Path, Args: report.Args{"Reference": cluster{st, d.opened}.values().Image}})
	})
	return nil
}
