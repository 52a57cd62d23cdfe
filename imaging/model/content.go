package model

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

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
	used      map[string]bool  // variables that models use; none where one cannot be read
	unread    []report.Finding // why models cannot be read, which documents lacks
}

func (c Content) read() *content {
	r := &content{Content: c, hidden: make(map[string]bool), used: make(map[string]bool)}
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
	r.survey()
	return r
}

func (t Text) source() *source {
	return &source{File: input.File{Path: t.Name, Name: t.Name}, text: slices.Clone(t.Data), digest: digestOfText(t.Data)}
}

// survey finds the variables that models use, and those that hold secrets: by their
// names, or by where a model uses them.
func (c *content) survey() {
	for name := range c.variables {
		if SecretName(asUTF8(name)) {
			c.hide(name)
		}
	}
	for _, d := range c.documents {
		secret := d.secretPlaces()
		d.walk(func(n node) {
			if n.Kind == yaml.ScalarNode {
				c.uses(n.Value, secret[n.Node])
			}
		})
	}
	if len(c.unread) > 0 {
		clear(c.used)
	}
}

// uses notes the variables of a text.
func (c *content) uses(text string, secret bool) {
	t := tokensIn(text, c.values)
	if len(t.variables) == 0 {
		return
	}
	all := suspects(t.text)
	naming := nestedToken.FindAllString(text, -1) // variables there name a secret, and are none
	for _, name := range t.variables {
		c.use(name)
		value := c.values[name]
		if slices.ContainsFunc(naming, func(token string) bool { return strings.Contains(token, "@@PROP:"+name+"@@") }) {
			continue
		}
		if secret || value != "" && slices.ContainsFunc(all, func(part string) bool { return strings.Contains(part, value) }) {
			c.hide(name)
		}
	}
}

// use notes a variable as used, and those that it refers to.
func (c *content) use(name string) { c.mark(c.used, name) }

// hide notes a variable as secret, and those that it refers to.
func (c *content) hide(name string) { c.mark(c.hidden, name) }

func (c *content) mark(all map[string]bool, name string) {
	if all[name] {
		return
	}
	all[name] = true
	for _, m := range reference.FindAllStringSubmatch(c.variables[name].value, -1) {
		c.mark(all, m[1])
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
