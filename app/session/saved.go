package session

import "auximage/imaging"

// SavedTag returns the tag that the image in a file was saved with, empty if the
// file has none. It reads the file's table of contents, which takes as long as
// the file is large: not for a window's own goroutine.
func SavedTag(path string) (string, error) {
	_, tag, err := imaging.OpenSaved(path)
	return tag, err
}
