package imaging

import (
	"maps"
	"slices"
	"strings"

	"auximage/imaging/opened"
)

// Plan returns the plan that makes the same image again: with its files, its WDT and
// its base where this program made it. What is changed in it is made anew, the rest
// stays as it is and is neither fetched nor sent where it stands already. Of another
// maker's image the base is the usual one. It is for the platforms of the image that
// WebLogic exists for, or for the one alone that Open was asked for.
func (o *Opened) Plan() Plan {
	p := Plan{
		Platforms: o.changedPlatforms(),
		Models:    o.inputs(opened.Model),
		Variables: o.inputs(opened.Variables),
		Archives:  o.inputs(opened.Archive),
		Homes:     Homes{WDT: o.Homes.WDT, Model: o.Homes.Model},
		Labels:    o.added(),
	}
	if o.WDT.Layer.Hex != "" {
		p.Tooling = o.Pinned()
	}
	p.Owner.User, p.Owner.Group, _ = strings.Cut(o.Owner, ":")
	if o.Maker == opened.Wizard {
		p.Base.Image = o.Pinned()
	}
	return p
}

// changedPlatforms returns the platforms that a change is for.
func (o *Opened) changedPlatforms() []string {
	var all []string
	for _, platform := range o.Platforms {
		if slices.ContainsFunc(Platforms, func(known string) bool { return isVariant(platform, known) }) {
			all = append(all, platform)
		}
	}
	if o.chosen || len(all) == 0 {
		return []string{o.Platform}
	}
	return all
}

// NextTag returns the next tag after another that is not taken: see opened.NextTag.
func NextTag(tag string, taken []string) string { return opened.NextTag(tag, taken) }

// added returns the labels that were asked for when the image was made. An image of
// another maker has none: which are its base's nobody knows.
func (o *Opened) added() map[string]string {
	labels := map[string]string{}
	for _, s := range o.strata {
		for _, name := range s.note.Labels {
			labels[name] = o.Labels[name]
		}
	}
	if len(labels) == 0 {
		return nil
	}
	return labels
}

// isAdded tells whether a label of an image was asked for, or is one that every image
// gets; the others are the base's.
func (o *Opened) isAdded(name string) bool {
	_, asked := o.added()[name]
	return asked || name == labelBaseDigest || name == labelWDT
}

// baseLabels returns the labels of the base below an image of ours.
func (o *Opened) baseLabels() map[string]string {
	labels := maps.Clone(o.Labels)
	maps.DeleteFunc(labels, func(name, _ string) bool { return o.isAdded(name) })
	return labels
}
