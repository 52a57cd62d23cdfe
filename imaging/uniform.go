package imaging

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"

	"auximage/imaging/contract"
	"auximage/imaging/opened"
	"auximage/imaging/report"
)

// uniform returns a Finding unless the image holds on others of the platforms what it
// holds on its own: an image for several platforms has the same content on each, so
// that one made of the content of one would lose that of the others.
func (o *Opened) uniform(ctx context.Context, platforms []string) error {
	var others []string
	var what What
	for _, platform := range o.Platforms {
		if platform == o.Platform || !slices.ContainsFunc(platforms, func(wanted string) bool { return isVariant(platform, wanted) }) {
			continue
		}
		other, err := o.otherOn(ctx, platform)
		if err != nil {
			return err
		}
		if other != "" {
			others, what = append(others, platform), cmp.Or(what, other)
		}
	}
	if others == nil {
		return nil
	}
	return report.Fault(CodePlatformsDiffer, nil, report.Args{
		"Reference": o.name(), "Platform": o.Platform, "Others": strings.Join(others, ", "), "Other": others[0], "What": string(what),
	})
}

// isVariant tells whether a platform, "linux/arm64/v8", is a wanted one, "linux/arm64",
// or a variant of that.
func isVariant(platform, wanted string) bool {
	return platform == wanted || strings.HasPrefix(platform, wanted+"/")
}

// What is other on a platform than on the one that was opened.
type What string

// What it can be, that which would be lost first.
const (
	otherFiles  What = "files"
	otherOwner  What = "owner"
	otherLabels What = "labels"
)

// otherOn returns what is other on another of the image's platforms; empty for nothing.
// Of an image of ours the layers say it; of another maker's the files do, WDT's by name
// and size.
func (o *Opened) otherOn(ctx context.Context, platform string) (What, error) {
	other, err := o.client.Open(ctx, sourceOf(o.Pinned()), platform)
	if err != nil {
		return "", err
	}
	ours := o.Maker == opened.Wizard && other.Maker == opened.Wizard
	if !ours && !slices.Equal(o.content(), other.content()) {
		for _, one := range []*Opened{o, other} {
			if err := one.ReadAll(ctx); err != nil {
				return "", err
			}
		}
	}
	switch {
	case slices.Equal(o.content(), other.content()):
	case !o.holdsAs(other):
		return otherFiles, nil
	case o.Owner != other.Owner:
		return otherOwner, nil
	case ours:
		return otherFiles, nil // of WDT, whose layer is not read for it
	}
	if !maps.Equal(o.added(), other.added()) {
		return otherLabels, nil
	}
	return "", nil
}

// holdsAs tells whether two images hold the same files in the same places.
func (o *Opened) holdsAs(other *Opened) bool {
	return o.Homes == other.Homes && slices.EqualFunc(o.Files, other.Files, sameFile) && o.WDT.Version == other.WDT.Version &&
		slices.EqualFunc(o.tree.Below(o.Homes.WDT), other.tree.Below(other.Homes.WDT), samePlace)
}

// content returns the digests of the layers above the base.
func (o *Opened) content() (digests []string) {
	for _, s := range o.strata {
		if !s.base {
			digests = append(digests, s.what.Digest.String())
		}
	}
	return digests
}

func sameFile(a, b opened.File) bool {
	return a.Name == b.Name && a.Size == b.Size && a.Checksum == b.Checksum
}

func samePlace(a, b contract.Found) bool { return a.Path == b.Path && a.Size == b.Size }
