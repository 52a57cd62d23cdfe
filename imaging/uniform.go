package imaging

import (
	"context"
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
	for _, platform := range o.Platforms {
		if platform == o.Platform || !slices.ContainsFunc(platforms, func(wanted string) bool { return isVariant(platform, wanted) }) {
			continue
		}
		same, err := o.sameOn(ctx, platform)
		if err != nil {
			return err
		}
		if !same {
			others = append(others, platform)
		}
	}
	if others == nil {
		return nil
	}
	return report.Fault(CodePlatformsDiffer, nil, report.Args{
		"Reference": o.name(), "Platform": o.Platform, "Others": strings.Join(others, ", "), "Other": others[0],
	})
}

// isVariant tells whether a platform, "linux/arm64/v8", is a wanted one, "linux/arm64",
// or a variant of that.
func isVariant(platform, wanted string) bool {
	return platform == wanted || strings.HasPrefix(platform, wanted+"/")
}

// sameOn tells whether the image holds the same on another of its platforms. Of an
// image of ours the layers say it; of another maker's the files do, WDT's by name and
// size.
func (o *Opened) sameOn(ctx context.Context, platform string) (bool, error) {
	other, err := o.client.Open(ctx, sourceOf(o.Pinned()), platform)
	if err != nil {
		return false, err
	}
	if slices.Equal(o.content(), other.content()) {
		return true, nil
	}
	if o.Maker == opened.Wizard && other.Maker == opened.Wizard {
		return false, nil
	}
	for _, one := range []*Opened{o, other} {
		if err := one.ReadAll(ctx); err != nil {
			return false, err
		}
	}
	return o.Homes == other.Homes && slices.EqualFunc(o.Files, other.Files, sameFile) &&
		slices.EqualFunc(o.tree.Below(o.Homes.WDT), other.tree.Below(other.Homes.WDT), samePlace), nil
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
