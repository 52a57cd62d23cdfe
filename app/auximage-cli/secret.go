package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"strings"

	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"auximage/imaging/report"
)

// maxSecret is how much of a stream or a file is read for a secret.
const maxSecret = 1 << 16

// secrets hands over the passwords that files hold.
func (c configuration) secrets(ctx context.Context) error {
	for _, secret := range []struct {
		path string
		set  func(string)
	}{{c.line.PasswordFile, c.session.Accounts().SetToken}, {c.line.BasePasswordFile, c.session.Accounts().SetBaseToken}, {c.line.ProxyPasswordFile, c.session.Accounts().SetProxyPassword}} {
		if secret.path == "" {
			continue
		}
		text, err := readSecret(ctx, secret.path)
		if err != nil {
			return err
		}
		secret.set(text)
	}
	return nil
}

// readSecret returns the first line of a file that nobody else may read, or of a
// descriptor such as /dev/fd/3.
func readSecret(ctx context.Context, path string) (string, error) {
	content, err := interruptible(ctx, func() (string, error) { return ownContent(path) })
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if _, named := report.Of(err); named {
		return "", err
	}
	line, _, _ := strings.Cut(content, "\n")
	if line = strings.TrimSpace(line); err != nil || line == "" {
		return "", report.Finding{Code: codeNoSecret, Severity: report.Error, File: path, Cause: err}
	}
	return line, nil
}

// ownContent returns what is in a file, unless others may read that.
func ownContent(path string) (content string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err == nil && info.Mode().IsRegular() && readByOthers(info.Mode()) {
		return "", report.Finding{Code: codeOpenSecret, Severity: report.Error, File: path}
	}
	return decoded(f)
}

// decoded returns the start of a text as UTF-8 without a byte order mark: Windows
// PowerShell 5.1 writes UTF-16 with one for > (about_Character_Encoding), Notepad may
// write UTF-8 with one.
func decoded(r io.Reader) (string, error) {
	text, err := io.ReadAll(transform.NewReader(io.LimitReader(r, maxSecret), unicode.BOMOverride(transform.Nop)))
	return string(text), err
}

// readByOthers tells whether others than the owner may read a file. Windows has no such
// modes: every file of its looks open.
func readByOthers(mode fs.FileMode) bool { return os.PathSeparator == '/' && mode.Perm()&0o077 != 0 }

// readStream returns the secret that comes on standard input.
func readStream(ctx context.Context, stdin io.Reader) (string, error) {
	text, err := interruptible(ctx, func() (string, error) { return decoded(stdin) })
	if ctx.Err() != nil {
		return "", ctx.Err()
	}
	if err != nil || strings.TrimSpace(text) == "" {
		return "", report.Fault(codeNoPassword, err, nil)
	}
	return text, nil
}

// interruptible returns what read returns, unless the person has had enough before:
// a pipe may be silent for ever, and nothing calls the reading of one back.
func interruptible[T any](ctx context.Context, read func() (T, error)) (T, error) {
	type got struct {
		value T
		err   error
	}
	done := make(chan got, 1)
	go func() {
		value, err := read()
		done <- got{value, err}
	}()
	select {
	case now := <-done:
		return now.value, now.err
	case <-ctx.Done():
		var none T
		return none, ctx.Err()
	}
}
