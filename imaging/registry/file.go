package registry

import (
	"archive/tar"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging/report"
)

// OpenBaseFile returns the image for the platform in an OCI layout folder, an
// OCI layout tar or a tar of docker save. The file is read again whenever a
// layer is.
func OpenBaseFile(file, platform string) (*Base, error) {
	wanted, err := parsePlatform(platform)
	if err != nil {
		return nil, err
	}
	store, err := openFileStore(file)
	if err != nil {
		return nil, err
	}
	top, saved, err := store.root()
	if errors.Is(err, fs.ErrNotExist) {
		image, made, saved, err := openDockerTar(file)
		base, err := baseOf(image, made, made, v1.Platform{}, wanted, file, saved, err)
		if err == nil {
			base.Repacked = true
		}
		return base, err
	}
	if err != nil {
		return nil, err
	}
	chosen, runs, err := top.forPlatform(wanted, file, store.manifest)
	if err != nil {
		return nil, err
	}
	image, err := newStoredImage(context.Background(), chosen, file, store)
	return baseOf(image, top, chosen, runs, wanted, file, saved, err)
}

// baseOf returns an image of a file as a base, if it runs on the platform.
func baseOf(image *storedImage, top, chosen manifest, runs, wanted v1.Platform, file, saved string, err error) (*Base, error) {
	if err == nil {
		runs, err = platformOf(image, runs, wanted, file)
	}
	if err != nil {
		return nil, err
	}
	return &Base{Image: image, Digest: top.digest, MediaType: chosen.mediaType, Platform: runs,
		Platforms: platformsOf(top, runs), Saved: saved}, nil
}

// OpenFile returns what Save, docker save or podman save wrote, to be pushed, and
// the reference that it was saved with, empty if the file has none.
func OpenFile(file string) (Pushable, string, error) {
	store, err := openFileStore(file)
	if err != nil {
		return nil, "", err
	}
	top, ref, err := store.root()
	if errors.Is(err, fs.ErrNotExist) {
		image, _, ref, err := openDockerTar(file)
		return image, ref, err
	}
	if err != nil {
		return nil, "", err
	}
	if top.mediaType.IsIndex() {
		index, err := newStoredIndex(top, file, store)
		return index, ref, err
	}
	image, err := newStoredImage(context.Background(), top, file, store)
	return image, ref, err
}

func badFile(file string, cause error) error {
	return report.Finding{Code: CodeBadBaseFile, Severity: report.Error, File: file, Cause: cause}
}

// damagedFile returns the finding for a part of a file that is not what its
// digest says.
func damagedFile(file string, what v1.Descriptor) error {
	return report.Finding{Code: CodeDamagedFile, Severity: report.Error, File: file, Args: report.Args{"Digest": what.Digest.String()}}
}

// fileStore is the store of an OCI layout in a folder or a tar.
type fileStore struct {
	file    string
	members map[string]member // of a tar; nil for a folder
}

// member is where a file's content is in a tar.
type member struct{ at, size int64 }

// openFileStore looks at what is in the folder or the tar.
func openFileStore(file string) (*fileStore, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, badFile(file, err)
	}
	s := &fileStore{file: file}
	if info.IsDir() {
		return s, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, badFile(file, err)
	}
	defer func() { _ = f.Close() }()
	if s.members, err = membersOf(f); err != nil {
		return nil, badFile(file, err)
	}
	return s, nil
}

// membersOf returns the regular files of a tar. Its reader takes no more than
// the headers, so the file stands at the content after each.
func membersOf(f io.ReadSeeker) (map[string]member, error) {
	members := map[string]member{}
	for in := tar.NewReader(f); ; {
		header, err := in.Next()
		if err == io.EOF {
			return members, nil
		}
		if err != nil {
			return nil, err
		}
		if header.Typeflag != tar.TypeReg {
			continue
		}
		at, err := f.Seek(0, io.SeekCurrent)
		if err != nil {
			return nil, err
		}
		members[path.Clean(header.Name)] = member{at, header.Size}
	}
}

// openMember opens a file of the layout.
func (s *fileStore) openMember(name string) (io.ReadCloser, error) {
	if s.members == nil {
		return os.Open(filepath.Join(s.file, filepath.FromSlash(name)))
	}
	m, ok := s.members[name]
	if !ok {
		return nil, fs.ErrNotExist
	}
	f, err := os.Open(s.file)
	if err != nil {
		return nil, err
	}
	return struct {
		io.ReadSeeker
		io.Closer
	}{io.NewSectionReader(f, m.at, m.size), f}, nil
}

// content implements store.
func (s *fileStore) content(_ context.Context, what v1.Descriptor) (io.ReadCloser, error) {
	content, err := s.openMember("blobs/" + what.Digest.Algorithm + "/" + what.Digest.Hex)
	if err != nil {
		return nil, badFile(s.file, err)
	}
	return newVerified(content, what, func() error { return damagedFile(s.file, what) }), nil
}

// origin implements store.
func (s *fileStore) origin() reference { return reference{} }

// refName annotates an entry of an index with the reference it was saved with.
const refName = "org.opencontainers.image.ref.name"

// root returns the manifest that the layout is about, and the reference it was
// saved with; fs.ErrNotExist when there is no layout. A layout of several
// images is an index of them.
func (s *fileStore) root() (manifest, string, error) {
	content, err := s.openMember("index.json")
	if err != nil {
		return manifest{}, "", err
	}
	raw, err := io.ReadAll(io.LimitReader(content, largestManifest))
	_ = content.Close()
	if err != nil {
		return manifest{}, "", badFile(s.file, err)
	}
	var index v1.IndexManifest
	if err := json.Unmarshal(raw, &index); err != nil || len(index.Manifests) == 0 {
		return manifest{}, "", badFile(s.file, err)
	}
	if len(index.Manifests) == 1 {
		only := index.Manifests[0]
		m, err := s.manifest(only.Digest)
		return m, only.Annotations[refName], err
	}
	digest, _, err := v1.SHA256(bytes.NewReader(raw))
	return manifest{raw: raw, mediaType: types.OCIImageIndex, digest: digest}, "", err
}

// manifest returns the manifest with the digest.
func (s *fileStore) manifest(h v1.Hash) (manifest, error) {
	content, err := s.openMember("blobs/" + h.Algorithm + "/" + h.Hex)
	if err != nil {
		return manifest{}, badFile(s.file, err)
	}
	defer func() { _ = content.Close() }()
	raw, err := io.ReadAll(io.LimitReader(content, largestManifest))
	if err != nil {
		return manifest{}, badFile(s.file, err)
	}
	if got, _, err := v1.SHA256(bytes.NewReader(raw)); err != nil || got != h {
		return manifest{}, damagedFile(s.file, v1.Descriptor{Digest: h})
	}
	return withMediaType(manifest{raw: raw, digest: h}), nil
}
