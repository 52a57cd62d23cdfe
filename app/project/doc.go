// Package project reads and writes the project files (.wktproj) of WebLogic
// Kubernetes Toolkit UI, 1.x and 2.x, and loses nothing of theirs: sections,
// keys, their order and the spelling of every value that is not changed here
// stay as they were.
//
//	document     JSON that remembers its order and spelling
//	project      open, unlock, save
//	content      the values that a wizard uses, read and written
//	binding      a form filled from them, and what a form says otherwise
//	files        which files of a project go into an image
//	credentials  where a file keeps user names and passwords
//	crypt        how the toolkit encrypts a value under a passphrase
package project
