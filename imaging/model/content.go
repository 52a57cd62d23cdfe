package model

import (
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// Text is a model or variable file in memory.
type Text struct {
	Name string // in the image
	Data []byte
}

// Content is what the model and variable files of one image say together.
type Content struct {
	Models, Variables []Text
	WDTVersion        string // of the tooling that reads them; empty when unknown
}

// Read returns the bytes of a model or variable file on disk. The error is a
// report.Finding.
func Read(f input.File) ([]byte, error) {
	s, bad := read(f)
	if bad != nil {
		return nil, *bad
	}
	return s.text, nil
}

// Unreadable returns the finding about a file that could not be read.
func Unreadable(f input.File, cause error) error {
	return report.Finding{Code: CodeUnreadable, Severity: report.Error, File: f.Path, Cause: cause}
}

// content is a Content that was read as the deploy tooling reads it.
type content struct {
	Content
	documents []*document // in the operator's order, without those that are no YAML
	variables variables
	values    map[string]string
	hidden    map[string]bool  // variables whose values are secrets in clear
	unread    []report.Finding // why models cannot be read, which documents lacks
}

func (c Content) read() *content {
	r := &content{Content: c, hidden: make(map[string]bool)}
	for _, t := range c.Models {
		d, found := parse(t.source(), c.WDTVersion)
		if endless := d.endless(); endless != nil {
			d, found = nil, []report.Finding{*endless}
		}
		if d != nil {
			r.documents = append(r.documents, d)
		} else if report.Worst(found) == report.Error {
			r.unread = append(r.unread, found[0])
		}
	}
	slices.SortStableFunc(r.documents, func(a, b *document) int { return compareNames(a.InImage(), b.InImage()) })
	defined := make(definitions)
	var files []input.File
	for _, t := range c.Variables {
		s := t.source()
		all, _ := readVariables(s)
		defined[s.File] = file{source: s, properties: all}
		files = append(files, s.File)
	}
	r.variables = defined.inOrder(files)
	r.values = r.variables.values(c.WDTVersion)
	r.hide()
	return r
}

func (t Text) source() *source {
	return &source{File: input.File{Path: t.Name, Name: t.Name}, text: slices.Clone(t.Data), digest: digestOfText(t.Data)}
}

// hide finds the variables that hold secrets: by their names, or by where a model
// uses them.
func (c *content) hide() {
	for name := range c.variables {
		if SecretName(name) {
			c.hidden[name] = true
		}
	}
	for _, d := range c.documents {
		d.scalars(func(n node) {
			t := tokensIn(n.Value, c.values)
			if inClear(n, t.text) == "" || inClear(n, tokensIn(n.Value, nil).text) != "" {
				return
			}
			for _, name := range t.variables {
				c.hidden[name] = true
			}
		})
	}
}

// merged returns the models as one, nil when there is none.
func (c *content) merged() *tree.Value {
	if len(c.documents) == 0 {
		return nil
	}
	return mergedModel(c.documents, c.values)
}

// resolved returns a text with its variables replaced by their values.
func (c *content) resolved(text string) string {
	return propToken.ReplaceAllStringFunc(text, func(token string) string { return valueOf(token, c.values) })
}
