package imaging

import (
	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/registry"
)

// OpenSaved returns an image that Save wrote, or any other in an OCI layout or a
// tar of docker save or podman save, to be pushed, and the reference that it was
// saved with, empty if the file has none. A blob is compared with its digest
// whenever it is read.
func OpenSaved(file string) (image *Image, reference string, err error) {
	found, ref, err := registry.OpenFile(file)
	if err != nil {
		return nil, "", err
	}
	i := &Image{}
	i.index, _ = found.(v1.ImageIndex)
	if i.images, err = registry.Images(found); err != nil {
		return nil, "", err
	}
	kinds, err := i.kinds()
	if err != nil {
		return nil, "", err
	}
	return i, ref, i.count(kinds)
}

// kinds returns what the layers hold, as Create wrote it into the history.
func (i *Image) kinds() (map[v1.Hash]PartKind, error) {
	named := map[v1.Hash]PartKind{}
	for _, image := range i.images {
		config, err := image.ConfigFile()
		if err != nil {
			return nil, err
		}
		manifest, err := image.Manifest()
		if err != nil {
			return nil, err
		}
		for at, step := range stepsOf(config, len(manifest.Layers)) {
			if kind := kindOfStep(step); kind != "" {
				named[manifest.Layers[at].Digest] = kind
			}
		}
	}
	return named, nil
}
