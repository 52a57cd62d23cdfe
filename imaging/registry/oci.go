package registry

import (
	"bytes"
	"encoding/json"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"
)

// ociTypes are the media types of the OCI image specification for Docker's, as
// its media-types.md pairs them. What they name is the same, byte for byte.
var ociTypes = map[types.MediaType]types.MediaType{
	types.DockerManifestList:      types.OCIImageIndex,
	types.DockerManifestSchema2:   types.OCIManifestSchema1,
	types.DockerConfigJSON:        types.OCIConfigJSON,
	types.DockerLayer:             types.OCILayer,
	types.DockerUncompressedLayer: types.OCIUncompressedLayer,
	types.DockerForeignLayer:      types.OCIRestrictedLayer,
}

// oci returns the OCI media type for another; itself where it is one.
func oci(m types.MediaType) types.MediaType {
	if other, docker := ociTypes[m]; docker {
		return other
	}
	return m
}

// asOCI returns an image's manifest with OCI media types.
func (m manifest) asOCI() (manifest, error) {
	if oci(m.mediaType) == m.mediaType {
		return m, nil
	}
	parsed, err := v1.ParseManifest(bytes.NewReader(m.raw))
	if err != nil {
		return m, err
	}
	parsed.MediaType, parsed.Config.MediaType = oci(m.mediaType), oci(parsed.Config.MediaType)
	for i := range parsed.Layers {
		parsed.Layers[i].MediaType = oci(parsed.Layers[i].MediaType)
	}
	return newManifest(parsed, parsed.MediaType)
}

// indexAsOCI returns an index with OCI media types, of images as they are now by
// the digest that they had.
func (m manifest) indexAsOCI(images map[v1.Hash]manifest) (manifest, error) {
	parsed, err := v1.ParseIndexManifest(bytes.NewReader(m.raw))
	if err != nil {
		return m, err
	}
	same := oci(m.mediaType) == m.mediaType
	parsed.MediaType = oci(m.mediaType)
	for i := range parsed.Manifests {
		entry := &parsed.Manifests[i]
		if now, ok := images[entry.Digest]; ok && now.digest != entry.Digest {
			entry.Digest, entry.Size, entry.MediaType = now.digest, int64(len(now.raw)), now.mediaType
			same = false
		}
	}
	if same {
		return m, nil
	}
	return newManifest(parsed, parsed.MediaType)
}

func newManifest(content any, mediaType types.MediaType) (manifest, error) {
	raw, err := json.Marshal(content)
	if err != nil {
		return manifest{}, err
	}
	digest, _, err := v1.SHA256(bytes.NewReader(raw))
	return manifest{raw: raw, mediaType: mediaType, digest: digest}, err
}
