package deploy

import (
	"bytes"
	"cmp"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/report"
)

// Rewrite returns the file's text with an image and its homes in the place of the
// one that the reference replaces; comments, order and spelling stay. An error is
// a report.Finding.
func (d *Domain) Rewrite(reference string, homes Homes) (string, error) {
	at, err := d.Ours(reference)
	if err != nil {
		return "", err
	}
	entry := d.Images[at]
	if unfilled(entry.Image) || entry.image.Kind == yaml.MappingNode {
		return "", report.Finding{Code: CodeTemplate, Severity: report.Error, Line: entry.image.Line}
	}
	homes = d.keeps(at, homes)
	r := rewriting{text: d.text, entry: entry}
	r.set(entry.image, reference)
	r.home(entry.wdt, "sourceWDTInstallHome", homes.WDT, operatorsWDT)
	r.home(entry.model, "sourceModelHome", homes.Model, operatorsModels)
	if r.bad != nil {
		return "", report.Finding{Code: CodeUnchangeable, Severity: report.Error, Line: r.bad.Line}
	}
	text := r.done()
	if !says(text, at, reference, homes, d) { // YAML has more forms than are known here
		return "", report.Finding{Code: CodeUnchangeable, Severity: report.Error, Line: entry.image.Line}
	}
	return text, nil
}

// rewriting collects edits of a text, which do not overlap.
type rewriting struct {
	text  []byte
	entry DomainImage
	edits []edit
	bad   *yaml.Node // what cannot be changed in place
}

// edit puts a text in the place of some bytes.
type edit struct {
	from, to int
	text     string
}

// set has a scalar say another thing, in quotes as it was.
func (r *rewriting) set(n *yaml.Node, value string) {
	if n.Value == value && n.Kind == yaml.ScalarNode {
		return
	}
	from := offset(r.text, n)
	if n.Kind != yaml.ScalarNode || n.Anchor != "" || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle|yaml.TaggedStyle) != 0 || from < 0 {
		r.bad = n
		return
	}
	written, now := n.Value, value
	switch {
	case n.Style&yaml.DoubleQuotedStyle != 0:
		written, now = `"`+written+`"`, scalar(value)
	case n.Style&yaml.SingleQuotedStyle != 0:
		written, now = "'"+strings.ReplaceAll(written, "'", "''")+"'", "'"+strings.ReplaceAll(value, "'", "''")+"'"
	case !plain(value):
		now = scalar(value)
	}
	if !bytes.HasPrefix(r.text[from:], []byte(written)) {
		r.bad = n
		return
	}
	r.edits = append(r.edits, edit{from, from + len(written), now})
}

// home has the entry name a home, which it need not when it is the operator's.
func (r *rewriting) home(n *yaml.Node, key, home, operators string) {
	switch home = cmp.Or(home, none); {
	case n != nil && strings.EqualFold(n.Value, home): // None has any case
	case n != nil:
		r.set(n, home)
	case home != operators:
		r.add(key+": ", home)
	}
}

// add adds a member behind the image of the entry.
func (r *rewriting) add(key, value string) {
	n := r.entry.image
	from := offset(r.text, n)
	if from < 0 || offset(r.text, r.entry.key) < 0 {
		r.bad = n
		return
	}
	if !plain(value) {
		value = scalar(value)
	}
	if r.entry.flow {
		before := offset(r.text, r.entry.key)
		r.edits = append(r.edits, edit{before, before, key + value + ", "})
		return
	}
	end := bytes.IndexByte(r.text[from:], '\n')
	newline := "\n"
	if end < 0 {
		end = len(r.text) - from
	} else if end > 0 && r.text[from+end-1] == '\r' {
		end, newline = end-1, "\r\n"
	}
	indent := strings.Repeat(" ", r.entry.key.Column-1)
	r.edits = append(r.edits, edit{from + end, from + end, newline + indent + key + value})
}

// done returns the text with all edits.
func (r *rewriting) done() string {
	slices.SortStableFunc(r.edits, func(a, b edit) int { return a.from - b.from })
	var b strings.Builder
	last := 0
	for _, e := range r.edits {
		b.Write(r.text[last:e.from])
		b.WriteString(e.text)
		last = e.to
	}
	b.Write(r.text[last:])
	return b.String()
}

// says tells whether a text is the Domain with the image and homes at a place, and
// with nothing else changed.
func says(text string, at int, reference string, homes Homes, was *Domain) bool {
	now, err := ReadDomain([]byte(text))
	if err != nil || len(now.Images) != len(was.Images) {
		return false
	}
	for i, image := range now.Images {
		want := DomainImage{Image: was.Images[i].Image, Homes: was.Images[i].Homes}
		if i == at {
			want = DomainImage{Image: reference, Homes: homes}
		}
		if image.Image != want.Image || image.Homes != want.Homes {
			return false
		}
	}
	return now.Name == was.Name && now.Primary == was.Primary && slices.Equal(now.Secrets, was.Secrets)
}

// plain tells whether YAML takes a text for itself without quotes.
func plain(text string) bool {
	return text != "" && !strings.ContainsFunc(text, func(r rune) bool {
		return !strings.ContainsRune("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_./:@+", r)
	}) && strings.IndexByte("-:@+.0123456789", text[0]) < 0 && !strings.HasSuffix(text, ":")
}

// offset returns where a node begins in a text, -1 where that cannot be told.
func offset(text []byte, n *yaml.Node) int {
	line := lineOf(text, n.Line)
	if line == nil {
		return -1
	}
	at := 0
	for i := range string(line) {
		if at++; at == n.Column {
			return cap(text) - cap(line) + i
		}
	}
	return -1
}

// lineOf returns the rest of a text from a line on, counted from 1.
func lineOf(text []byte, n int) []byte {
	for ; n > 1; n-- {
		end := bytes.IndexByte(text, '\n')
		if end < 0 {
			return nil
		}
		text = text[end+1:]
	}
	return text
}
