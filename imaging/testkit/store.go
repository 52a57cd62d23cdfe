package testkit

import "slices"

type repository struct {
	blobs     map[string][]byte
	manifests map[string]manifest // by digest
	tags      map[string]string   // to digests
}

// Blob returns a blob's content, nil when the repository does not have it.
func (s *Registry) Blob(repo, digest string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	if r := s.repos[repo]; r != nil {
		return r.blobs[digest]
	}
	return nil
}

// Manifest returns a manifest by tag or digest, nil when there is none.
func (s *Registry) Manifest(repo, reference string) []byte {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.manifest(repo, reference).content
}

// PutBlob stores a blob and returns its digest.
func (s *Registry) PutBlob(repo string, content []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := digest(content)
	s.repo(repo).blobs[d] = slices.Clone(content)
	return d
}

// DropBlob makes the repository lose a blob.
func (s *Registry) DropBlob(repo, digest string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.repo(repo).blobs, digest)
}

// PutManifest stores a manifest under a tag and returns its digest. An empty
// tag stores it under its digest alone.
func (s *Registry) PutManifest(repo, tag, mediaType string, content []byte) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	d := digest(content)
	r := s.repo(repo)
	r.manifests[d] = manifest{mediaType, slices.Clone(content)}
	if tag != "" {
		r.tags[tag] = d
	}
	return d
}

// RemoveRepository deletes a repository with all that it has.
func (s *Registry) RemoveRepository(name string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.repos, name)
}

// repo returns a repository, made where there is none; the lock is held.
func (s *Registry) repo(name string) *repository {
	s.init()
	r := s.repos[name]
	if r == nil {
		r = &repository{map[string][]byte{}, map[string]manifest{}, map[string]string{}}
		s.repos[name] = r
	}
	return r
}
