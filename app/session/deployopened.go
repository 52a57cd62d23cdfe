package session

import (
	"context"

	"auximage/app/deploy"
	"auximage/imaging"
	"auximage/imaging/model"
)

// pulledImage is an opened image of a registry as a cluster needs it.
type pulledImage struct {
	reference string // with its digest
	homes     deploy.Homes
	models    model.Summary
}

// DeploymentOf returns what works for the cluster with an opened image of a registry in
// the place of the one at hand: to go back to a version that ran before. The image's
// models are read for what they ask the cluster for. It waits for the network and ends
// early with ctx.
func DeploymentOf(ctx context.Context, s *Session, o *imaging.Opened) (Deployment, error) {
	plan := o.Plan()
	plan.Platforms = []string{o.Platform} // one is enough: the Domain is the same for all
	if err := o.Hold(ctx, plan); err != nil {
		return Deployment{}, err
	}
	models, _ := imaging.CheckFiles(ctx, plan, o.WDT.Version)
	if ctx.Err() != nil {
		return Deployment{}, context.Cause(ctx)
	}
	homes := imaging.Homes{WDT: o.Homes.WDT, Model: o.Homes.Model}.Resolved()
	image := pulledImage{o.Pinned(), deploy.Homes{WDT: homes.Tooling(), Model: homes.Model}, models}
	if o.Unread() == 0 { // else they may be where nobody has looked
		image.homes = image.homes.With(o.WDT.Layer.Hex != "", len(o.Files) > 0)
	}
	return Deployment{s, &image}, nil
}

// About returns a snapshot whose Deploy is about the image that d is for.
func (d Deployment) About(s Snapshot) Snapshot {
	if d.opened != nil {
		s.Deploy = d.now()
	}
	return s
}

// now returns the values as far as they are known.
func (d Deployment) now() deploy.Values {
	d.session.mu.Lock()
	defer d.session.mu.Unlock()
	return d.cluster().values()
}

// cluster returns what the session's state means for a cluster that gets the image. The
// session is locked.
func (d Deployment) cluster() cluster { return cluster{&d.session.state, d.opened} }
