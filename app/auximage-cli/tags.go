package main

import (
	"context"

	"auximage/app/session"
	"auximage/imaging"
)

// listed is what tags tells of a repository.
type listed struct {
	Tags []imaging.Tag `json:"tags"` // newest first
}

// tags lists the tags of a repository, a reference a line.
func (j job) tags(ctx context.Context) error {
	found, err := session.Tags(ctx, j.session, j.Args[0])
	if err != nil {
		return err
	}
	j.out.told.Reference = imaging.Untagged(j.Args[0])
	j.out.told.listed = &listed{append([]imaging.Tag{}, found...)}
	for _, tag := range found {
		if err := j.out.line(j.out.told.Reference + ":" + tag.Name); err != nil {
			return err
		}
	}
	return nil
}
