package model

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"unicode/utf16"
	"unicode/utf8"

	"auximage/imaging/input"
	"auximage/imaging/report"
)

// MaxText is the size in bytes above which a model or variable file is refused
// unread: parsed, it takes some twenty times as much memory.
const MaxText = 32 << 20

// source is a file with its content.
type source struct {
	input.File
	text   []byte // without byte order mark, in UTF-8 for models
	digest string
}

// at returns a finding about a place in the file; line 0 means the whole file.
func (s *source) at(code report.Code, severity report.Severity, line, column int, args report.Args) report.Finding {
	return report.Finding{
		Code: code, Severity: severity, Args: args,
		File: s.Path, Line: line, Column: column, Digest: s.digest,
	}
}

// stat returns a file's size, or why it cannot be a file of the image.
func stat(f input.File) (int64, *report.Finding) {
	fault := func(code report.Code, cause error) *report.Finding {
		return &report.Finding{Code: code, Severity: report.Error, File: f.Path, Cause: cause}
	}
	info, err := os.Stat(f.Path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return 0, fault(CodeMissing, err)
	case err != nil:
		return 0, fault(CodeUnreadable, err)
	case info.IsDir():
		return 0, fault(CodeDirectory, nil)
	case !info.Mode().IsRegular():
		return 0, fault(CodeNotAFile, nil)
	}
	return info.Size(), nil
}

// read returns a model or variable file's content, or why it cannot be had.
func read(f input.File) (*source, *report.Finding) {
	s := &source{File: f}
	size, finding := stat(f)
	if finding != nil {
		return nil, finding
	}
	tooLarge := func(size int64) *report.Finding {
		finding := s.at(CodeTooLarge, report.Error, 0, 0, report.Args{"Size": size, "Limit": int64(MaxText)})
		return &finding
	}
	if size > MaxText {
		return nil, tooLarge(size)
	}
	file, err := os.Open(f.Path)
	if err == nil {
		defer func() { _ = file.Close() }()
		s.text, err = io.ReadAll(io.LimitReader(file, MaxText+1))
	}
	if err != nil {
		finding := s.at(CodeUnreadable, report.Error, 0, 0, nil)
		finding.Cause = err
		return nil, &finding
	}
	if len(s.text) > MaxText {
		return nil, tooLarge(int64(len(s.text)))
	}
	s.digest = digestOfText(s.text)
	return s, nil
}

func digestOfText(text []byte) string {
	sum := sha256.Sum256(text)
	return "sha256:" + hex.EncodeToString(sum[:])
}

// decode turns a model's bytes into UTF-8 as the deploy tooling's parser does,
// by byte order mark, and returns the first character that it refuses.
func (s *source) decode() *report.Finding {
	s.text = fromUTF16(bytes.TrimPrefix(s.text, []byte("\ufeff")))
	line, column := 1, 1
	for rest := s.text; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		if r == utf8.RuneError && size == 1 {
			finding := s.at(CodeEncoding, report.Error, line, column, nil)
			return &finding
		}
		if !printable(r) {
			finding := s.at(CodeControl, report.Error, line, column, report.Args{"Character": fmt.Sprintf("%U", r)})
			return &finding
		}
		column++
		if r == '\n' {
			line, column = line+1, 1
		}
		rest = rest[size:]
	}
	return nil
}

// printable follows the characters that YAML 1.1 allows in a stream, and what
// SnakeYAML allows beyond the basic plane.
func printable(r rune) bool {
	return r == '\t' || r == '\n' || r == '\r' || r == 0x85 ||
		0x20 <= r && r <= 0x7e || 0xa0 <= r && r <= 0xfffd || 0x10000 <= r
}

// fromUTF16 returns text as it is unless a byte order mark says that it is UTF-16.
func fromUTF16(text []byte) []byte {
	var unit func(i int) uint16
	switch {
	case bytes.HasPrefix(text, []byte{0xff, 0xfe}):
		unit = func(i int) uint16 { return uint16(text[i]) | uint16(text[i+1])<<8 }
	case bytes.HasPrefix(text, []byte{0xfe, 0xff}):
		unit = func(i int) uint16 { return uint16(text[i])<<8 | uint16(text[i+1]) }
	default:
		return text
	}
	units := make([]uint16, 0, len(text)/2)
	for i := 2; i+1 < len(text); i += 2 {
		units = append(units, unit(i))
	}
	return []byte(string(utf16.Decode(units)))
}

// blank tells whether nothing but white space and comments is in a text.
func blank(text []byte) bool {
	for _, line := range naturalLines(text) {
		line = bytes.TrimSpace(line)
		if len(line) > 0 && line[0] != '#' {
			return false
		}
	}
	return true
}
