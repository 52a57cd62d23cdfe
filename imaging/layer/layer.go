// Package layer makes layer blobs that are recipes over their source files.
package layer

// Layer is a go-containerregistry v1.Layer over source files.
type Layer struct{}
