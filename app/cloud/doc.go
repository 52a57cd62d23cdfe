// Package cloud asks Oracle Cloud Infrastructure what it knows of a person who
// uses oci, Oracle's command line: with a profile of its configuration file the
// form need not be typed.
//
//	Profiles     the profiles of the configuration file, read and never written
//	Open         a Client that signs requests as a profile says
//	Client.Facts namespace, regions, user name, repositories, auth tokens
//	Client.Token a token of the registry in place of an auth token
//	Console…     where in the Console something is made by hand
//
// It only asks: nothing is made or changed in a tenancy. A private key is read
// for a signature and forgotten. OCIDs are no secrets, but leave this package in
// no error.
//
// Requests and signatures are those of Oracle's own library; what they travel
// over, proxies, certificates, retries and their budget included, is the program's
// transport.
package cloud
