package imaging

import (
	"context"
	"io"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/contract"
	"auximage/imaging/opened"
	"auximage/imaging/registry"
)

// stratum is a layer of an opened image with what is known of it.
type stratum struct {
	layer v1.Layer
	what  v1.Descriptor
	step  v1.History // that made it; zero where the history does not say
	kind  PartKind   // empty for one of another maker
	note  note       // of one of ours

	holds contract.Layer
	known bool // holds is what is in the layer
	base  bool // below ours: what a base has is not looked at
}

// ours tells whether a kind is that of a layer that this program makes.
func (k PartKind) ours() bool { return k == WDTPart || k == ArchivePart || k == ModelPart }

// strataOf returns the layers of an image, lowest first.
func strataOf(image v1.Image) ([]stratum, error) {
	manifest, err := image.Manifest()
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	layers, err := image.Layers()
	if err != nil {
		return nil, err
	}
	steps := stepsOf(config, len(layers))
	all := make([]stratum, len(layers))
	for i, l := range layers {
		all[i] = stratum{layer: l, what: manifest.Layers[i], step: steps[i], kind: kindOfStep(steps[i])}
		if all[i].kind.ours() {
			all[i].note = noteOf(steps[i], all[i].what.Size)
		}
	}
	ours := len(all)
	for ours > 0 && all[ours-1].kind.ours() {
		ours--
	}
	for i := range all[:ours] {
		all[i].base = ours < len(all)
	}
	return all, nil
}

// stepsOf returns the step of the history that made each layer. A base need not have
// a history of all that it has, so that the last steps count.
func stepsOf(config *v1.ConfigFile, layers int) []v1.History {
	steps := make([]v1.History, layers)
	at := layers - 1
	for i := len(config.History) - 1; i >= 0 && at >= 0; i-- {
		if !config.History[i].EmptyLayer {
			steps[at] = config.History[i]
			at--
		}
	}
	return steps
}

// kindOfStep returns what the layer of a step holds, as Create wrote it.
func kindOfStep(h v1.History) PartKind {
	name, ours := strings.CutPrefix(h.CreatedBy, creator)
	if !ours {
		return ""
	}
	return kinds[name]
}

// smallLayer is read when an image is opened, in bytes of its blob: what a few files
// take. Our own layer of models is read whatever its size.
const smallLayer = 1 << 20

// read learns what the layer holds if that costs little, or with whole anyway. What
// our own layers of WDT and archives hold is known without.
func (s *stratum) read(ctx context.Context, whole bool, name, cache string) (err error) {
	switch {
	case s.known:
		return nil
	case s.kind == ArchivePart && s.note.Frame != "":
		s.holds, s.known = s.note.listed(s.note.owner()), true
		return nil
	}
	if s.holds, s.known = contract.Known(s.layer, cache); s.known {
		return nil
	}
	if s.what.Size > smallLayer && s.kind != ModelPart && !(whole && s.unread()) {
		return nil
	}
	if s.holds, err = contract.FromLayer(ctx, bounded{s.layer, ctx}, cache); err != nil {
		return unreadable(ctx, s.layer, name, err)
	}
	s.known = true
	return nil
}

// bounded is a layer that is read for as long as its context lasts.
type bounded struct {
	v1.Layer
	ctx context.Context
}

// Uncompressed implements v1.Layer.
func (b bounded) Uncompressed() (io.ReadCloser, error) { return registry.Unpacked(b.ctx, b.Layer) }

// unread tells whether the layer may hold or hide files that nobody saw.
func (s *stratum) unread() bool {
	return !s.known && !s.base && s.kind != WDTPart
}

// described returns the layer as a value.
func (s *stratum) described() opened.Layer {
	kind := string(s.kind)
	if s.base {
		kind = string(BasePart)
	}
	return opened.Layer{Digest: s.what.Digest, Size: s.what.Size, Kind: kind, CreatedBy: s.step.CreatedBy, Unread: s.unread()}
}

// staying returns the layer of a kind of an image of ours where what makes its bytes
// besides its content is what the frame says; nil where there is none.
func (o *Opened) staying(kind PartKind, frame string) *stratum {
	if o.Maker != opened.Wizard || o.found.Repacked {
		return nil
	}
	for i := len(o.strata) - 1; i >= 0 && o.strata[i].kind.ours(); i-- {
		if s := &o.strata[i]; s.kind == kind && s.note.Frame == frame {
			return s
		}
	}
	return nil
}
