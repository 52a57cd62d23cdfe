package imaging

import (
	"context"
	"fmt"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/registry"
	"auximage/imaging/report"
)

// below returns what an image of ours was put on, as a base: its layers below ours,
// and its config without what ours added. What each image of ours sets anew, the user
// and the homes among it, stays as it is.
func (o *Opened) below() (*registry.Base, error) {
	ours := 0
	for i := len(o.strata) - 1; i >= 0 && o.strata[i].kind.ours(); i-- {
		ours++
	}
	config, err := o.found.Image.ConfigFile()
	if err != nil {
		return nil, err
	}
	if ours == 0 || o.Base.Digest.Hex == "" || len(config.History) < ours {
		return nil, o.fault(CodeNotOurs, report.Args{})
	}
	config = config.DeepCopy()
	config.RootFS.DiffIDs = config.RootFS.DiffIDs[:len(config.RootFS.DiffIDs)-ours]
	config.History = config.History[:len(config.History)-ours]
	config.Config.Labels = o.baseLabels()
	base, err := o.found.Below(len(o.strata)-ours, config)
	if err != nil {
		return nil, err
	}
	base.Digest = o.Base.Digest
	return base, nil
}

// baseOf returns the base of an image that a plan names, on a platform, and the digest
// of its manifest.
func (c *Client) baseOf(ctx context.Context, pinned, platform string) (*registry.Base, v1.Hash, error) {
	o, err := c.openPinned(ctx, pinned, platform)
	if err != nil {
		return nil, v1.Hash{}, err
	}
	if o.Platform != platform && platform != "" && !o.runsOn(platform) {
		return nil, v1.Hash{}, report.Fault(registry.CodeNoPlatform, nil, report.Args{"Reference": o.name(), "Platform": platform, "Platforms": o.Platform})
	}
	base, err := o.below()
	if err != nil {
		return nil, v1.Hash{}, fmt.Errorf("taking the base of %s: %w", pinned, err)
	}
	return base, base.Digest, nil
}

// runsOn tells whether the image that was opened is for a platform.
func (o *Opened) runsOn(platform string) bool {
	wanted, err := v1.ParsePlatform(platform)
	return err == nil && o.found.Platform.Satisfies(*wanted)
}
