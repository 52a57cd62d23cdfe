package model

import (
	"bytes"
	"regexp"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/report"
)

var (
	passwordKey  = regexp.MustCompile(`(?i)(password|passwd|passphrase|pass_phrase|secret_?key|private_?key)(_?encrypted)?$|(password|credential|passphrase|key|secret|value)_?encrypted$`)
	passwordFlag = regexp.MustCompile(`(?i)-D[\w.\-]*(?:password|passphrase|passwd|pwd)=("[^"]+"|'[^']+'|[^\s"']+)`)
	passwordURL  = regexp.MustCompile(`(?i)(?:jdbc:oracle:(?:thin|oci):[^/@\s:]+/([^@\s/]+)@|://[^/@\s:]+:([^/@\s]+)@|[?;&](?:password|pwd)=([^&;\s]+))`)
	privateKey   = regexp.MustCompile(`-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----`)
)

// placeholders are what discovery leaves where it was not told a password.
var placeholders = []string{"--FIX ME--", "PLACE_HOLDER", "<Masked>"}

// privateKeys returns a finding for the first private key in a text.
func (s *source) privateKeys() []report.Finding {
	at := privateKey.FindIndex(s.text)
	if at == nil {
		return nil
	}
	before := s.text[:at[0]]
	line := 1 + bytes.Count(before, []byte("\n"))
	column := at[0] - bytes.LastIndexByte(before, '\n')
	return []report.Finding{s.at(CodePrivateKey, report.Warning, line, column, nil)}
}

// holdsPassword tells whether the value at a path is one that WebLogic keeps
// encrypted: by its key, or by the folder's for JDBC properties
// (javax.net.ssl.keyStorePassword: {Value: …}).
func holdsPassword(path []string) bool {
	if len(path) == 0 {
		return false
	}
	key := path[len(path)-1]
	if passwordKey.MatchString(key) {
		return true
	}
	return len(path) > 1 && (key == "Value" || key == "value") && passwordKey.MatchString(path[len(path)-2])
}

// inClear returns what a text gives away at a path of keys: the whole of it, or
// the part after -D…password= or within a connection string. Empty is nothing.
func inClear(n node, text string) string {
	if holdsPassword(n.path) {
		if n.Kind != yaml.ScalarNode || notSecret(n.Node, text) {
			return ""
		}
		return text
	}
	for _, pattern := range []*regexp.Regexp{passwordFlag, passwordURL} {
		for _, m := range pattern.FindAllStringSubmatch(text, -1) {
			for _, value := range m[1:] {
				if value != "" && !strings.ContainsAny(value, "\x00") && !strings.HasPrefix(value, "{AES") && !strings.HasPrefix(value, "${") && !strings.HasPrefix(value, "$(") {
					return value
				}
			}
		}
	}
	return ""
}

// notSecret tells whether a value at a password's place is none: empty, a
// switch, a token, encrypted.
func notSecret(n *yaml.Node, text string) bool {
	switch strings.ToLower(text) {
	case "", "true", "false", "null", "~", "none":
		return true
	}
	return strings.ContainsRune(text, 0) || encrypted(text)
}

// encrypted tells whether a text was encrypted by the deploy tooling or by WebLogic.
func encrypted(text string) bool {
	return strings.HasPrefix(text, "{AES}") || strings.HasPrefix(text, "{AES256}") || strings.HasPrefix(text, "{AES-256}") ||
		strings.HasPrefix(text, "{3DES}")
}
