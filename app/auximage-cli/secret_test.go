package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/unicode"
)

func TestASecretIsReadAsTheEditorsOfWindowsWriteIt(t *testing.T) {
	const secret = "pässword"
	for name, c := range map[string]struct {
		coding encoding.Encoding
		end    string
	}{
		"a line of Unix":                    {encoding.Nop, "\n"},
		"a line of Windows":                 {encoding.Nop, "\r\n"},
		"Notepad, UTF-8 with a mark":        {unicode.UTF8BOM, ""},
		"PowerShell 5.1, UTF-16":            {unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), "\r\n"},
		"the other order of bytes, UTF-16":  {unicode.UTF16(unicode.BigEndian, unicode.UseBOM), "\r\n"},
		"a second line, which is left out":  {encoding.Nop, "\nmore\n"},
		"a mark, and a line of Windows too": {unicode.UTF8BOM, "\r\n"},
	} {
		t.Run(name, func(t *testing.T) {
			text, err := c.coding.NewEncoder().String(secret + c.end)
			if err != nil {
				t.Fatal(err)
			}
			path := filepath.Join(t.TempDir(), "secret")
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
			if got, err := readSecret(t.Context(), path); err != nil || got != secret {
				t.Errorf("of a file: got %q, want %q (%v)", got, secret, err)
			}
			if got, err := readStream(t.Context(), strings.NewReader(text)); err != nil || !strings.HasPrefix(strings.TrimSpace(got), secret) {
				t.Errorf("of a stream: got %q, want %q (%v)", got, secret, err)
			}
		})
	}
}
