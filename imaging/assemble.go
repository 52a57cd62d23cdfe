package imaging

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/empty"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/layer"
)

// Labels that say what an image was made of. The first two are of the OCI image
// specification, annotations.md.
const (
	labelBaseName   = "org.opencontainers.image.base.name"
	labelBaseDigest = "org.opencontainers.image.base.digest"
	labelWDT        = "auximage.wdt.version"
)

// creator stands before a layer's name in the history.
const creator = "auximage "

// blueprint is what all platforms of an image share.
type blueprint struct {
	plan   Plan
	homes  Homes
	uid    int
	wdt    string // version; empty without WDT
	layers []*layer.Layer
}

// on returns the image on one base. Media types follow the base's family.
func (b blueprint) on(g ground) (v1.Image, error) {
	kind := layerType(g.MediaType)
	adds := make([]mutate.Addendum, len(b.layers))
	for i, l := range b.layers {
		adds[i] = mutate.Addendum{Layer: l.As(kind), MediaType: kind, History: v1.History{CreatedBy: creator + l.Name()}}
	}
	image, err := mutate.Append(g.Image, adds...)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	return mutate.ConfigFile(image, b.config(config, g))
}

// config returns the base's config with what an auxiliary image adds, named as
// the WebLogic Image Tool names it.
func (b blueprint) config(base *v1.ConfigFile, g ground) *v1.ConfigFile {
	config := base.DeepCopy()
	c := &config.Config
	c.User = strconv.Itoa(b.uid)
	c.WorkingDir = b.homes.WDT
	c.Env = withEnv(c.Env, "AUXILIARY_IMAGE_PATH="+b.homes.WDT, "WDT_HOME="+b.homes.WDT, "WDT_MODEL_HOME="+b.homes.Model)
	c.Labels = b.labels(c.Labels, g)
	return config
}

func (b blueprint) labels(base map[string]string, g ground) map[string]string {
	labels := map[string]string{}
	maps.Copy(labels, base)
	labels[labelBaseDigest] = g.Digest.String()
	if b.plan.Base.File == "" {
		labels[labelBaseName] = b.plan.Base.reference()
	}
	if b.wdt != "" {
		labels[labelWDT] = b.wdt
	}
	maps.Copy(labels, b.plan.Labels)
	return labels
}

// withEnv returns the environment with settings at the end, in place of those of the
// same name.
func withEnv(env []string, settings ...string) []string {
	env = slices.Clone(env)
	for _, s := range settings {
		name, _, _ := strings.Cut(s, "=")
		env = slices.DeleteFunc(env, func(e string) bool { return strings.HasPrefix(e, name+"=") })
		env = append(env, s)
	}
	return env
}

func layerType(manifest types.MediaType) types.MediaType {
	if manifest == types.OCIManifestSchema1 {
		return types.OCILayer
	}
	return types.DockerLayer
}

// index returns the images of all platforms under one digest.
func index(images []v1.Image, grounds []ground) (v1.ImageIndex, error) {
	kind := types.DockerManifestList
	adds := make([]mutate.IndexAddendum, len(images))
	for i, image := range images {
		mediaType, err := image.MediaType()
		if err != nil {
			return nil, err
		}
		if mediaType == types.OCIManifestSchema1 {
			kind = types.OCIImageIndex
		}
		platform := grounds[i].platform
		adds[i] = mutate.IndexAddendum{Add: image, Descriptor: v1.Descriptor{MediaType: mediaType, Platform: &platform}}
	}
	return mutate.AppendManifests(mutate.IndexMediaType(empty.Index, kind), adds...), nil
}
