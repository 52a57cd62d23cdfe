package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"auximage/app/deploy"
	"auximage/app/diff"
	"auximage/app/form"
	"auximage/imaging/cachedir"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// SecretMove is a secret in clear that is about to move out of a model or variable
// file: in a copy a token takes its place. It does not hand the secret out.
type SecretMove struct {
	File      string
	Name, Key string // proposed, of the Kubernetes secret

	session *Session
	secret  *model.ClearSecret
	was     input.Seen // the file, before it was read
}

// Movable tells whether a finding is about a secret that SecretMove is for.
func Movable(f report.Finding) bool { return f.Code == model.CodeClearSecret }

// PlanSecretMove reads the file that a finding is about. The error is a
// report.Finding: why its secret cannot be moved.
func PlanSecretMove(s *Session, found report.Finding) (*SecretMove, error) {
	was := input.Look(found.File)
	secret, err := model.FindSecret(input.File{Path: found.File}, found)
	if err != nil {
		return nil, err
	}
	name, key := secret.Proposal()
	return &SecretMove{File: found.File, Name: deploy.OfDomain(name), Key: key, session: s, secret: secret, was: was}, nil
}

// Lines returns the difference between the file and its copy, with all secrets
// hidden.
func (m *SecretMove) Lines(name, key string) []diff.Line {
	line := m.secret.Line
	return []diff.Line{
		{Kind: diff.Heading, Text: fmt.Sprintf("@@ -%d +%d @@", line, line)},
		{Kind: diff.Removed, Text: m.secret.Before()},
		{Kind: diff.Added, Text: m.secret.After(model.SecretToken(name, key))},
	}
}

// Perform writes the copy, with a token for a key of a secret in the secret's
// place, and has the form use it; it returns where that is. A copy that was made
// before is changed in its place. The error is a report.Finding; when ctx ends before
// the copy stands, nothing changes.
func (m *SecretMove) Perform(ctx context.Context, name, key string) (path string, err error) {
	text, err := m.secret.Text(model.SecretToken(name, key))
	if err == nil {
		path, err = m.write(ctx, text)
	}
	if err != nil {
		return "", err
	}
	m.session.change(func(st *state) {
		if path != m.File {
			st.copies, st.unsaved = st.copies.with(path, m.was), true
		}
		st.log(report.Finding{Code: CodeSecretMoved, Args: report.Args{"Token": model.SecretToken(name, key), "Path": path}})
	})
	m.session.Edit(func(f *form.Form) { f.Replace(map[string][]string{m.File: {path}}) })
	m.session.LookAgain()
	return path, nil
}

// write puts the text into the copy and returns its path.
func (m *SecretMove) write(ctx context.Context, text []byte) (path string, err error) {
	m.session.mu.Lock()
	_, own := m.session.state.copies[m.File]
	m.session.mu.Unlock()
	if path = m.File; !own {
		if path, err = freePath(filepath.Dir(m.File), movedFolder, filepath.Base(m.File)); err != nil {
			return "", notWritten(path, err)
		}
	}
	return path, writeFile(ctx, path, cachedir.Private, string(text))
}

// freePath returns where a file of a name can be written, in a folder below dir
// that is made where it is missing: the first of folder, folder-2, folder-3 and so
// on without a file of the name.
func freePath(dir, folder, name string) (string, error) {
	for n, in := 2, filepath.Join(dir, folder); ; n++ {
		path := filepath.Join(in, name)
		if err := os.MkdirAll(in, 0o755); err != nil {
			return path, err
		}
		if _, err := os.Lstat(path); err != nil {
			if errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
			return path, err
		}
		in = filepath.Join(dir, folder+"-"+strconv.Itoa(n))
	}
}
