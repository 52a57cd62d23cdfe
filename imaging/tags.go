package imaging

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"auximage/imaging/opened"
	"auximage/imaging/registry"
)

// Tag is a tag of a repository, with the time of its push where the registry says it.
type Tag = registry.Tag

// Tags returns the tags of the reference's repository, the newest first: by the time
// of the push where the registry says it, the others behind by their numbers, v10
// before v9.
func (c *Client) Tags(ctx context.Context, reference string) ([]Tag, error) {
	all, err := c.registries().Tags(ctx, reference)
	if err != nil {
		return nil, fmt.Errorf("listing the tags of %s: %w", reference, err)
	}
	slices.SortStableFunc(all, func(a, b Tag) int {
		if byTime := b.Pushed.Compare(a.Pushed); byTime != 0 {
			return byTime
		}
		return opened.CompareTags(b.Name, a.Name)
	})
	return slices.CompactFunc(all, func(a, b Tag) bool { return a.Name == b.Name }), nil
}

// Untagged returns a reference without tag and digest: host and repository.
func Untagged(reference string) string {
	reference, _, _ = strings.Cut(reference, "@")
	if at := strings.LastIndex(reference, ":"); at > strings.LastIndex(reference, "/") {
		reference = reference[:at]
	}
	return reference
}

// ofRepository is what names an image within a repository: a tag or a digest, as the
// distribution specification writes them, with or without the sign before it.
var ofRepository = regexp.MustCompile(`^(?::?(\w[\w.-]{0,127})|@?(sha256:[0-9a-f]{64}))$`)

// Beside returns the reference of an image that a person names beside another one: a
// tag or a digest alone is of that one's repository. What names a file, and what is a
// reference by itself, is returned as it is.
func Beside(reference, named string) string {
	m := ofRepository.FindStringSubmatch(named)
	switch {
	case m == nil || reference == "" || namesFile(named):
		return named
	case m[1] != "":
		return Untagged(reference) + ":" + m[1]
	}
	return Untagged(reference) + "@" + m[2]
}

// CompareTags compares tags as people count: see opened.CompareTags.
func CompareTags(a, b string) int { return opened.CompareTags(a, b) }

// NewestTag returns the last of the tags that count on from one: see opened.Newest. One
// that was pushed before it, where the registry says so, is no newer.
func NewestTag(tag string, there []Tag) string {
	var pushed time.Time
	for _, t := range there {
		if t.Name == tag {
			pushed = t.Pushed
		}
	}
	var later []string
	for _, t := range there {
		if t.Pushed.IsZero() || !t.Pushed.Before(pushed) {
			later = append(later, t.Name)
		}
	}
	return opened.Newest(tag, later)
}
