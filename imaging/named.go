package imaging

import "auximage/imaging/registry"

// CheckNamed returns that from can be no image, neither a file's nor a registry's, or
// that the platform, empty for the usual one, is none. Nothing is asked: whether the
// image is there is another question.
func CheckNamed(from, platform string) error {
	if namesFile(from) || isFile(from) {
		return registry.CheckPlatform(platform)
	}
	return registry.Check(from, platform)
}
