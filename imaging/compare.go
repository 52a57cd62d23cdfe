package imaging

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging/model"
	"auximage/imaging/opened"
	"auximage/imaging/report"
)

// Side is one of two contents that are compared: an image that was opened, or the
// inputs of one that is to be made.
type Side struct {
	name       string               // of an image, for what is told of its files; empty for inputs
	attributes map[Attribute]string // those that are known
	labels     map[string]string
	wdt        string
	installer  bool          // of inputs: its WDT is in a file
	digest     string        // of an image; empty for inputs
	files      []opened.File // names, kinds, and sizes and checksums where they are known
	read       func(ctx context.Context, name string) ([]byte, error)
	entries    func(ctx context.Context, name string) ([]opened.Entry, error)
	layers     []string // digests of those above the base, of an image
	platforms  []string // others that it is for
	on         func(ctx context.Context, platform string) (Side, error)
	unpacked   func(ctx context.Context, name string) ([]entry, error) // of an archive, its contents read; none where that would be fetched for it
}

// Compare returns what differs from before to after. Of models and variables all is
// read, of archives that differ the directories. What is damaged in a file hides no
// difference of another: it is in Unread. Where that is a model, the merged models are
// not compared. On the other platforms of both it is compared what differs there.
func Compare(ctx context.Context, before, after Side) (*Difference, error) {
	d, err := compare(ctx, before, after)
	if err != nil {
		return nil, err
	}
	if d.Platforms, err = (elsewhere{d, before, after}).compare(ctx); err != nil {
		return nil, err
	}
	if d.Same() && before.digest != "" && after.digest != "" && before.digest != after.digest {
		d.Attributes = []AttributeChange{{AttributeDigest, before.digest, after.digest}} // another platform, WDT's files, other files
	}
	if d.Same() { // else a person sees that it is another image
		d.Unread = append(d.Unread, uncompared(before, after)...)
	}
	return d, ctx.Err()
}

// uncompared returns what is not known of inputs before a Create, so that it may differ
// from an image unseen: which base and which WDT go in, and what an installer of the same
// version holds.
func uncompared(before, after Side) (all []report.Finding) {
	image, inputs := before, after
	if image.digest == "" {
		image, inputs = after, before
	}
	if image.digest == "" || inputs.digest != "" {
		return nil // of two images all is known
	}
	for attribute, code := range map[Attribute]report.Code{AttributeBase: CodeUncomparedBase, AttributeWDT: CodeUncomparedWDT} {
		_, known := image.attributes[attribute]
		if _, knows := inputs.attributes[attribute]; known && !knows {
			all = append(all, report.Finding{Code: code, Severity: report.Warning})
		}
	}
	if inputs.installer && inputs.wdt == image.wdt && len(all) < 2 {
		all = append(all, report.Finding{Code: CodeVersionCompared, Severity: report.Warning, Args: report.Args{"Version": image.wdt}})
	}
	slices.SortFunc(all, func(a, b report.Finding) int { return cmp.Compare(a.Code, b.Code) })
	return all
}

// compare is Compare on one platform.
func compare(ctx context.Context, before, after Side) (*Difference, error) {
	d := compareAttributes(before, after)
	was, err := before.content(ctx)
	if err != nil {
		return nil, err
	}
	is, err := after.content(ctx)
	if err != nil {
		return nil, err
	}
	compared := model.Compare(was, is)
	d.merged(before, after, compared)
	d.texts(was, is, compared)
	if err := (archives{d, before, after}).compare(ctx); err != nil {
		return nil, err
	}
	return d, nil
}

// compareAttributes compares what the sides have as a whole.
func compareAttributes(before, after Side) *Difference {
	return &Difference{ // nothing is told as an empty list
		Attributes: append(append([]AttributeChange{}, attributes(before.attributes, after.attributes)...), labelChanges(before.labels, after.labels)...),
		Values:     []model.Change{}, Texts: []TextChange{}, Archives: []ArchiveChange{},
	}
}

// Without returns the side with an attribute that is not known.
func (s Side) Without(a Attribute) Side {
	s.attributes = maps.Clone(s.attributes)
	delete(s.attributes, a)
	return s
}

// With returns the side with an attribute.
func (s Side) With(a Attribute, value string) Side {
	s.attributes = maps.Clone(s.attributes)
	s.attributes[a] = value
	return s
}

// content reads models and variables.
func (s Side) content(ctx context.Context) (model.Content, error) {
	c := model.Content{WDTVersion: s.wdt}
	for _, f := range s.files {
		if f.Kind != opened.Model && f.Kind != opened.Variables {
			continue
		}
		data, err := s.read(ctx, f.Name)
		if err != nil {
			return c, fmt.Errorf("reading %s: %w", f.Name, err)
		}
		if f.Kind == opened.Model {
			c.Models = append(c.Models, model.Text{Name: f.Name, Data: data})
		} else {
			c.Variables = append(c.Variables, model.Text{Name: f.Name, Data: data})
		}
	}
	return c, nil
}

// merged compares the merged models, unless one cannot be read: without it, others would
// seem to lack what it holds.
func (d *Difference) merged(before, after Side, compared *model.Comparison) {
	was, is := compared.Unread()
	d.Unread = append(before.warnings(was), after.warnings(is)...)
	if len(d.Unread) > 0 {
		d.Unread = append(d.Unread, report.Finding{Code: CodeUnmerged, Severity: report.Warning})
		return
	}
	d.Values = append(d.Values, compared.Changes()...)
}

// warnings returns findings about files of the side as those that stop nothing.
func (s Side) warnings(all []report.Finding) (found []report.Finding) {
	for _, f := range all {
		found = append(found, s.warning(f))
	}
	return found
}

// warning returns a finding about a file of the side as one that stops nothing.
func (s Side) warning(f report.Finding) report.Finding {
	f.Severity = report.Warning
	if s.name != "" {
		f.File += " (" + shortName(s.name) + ")"
	}
	return f
}

// shortName returns the last part of a reference or path: a sentence names a file by
// that, and digests are long.
func shortName(image string) string {
	name, _ := unpin(image)
	return path.Base(filepath.ToSlash(name))
}

// texts notes the model and variable files whose bytes differ.
func (d *Difference) texts(before, after model.Content, compared *model.Comparison) {
	was, is := raw(before), raw(after)
	shownBefore, shownAfter := compared.Masked()
	for _, name := range union(was, is) {
		old, there := was[name]
		now, still := is[name]
		if there && still && old == now {
			continue
		}
		change := TextChange{Name: name, Kind: kindOfChange(there, still), Before: shownBefore[name], After: shownAfter[name]}
		change.LineEnds = change.Kind == model.Changed && unixLines(old) == unixLines(now)
		if change.Kind == model.Changed && !d.Unmerged() {
			change.Overridden = compared.Overridden(name)
		}
		d.Texts = append(d.Texts, change)
	}
}

// unixLines returns a text with the line ends of Unix, none at its end and no mark of
// its encoding.
func unixLines(text string) string {
	return strings.TrimSuffix(strings.ReplaceAll(strings.TrimPrefix(text, "\ufeff"), "\r\n", "\n"), "\n")
}

func raw(c model.Content) map[string]string {
	all := make(map[string]string)
	for _, t := range slices.Concat(c.Models, c.Variables) {
		all[t.Name] = string(t.Data)
	}
	return all
}

// union returns the keys of both, sorted.
func union[V any](a, b map[string]V) []string {
	all := map[string]V{}
	maps.Copy(all, a)
	maps.Copy(all, b)
	return slices.Sorted(maps.Keys(all))
}

func kindOfChange(before, after bool) model.ChangeKind {
	switch {
	case !before:
		return model.Added
	case !after:
		return model.Removed
	}
	return model.Changed
}

// Side returns the image as one to compare. With whole, layers of archives whose
// directory alone cannot be had are fetched.
func (o *Opened) Side(whole bool) Side {
	s := Side{
		name: o.name(),
		attributes: map[Attribute]string{
			AttributeWDT: o.WDT.Version, AttributeWDTHome: o.Homes.WDT, AttributeModelHome: o.Homes.Model,
			AttributePlatforms: platformsText(o.Platforms),
		},
		wdt: o.WDT.Version, digest: o.Digest.String(), files: o.Files, read: o.Read,
		entries:  func(ctx context.Context, name string) ([]opened.Entry, error) { return o.Entries(ctx, name, whole) },
		unpacked: func(ctx context.Context, name string) ([]entry, error) { return contents{o}.unpacked(ctx, name, whole) },
	}
	if o.Owner != "" {
		s.attributes[AttributeOwner] = o.Owner
	}
	if o.Base.Digest.Hex != "" {
		s.attributes[AttributeBase] = o.Base.Digest.String()
	}
	s.labels, s.layers = o.added(), o.content()
	if one, err := o.found.Image.Digest(); err == nil && o.chosen {
		s.digest = one.String() // not that of others
	}
	s.platforms = slices.DeleteFunc(o.changedPlatforms(), func(platform string) bool { return platform == o.Platform })
	s.on = func(ctx context.Context, platform string) (Side, error) { return o.sideOn(ctx, platform, whole) }
	return s
}

// sideOn is Side on another platform of the image.
func (o *Opened) sideOn(ctx context.Context, platform string, whole bool) (Side, error) {
	other, err := o.client.Open(ctx, sourceOf(o.Pinned()), platform)
	if err == nil && whole {
		err = other.ReadAll(ctx)
	}
	if err != nil {
		return Side{}, err
	}
	return other.Side(whole), nil
}

func platformsText(all []string) string {
	return cmp.Or(strings.Join(slices.Sorted(slices.Values(all)), ", "), DefaultPlatform)
}
