package model

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"
)

// masker numbers secrets in the order in which it meets them.
type masker struct{ numbers map[string]int }

func (m *masker) mask(secret string) string {
	secret = strings.TrimSpace(secret)
	if m.numbers[secret] == 0 {
		m.numbers[secret] = len(m.numbers) + 1
	}
	return fmt.Sprintf("%s (%d)", Mask, m.numbers[secret])
}

func (m *masker) texts(c *content) map[string]string {
	all := make(map[string]string)
	parsed := make(map[string]*document)
	for _, d := range c.documents {
		parsed[d.Path] = d
	}
	for _, t := range c.Models {
		text := string(fromUTF16(t.Data))
		if d := parsed[t.Name]; d != nil {
			text = m.model(c, d)
		} else {
			text = m.broken(text)
		}
		all[t.Name] = m.guessed(m.keys(text))
	}
	for _, t := range c.Variables {
		all[t.Name] = m.guessed(m.keys(m.variables(c, t)))
	}
	return all
}

// model masks what a model gives away, scalar by scalar.
func (m *masker) model(c *content, d *document) string {
	lines := naturalLines(d.text)
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = string(line)
	}
	var nodes []node
	d.scalars(func(n node) { nodes = append(nodes, node{Node: n.Node, path: slices.Clone(n.path)}) })
	for i := len(nodes) - 1; i >= 0; i-- { // what stands behind keeps its place
		n := nodes[i]
		for _, secret := range allInClear(n, tokensIn(n.Value, nil).text) {
			m.scalar(texts, n, secret)
		}
	}
	return strings.Join(texts, "\n")
}

// scalar masks the secret of a scalar: within its line where it stands there as it
// is, else all from the scalar's beginning to the end of its block.
func (m *masker) scalar(lines []string, n node, secret string) {
	at := n.Line - 1
	if at < 0 || at >= len(lines) {
		return
	}
	runes := []rune(lines[at])
	column := min(max(n.Column-1, 0), len(runes))
	head, rest := string(runes[:column]), string(runes[column:])
	block := n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
	if before, after, found := strings.Cut(rest, secret); found && !block {
		lines[at] = head + before + m.mask(secret) + after
		return
	}
	lines[at] = head + m.mask(secret)
	indent := indentation(lines[at])
	for at++; at < len(lines) && (strings.TrimSpace(lines[at]) == "" || indentation(lines[at]) > indent); at++ {
		lines[at] = ""
	}
}

func indentation(line string) int { return len(line) - len(strings.TrimLeft(line, " ")) }

// brokenSecret is a line of a text that is no YAML, whose key tells of a secret.
var brokenSecret = regexp.MustCompile(`(?im)(['"]?[\w.\-]*(?:passw(?:or)?d|passphrase|secret|credential|private_?key)[\w.\-]*['"]?\s*:\s*)([^\s,}][^,}\n]*)`)

// broken masks what looks like a secret in a text that cannot be parsed.
func (m *masker) broken(text string) string {
	return brokenSecret.ReplaceAllStringFunc(text, func(line string) string {
		parts := brokenSecret.FindStringSubmatch(line)
		return parts[1] + m.mask(parts[2])
	})
}

// variables masks the values of variables that are secrets.
func (m *masker) variables(c *content, t Text) string {
	lines := naturalLines(t.Data)
	texts := make([]string, len(lines))
	for i, line := range lines {
		texts[i] = asUTF8(line)
	}
	all, _ := properties(t.Data)
	for _, p := range all {
		if !c.hidden[p.name] || p.value == "" || strings.Contains(p.value, "@@") || encrypted(p.value) {
			continue
		}
		at := p.line - 1
		text := texts[at]
		_, value := split([]byte(strings.TrimLeft(text, " \t\f")))
		texts[at] = text[:len(text)-len(value)] + m.mask(p.value)
		for i := at; i+1 < len(lines) && continued(lines[i]); i++ {
			texts[i+1] = ""
		}
	}
	return strings.Join(texts, "\n")
}

// asUTF8 returns a line of a variable file as a person means to read it.
func asUTF8(line []byte) string { return strings.ToValidUTF8(string(line), "\uFFFD") }

// keyBlock is a private key with its armour.
var keyBlock = regexp.MustCompile(`(?s)(-----BEGIN (?:[A-Z0-9]+ )*PRIVATE KEY-----)(.*?)(-----END|$)`)

// keys masks private keys.
func (m *masker) keys(text string) string {
	return keyBlock.ReplaceAllStringFunc(text, func(key string) string {
		parts := keyBlock.FindStringSubmatch(key)
		return parts[1] + m.mask(parts[2]) + parts[3]
	})
}
