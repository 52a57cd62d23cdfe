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
)

// Labels that say what an image was made of. The first is of the OCI image
// specification, annotations.md. The base's name has none: a mirror, or a file,
// has the same base under another one, and the image is to be the same.
const (
	labelBaseDigest = "org.opencontainers.image.base.digest"
	labelWDT        = "auximage.wdt.version"
)

// creator stands before a layer's name in the history.
const creator = "auximage "

// on returns the image on one base. Media types follow the base's family.
func (b *build) on(base platformBase) (v1.Image, error) {
	kind := layerType(base.MediaType)
	adds := make([]mutate.Addendum, len(b.layers))
	for i, l := range b.layers {
		var err error
		if adds[i], err = l.addendum(kind); err != nil {
			return nil, err
		}
	}
	image, err := mutate.Append(base.Image, adds...)
	if err != nil {
		return nil, err
	}
	config, err := image.ConfigFile()
	if err != nil {
		return nil, err
	}
	return mutate.ConfigFile(image, b.config(config, base.manifest))
}

// config returns the base's config with what an auxiliary image adds, named as
// the WebLogic Image Tool names it. The digest is that of the base's manifest for
// the platform, since a file or a mirror may have it without the index.
func (b *build) config(base *v1.ConfigFile, digest v1.Hash) *v1.ConfigFile {
	config := base.DeepCopy()
	c := &config.Config
	c.User = strconv.Itoa(b.uid)
	c.WorkingDir = b.homes.WDT
	c.Env = withEnv(c.Env, "AUXILIARY_IMAGE_PATH="+b.homes.WDT, "WDT_HOME="+b.homes.WDT, "WDT_MODEL_HOME="+b.homes.Model)
	c.Labels = b.labels(c.Labels, digest)
	return config
}

func (b *build) labels(base map[string]string, digest v1.Hash) map[string]string {
	labels := map[string]string{}
	maps.Copy(labels, base)
	labels[labelBaseDigest] = digest.String()
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
func index(images []v1.Image, bases []platformBase) (v1.ImageIndex, error) {
	kind := types.DockerManifestList
	adds := make([]mutate.IndexAddendum, len(images))
	for i, image := range images {
		descriptor, err := descriptorOf(image, bases[i].Platform)
		if err != nil {
			return nil, err
		}
		if descriptor.MediaType == types.OCIManifestSchema1 {
			kind = types.OCIImageIndex
		}
		adds[i] = mutate.IndexAddendum{Add: described{image, descriptor}}
	}
	return mutate.AppendManifests(mutate.IndexMediaType(empty.Index, kind), adds...), nil
}

// described is an image with what an index says of it: without the artifactType
// that mutate would add, which a Docker manifest list does not have.
type described struct {
	v1.Image
	descriptor v1.Descriptor
}

// Descriptor is asked by mutate.AppendManifests.
func (d described) Descriptor() (*v1.Descriptor, error) { return &d.descriptor, nil }

func descriptorOf(image v1.Image, platform v1.Platform) (d v1.Descriptor, err error) {
	d.Platform = &platform
	if d.Size, err = image.Size(); err != nil {
		return d, err
	}
	if d.Digest, err = image.Digest(); err != nil {
		return d, err
	}
	d.MediaType, err = image.MediaType()
	return d, err
}
