package registry

import "auximage/imaging/report"

// What this package finds. Behind each its Args; a Finding about an answer of a
// server carries the answer as its Exchange.
const (
	CodeBadReference report.Code = "registry.bad-reference" // Reference, Part (host, repository, tag, digest), Value

	// The sign-in.
	CodeRefused       report.Code = "registry.refused"         // Host, User: user or password is wrong
	CodeAnonymous     report.Code = "registry.anonymous"       // Host, Reference: nobody was signed in where somebody must be
	CodeDenied        report.Code = "registry.denied"          // Host, User, Namespace, Repository, Reference: signed in, not allowed; Reading where nothing is pushed
	CodeNoCredentials report.Code = "registry.no-credentials"  // Host: the keychain could not be asked
	CodeStrangeSignIn report.Code = "registry.strange-sign-in" // Host: the registry asks for a sign-in of an unknown kind

	// What the registry answered.
	CodeNotFound     report.Code = "registry.not-found"      // Host, Namespace, Repository, Reference: no such repository; Reading where nothing is pushed
	CodeNoImage      report.Code = "registry.no-image"       // Reference: no such tag or digest
	CodeTagLocked    report.Code = "registry.tag-locked"     // Tag, Repository
	CodeTagTaken     report.Code = "registry.tag-taken"      // Reference, Tag: it holds the image Got; Meanwhile, of a push at the same time
	CodeTokenServer  report.Code = "registry.token-server"   // Host; Server, which it names for tokens, has nothing at that address; Status
	CodeFull         report.Code = "registry.full"           // Host, Namespace, Repository: the quota of its storage is used up
	CodeReadOnly     report.Code = "registry.read-only"      // Host: it takes no pushes at present
	CodeTooLarge     report.Code = "registry.too-large"      // Host, Layer, Size (bytes)
	CodeThrottled    report.Code = "registry.throttled"      // Host: for longer than anybody would wait
	CodePullLimit    report.Code = "registry.pull-limit"     // Host, User: Docker Hub's limit for this account, or for this address
	CodeNotARegistry report.Code = "registry.not-a-registry" // Host
	CodeRejected     report.Code = "registry.rejected"       // Host, Status: any other refusal

	// What happened on the way.
	CodeConnectionLost   report.Code = "registry.connection-lost"   // Host, Layer, Tries, Safe, Total (bytes)
	CodeUploadLost       report.Code = "registry.upload-lost"       // Host, Layer, Tries: the registry forgot the upload session
	CodeBlobDamaged      report.Code = "registry.blob-damaged"      // Host, Layer, Tries: did not arrive as it left
	CodeBlobMissing      report.Code = "registry.blob-missing"      // Host: a blob that was there is not
	CodeDigestMismatch   report.Code = "registry.digest-mismatch"   // Reference, Want, Got
	CodeNotReadBack      report.Code = "registry.not-read-back"     // Host, Reference, User: the registry took the image and does not let it be read
	CodeNotKept          report.Code = "registry.not-kept"          // Reference: the registry took the image and does not have it
	CodeSourceUnreadable report.Code = "registry.source-unreadable" // Layer: its file cannot be read
	CodeSourceChanged    report.Code = "registry.source-changed"    // Layer: what is read is not what was hashed

	// The base, and files.
	CodeBaseDamaged     report.Code = "registry.base-damaged"     // Reference, Host, Digest, Tries: a part of it did not arrive as its digest says
	CodeBaseIncomplete  report.Code = "registry.base-incomplete"  // Reference, Host: the registry lacks a part of it
	CodeBaseUnreadable  report.Code = "registry.base-unreadable"  // Reference, Digest: a layer that cannot be unpacked
	CodeDiffID          report.Code = "registry.diff-id"          // Reference, Digest: a layer that is not the one in the config
	CodeManifestDamaged report.Code = "registry.manifest-damaged" // Reference, Host, Want, Got, Tries

	CodeNoParts     report.Code = "registry.no-parts"      // Size (bytes): a part of a layer cannot be had without all of it
	CodeNoPlatform  report.Code = "registry.no-platform"   // Reference, Platform, Platforms (those there are)
	CodeNotAnImage  report.Code = "registry.not-an-image"  // Reference, MediaType
	CodeSchema1     report.Code = "registry.schema-1"      // Reference: a manifest of Docker's first format
	CodeLargeConfig report.Code = "registry.large-config"  // Reference, Size, Limit (bytes)
	CodeBadBaseFile report.Code = "registry.bad-base-file" // File
	CodeDamagedFile report.Code = "registry.damaged-file"  // File, Digest: what has that digest in it does not have that content
	CodeNotSaved    report.Code = "registry.not-saved"     // File: the image could not be written there
	CodeBadPlatform report.Code = "registry.bad-platform"  // Platform

	// The sign-in check, when nothing is wrong.
	CodeMayPush      report.Code = "registry.may-push"      // Host, User, Namespace, Repository: tried, the upload was allowed
	CodeSignedIn     report.Code = "registry.signed-in"     // Host, User, Namespace, Repository: the repository was not found
	CodeCheckStopped report.Code = "registry.check-stopped" // the check was stopped
)
