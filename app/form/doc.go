// Package form is what a person has filled in, as a value: whose fields follow each
// other (the parts of the tag, the user name, the lists of files), what is wrong
// with each, and the plan and the content of the image that follow from them.
//
//	SetTag, SetPart   the tag, and its parts in step with it
//	SetUser           the push user, in the form that the registry wants
//	Add, Move, …      the files
//	Check             what is wrong or worth a word beside each field
//	Plan              what an image is to be made of
//	Content           a digest of all that the image's content comes from
//
// It asks nobody and holds no secret.
package form
