package model

import (
	"slices"

	"auximage/imaging/model/tree"
)

// Override is a value of a model that another one, which is merged later, sets too: what
// the earlier one says of it counts for nothing.
type Override struct {
	Path string `json:"path"` // as Change has it
	By   string `json:"by"`   // name of the model that wins
}

// Overridden returns which values that a model has now, and had not before, another one
// overrides; nil for a model that one side lacks.
func (c *Comparison) Overridden(name string) (all []Override) {
	alone := Comparison{before: c.before.alone(name), after: c.after.alone(name), secrets: c.secrets}
	if alone.before == nil || alone.after == nil || len(c.after.documents) < 2 {
		return nil
	}
	winners := make(map[string]int)
	c.winners(nil, c.after.merged(), winners)
	for _, change := range alone.Changes() {
		at, there := winners[change.Path]
		if change.Kind == Removed || !there {
			continue
		}
		if by := c.after.documents[at].InImage(); by != name {
			all = append(all, Override{change.Path, by})
		}
	}
	return all
}

// alone returns the content with one of its models, nil where that is none that can be
// read.
func (c *content) alone(name string) *content {
	at := slices.IndexFunc(c.documents, func(d *document) bool { return d.InImage() == name })
	if at < 0 {
		return nil
	}
	one := *c
	one.documents = c.documents[at : at+1]
	return &one
}

// winners notes for each value of a merged model which document it is of.
func (c *Comparison) winners(path []string, v *tree.Value, by map[string]int) {
	for _, e := range v.Pairs() {
		to := with(path, c.after.resolved(e.Key))
		if e.Value.IsMapping() && len(e.Value.Entries) > 0 {
			c.winners(to, e.Value, by)
		} else if e.Value != nil {
			by[c.place(to)] = e.Value.Place.Document
		}
	}
}
