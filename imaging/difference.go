package imaging

import (
	"slices"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// Difference is what a push would change: one content against another.
type Difference struct {
	Attributes []AttributeChange    `json:"attributes"` // of the image as a whole
	Values     []model.Change       `json:"values"`     // of the merged models; none where Unmerged
	Texts      []TextChange         `json:"texts"`      // model and variable files that differ, in the order of their names
	Archives   []ArchiveChange      `json:"archives"`   // that differ, in the order of their names
	Platforms  []PlatformDifference `json:"-"`          // what differs on other platforms besides, where both sides are for several
	Unread     []report.Finding     `json:"-"`          // warnings: what could not be read, or is not known yet, and is not compared
}

// Same tells whether nothing differs.
func (d *Difference) Same() bool {
	return len(d.Attributes)+len(d.Values)+len(d.Texts)+len(d.Archives)+len(d.Platforms) == 0
}

// AllValues returns the changes of the merged models on any platform, each once.
func (d *Difference) AllValues() []model.Change {
	all := d.Values
	for _, there := range d.Platforms {
		all = slices.Concat(all, without(there.Values, all))
	}
	return all
}

// BesideModels tells whether on any platform something differs that a domain takes from
// the image besides its models: archives, the tooling, or where they are.
func (d *Difference) BesideModels() bool {
	taken := func(a AttributeChange) bool {
		return slices.Contains([]Attribute{AttributeWDT, AttributeWDTHome, AttributeModelHome}, a.Attribute)
	}
	return len(d.Archives) > 0 || slices.ContainsFunc(d.Attributes, taken) ||
		slices.ContainsFunc(d.Platforms, func(there PlatformDifference) bool { return there.BesideModels() })
}

// Unmerged tells whether a model cannot be read: neither the merged models were compared
// then nor is known what their change means.
func (d *Difference) Unmerged() bool {
	return slices.ContainsFunc(d.Unread, func(f report.Finding) bool { return f.Code == CodeUnmerged })
}

// Attribute names what an image has as a whole.
type Attribute string

// The attributes. A label's is AttributeLabel with its name behind it.
const (
	AttributeWDT       Attribute = "wdt" // the version
	AttributeBase      Attribute = "base"
	AttributeWDTHome   Attribute = "wdtHome"
	AttributeModelHome Attribute = "modelHome"
	AttributeOwner     Attribute = "owner"
	AttributePlatforms Attribute = "platforms"
	AttributeDigest    Attribute = "digest" // where images differ in nothing else that is compared
	AttributeLabel     Attribute = "label:"
)

// AttributeChange is an attribute that is another one; empty is none.
type AttributeChange struct {
	Attribute Attribute `json:"attribute"`
	Before    string    `json:"before,omitempty"`
	After     string    `json:"after,omitempty"`
}

// TextChange is a model or variable file that is another one. Its texts hold no
// secret: model.Mask stands in the place of each.
type TextChange struct {
	Name   string           `json:"name"`
	Kind   model.ChangeKind `json:"kind"`
	Before string           `json:"-"`
	After  string           `json:"-"`

	LineEnds   bool             `json:"lineEnds,omitempty"`   // nothing but the ends of lines differs
	Overridden []model.Override `json:"overridden,omitempty"` // values that a model merged later sets too
}

// ArchiveChange is an archive that is another one.
type ArchiveChange struct {
	Name     string           `json:"name"`
	Kind     model.ChangeKind `json:"kind"`
	Entries  []EntryChange    `json:"entries"`
	Unlisted bool             `json:"unlisted,omitempty"` // its entries are not known: see Difference.Unread
	Repacked bool             `json:"repacked,omitempty"` // its entries are the same, packed in another way
	Damaged  bool             `json:"damaged,omitempty"`  // its directory lists the same, and what that says is not there: see Difference.Unread
	Unread   bool             `json:"unread,omitempty"`   // its directory lists the same; what the entries hold was not read
}

// EntryChange is an entry of an archive that is another one, in bytes.
type EntryChange struct {
	Name   string           `json:"name"`
	Kind   model.ChangeKind `json:"kind"`
	Before int64            `json:"before"`
	After  int64            `json:"after"`
}

// attributes compares what is known of both sides.
func attributes(before, after map[Attribute]string) []AttributeChange {
	var changes []AttributeChange
	for _, a := range []Attribute{AttributeWDT, AttributeBase, AttributeWDTHome, AttributeModelHome, AttributeOwner, AttributePlatforms} {
		was, known := before[a]
		is, knows := after[a]
		if known && knows && was != is {
			changes = append(changes, AttributeChange{a, was, is})
		}
	}
	return changes
}

func labelChanges(before, after map[string]string) []AttributeChange {
	var changes []AttributeChange
	for _, name := range union(before, after) {
		if before[name] != after[name] {
			changes = append(changes, AttributeChange{AttributeLabel + Attribute(name), model.Redact(name, before[name]), model.Redact(name, after[name])})
		}
	}
	return changes
}
