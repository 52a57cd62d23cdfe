package imaging

import (
	"context"
	"reflect"
	"slices"
)

// PlatformDifference is what differs on one platform alone.
type PlatformDifference struct {
	Platform string
	*Difference
}

// elsewhere compares sides on the platforms that they have besides the one on which they
// were compared.
type elsewhere struct {
	*Difference
	before, after Side
}

// compare returns what differs there and was not seen to differ already.
func (e elsewhere) compare(ctx context.Context) (all []PlatformDifference, err error) {
	for _, platform := range e.before.platforms {
		i := slices.IndexFunc(e.after.platforms, func(other string) bool { return isVariant(platform, other) || isVariant(other, platform) })
		if i < 0 {
			continue
		}
		before, err := e.before.on(ctx, platform)
		if err != nil {
			return nil, err
		}
		after, err := e.after.on(ctx, e.after.platforms[i])
		if err != nil {
			return nil, err
		}
		there, err := e.on(ctx, before, after)
		if err != nil {
			return nil, err
		}
		if !there.Same() {
			all = append(all, PlatformDifference{platform, there})
		}
	}
	return all, nil
}

// on compares the sides of a platform. With the same layers as on the first one their
// files were compared there.
func (e elsewhere) on(ctx context.Context, before, after Side) (*Difference, error) {
	if slices.Equal(before.layers, e.before.layers) && slices.Equal(after.layers, e.after.layers) {
		d := compareAttributes(before, after)
		d.Attributes = without(d.Attributes, e.Attributes)
		return d, nil
	}
	d, err := compare(ctx, before, after)
	if err != nil {
		return nil, err
	}
	d.Attributes, d.Values = without(d.Attributes, e.Attributes), without(d.Values, e.Values)
	d.Texts, d.Archives = without(d.Texts, e.Texts), without(d.Archives, e.Archives)
	d.Unread = without(d.Unread, e.Unread)
	return d, nil
}

// without returns those of some that are not among others.
func without[T any](some, others []T) []T {
	return slices.DeleteFunc(some, func(one T) bool {
		return slices.ContainsFunc(others, func(other T) bool { return reflect.DeepEqual(one, other) })
	})
}
