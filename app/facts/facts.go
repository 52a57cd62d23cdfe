// Package facts says what an opened auxiliary image tells of itself, in the
// person's language.
package facts

import (
	"maps"
	"slices"
	"strings"

	"auximage/app/words"
	"auximage/imaging"
	"auximage/imaging/model"
	"auximage/imaging/opened"
)

// Fact is what an auxiliary image says of itself, as a person reads it.
type Fact struct{ Label, Value string }

// Redacted returns an image as it may be shown: its labels, layers and history
// without what looks secret in them.
func Redacted(i opened.Image) opened.Image {
	i.Labels, i.History = maps.Clone(i.Labels), slices.Clone(i.History)
	for name, value := range i.Labels {
		i.Labels[name] = model.Redact(name, value)
	}
	i.Layers = slices.Clone(i.Layers)
	for n, l := range i.Layers {
		i.Layers[n].CreatedBy = model.Redact("", l.CreatedBy)
	}
	for n, step := range i.History {
		i.History[n].CreatedBy, i.History[n].Comment = model.Redact("", step.CreatedBy), model.Redact("", step.Comment)
	}
	return i
}

// Of returns what is known of an opened image, as Redacted has it.
func Of(i opened.Image) []Fact {
	i = Redacted(i)
	var all []Fact
	for _, f := range []Fact{
		{"Reference", i.Reference}, {"File", i.File}, {"Digest", i.Digest.String()}, {"Size", words.Bytes(i.Size)},
		{"Platforms", strings.Join(i.Platforms, ", ")}, {"Shown for the platform", shownFor(i)}, {"Made by", madeBy(i.Maker)}, {"Base image", baseOf(i.Base)},
		{"WebLogic Deploy Tooling", toolingOf(i)}, {"WDT Home Directory", i.Homes.WDT}, {"Model Home Directory", i.Homes.Model},
		{"Owner", i.Owner}, {"Labels", labelsOf(i.Labels)},
	} {
		if f.Value != "" {
			all = append(all, Fact{words.L(f.Label), f.Value})
		}
	}
	return all
}

// Name returns what an attribute of a difference is called.
func Name(a imaging.Attribute) string {
	if name, isLabel := strings.CutPrefix(string(a), string(imaging.AttributeLabel)); isLabel {
		return words.Labelled(words.L("Labels"), name)
	}
	return words.L(map[imaging.Attribute]string{
		imaging.AttributeWDT: "WebLogic Deploy Tooling", imaging.AttributeBase: "Base image",
		imaging.AttributeWDTHome: "WDT Home Directory", imaging.AttributeModelHome: "Model Home Directory",
		imaging.AttributeDigest: "Digest", imaging.AttributeOwner: "Owner", imaging.AttributePlatforms: "Platforms",
	}[a])
}

// shownFor returns the platform whose content is told, of an image for several.
func shownFor(i opened.Image) string {
	if len(i.Platforms) < 2 {
		return ""
	}
	return i.Platform
}

func madeBy(m opened.Maker) string {
	switch m {
	case opened.Wizard:
		return "Auxiliary Image Wizard"
	case opened.ImageTool:
		return "WebLogic Image Tool"
	}
	return ""
}

func baseOf(b opened.Base) string {
	if b.Digest.Hex == "" {
		return b.Name
	}
	return strings.TrimPrefix(b.Name+"@"+b.Digest.String(), "@")
}

// toolingOf returns what there is to say of the WDT: its version, or that there is none.
func toolingOf(i opened.Image) string {
	switch {
	case i.WDT.Version != "":
		return i.WDT.Version
	case i.WDT.Layer.Hex == "" && i.Unread() == 0:
		return words.L("None")
	}
	return "?"
}

func labelsOf(all map[string]string) string {
	var pairs []string
	for _, name := range slices.Sorted(maps.Keys(all)) {
		pairs = append(pairs, name+"="+all[name])
	}
	return strings.Join(pairs, ", ")
}
