package project

import (
	"context"
	"encoding/json"
	"errors"
	"io"
	"os"

	"auximage/imaging/cachedir"
	"auximage/imaging/report"
)

// maxSize bounds a project file, in bytes; real ones have tens of kilobytes.
const maxSize = 10 << 20

// Project is an open project file.
type Project struct {
	path       string
	doc        *node
	passphrase string // empty while locked
	made       bool   // by New: nobody chose its policy
	read       Content
}

// Open returns the project in a file, locked when it holds encrypted values.
// Its errors are Findings with this package's codes.
func Open(path string) (*Project, error) {
	data, err := readBounded(path)
	if err != nil {
		return nil, err
	}
	doc, err := parse(data)
	if err != nil {
		f := report.Finding{Code: CodeNotJSON, Severity: report.Error, File: path, Cause: err}
		if syntax := new(json.SyntaxError); errors.As(err, &syntax) {
			f.Line = 1
			for _, c := range data[:min(int(syntax.Offset), len(data))] {
				if c == '\n' {
					f.Line++
				}
			}
		}
		return nil, f
	}
	if !doc.at("image").isObject() && !doc.at("model").isObject() && !doc.at("settings").isObject() {
		return nil, fault(CodeNotAProject, path, nil)
	}
	p := &Project{path: path, doc: doc}
	p.read = p.content()
	return p, nil
}

// New returns an empty project that Save writes to path.
func New(path string) *Project {
	doc := object()
	doc.set(scalar("none"), "settings", "credentialStorePolicy")
	p := &Project{path: path, doc: doc, made: true}
	p.read = p.content()
	return p
}

// Path returns where the project is on disk.
func (p *Project) Path() string { return p.path }

func readBounded(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, fault(CodeUnreadable, path, err)
	}
	defer func() { _ = f.Close() }()
	data, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, fault(CodeUnreadable, path, err)
	}
	if len(data) > maxSize {
		return nil, fault(CodeTooLarge, path, nil)
	}
	return data, nil
}

// SaveAs writes the project with new content to a file and makes it this
// project's own: the old file stands until the new one is whole, and for good when
// ctx ends before.
func (p *Project) SaveAs(ctx context.Context, path string, c Content) error {
	doc, err := parse(p.doc.encode())
	if err != nil {
		return err
	}
	next := &Project{path: path, doc: doc, passphrase: p.passphrase, made: p.made, read: p.read}
	if err := next.apply(c, p.path != path); err != nil {
		return err
	}
	err = cachedir.AtomicWrite(ctx, path, 0, cachedir.Bytes(next.doc.encode()))
	if ctx.Err() != nil && err != nil {
		return err
	}
	if err != nil {
		return fault(CodeUnwritable, path, err)
	}
	next.read = next.content()
	*p = *next
	return nil
}

func fault(code report.Code, path string, cause error) error {
	return report.Finding{Code: code, Severity: report.Error, File: path, Cause: cause}
}
