// Package zipfile opens a zip under limits and refuses hostile ones.
package zipfile
