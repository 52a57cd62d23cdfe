package report

import "time"

// Phase names a stretch of the work that a person can tell apart.
type Phase string

// The phases, in the order they come.
const (
	Releases Phase = "releases" // asking which WDT release is the latest
	Download Phase = "download" // the WDT installer
	Inspect  Phase = "inspect"  // reading installer, models, variables, archives
	Hash     Phase = "hash"     // digests of the layers
	Base     Phase = "base"     // the base image: resolved, or its layers fetched
	Contract Phase = "contract" // the finished image checked
	Reach    Phase = "reach"    // reaching a registry that nobody signs in at
	SignIn   Phase = "sign-in"  // reaching the registry and signing in
	Upload   Phase = "upload"   // blobs
	Manifest Phase = "manifest" // manifest sent and read back
	Save     Phase = "save"     // image written to a file
	Open     Phase = "open"     // an auxiliary image opened and read
	Extract  Phase = "extract"  // files taken out of an auxiliary image
)

// State says how an item of a phase stands.
type State int

// The states of an item.
const (
	Running State = iota
	Waiting       // for a server: to be tried again, see Until, or to confirm what was sent
	Present       // the registry has it already: nothing to send
	Finished
	Failed // for good: an error says why
)

// Progress is a fact about one item of a phase; a later one of the same Phase
// and Item replaces it.
type Progress struct {
	Phase Phase
	Item  string // a file's or a layer's name; empty for the phase as a whole
	State State
	Done  int64     // bytes, may step back when a try starts again
	Total int64     // bytes; 0 when unknown
	Until time.Time // of Waiting: when the next try begins; zero while the try is under way
	Cause *Finding  // of Waiting: why; may be nil
}

// Listener takes progress. It is called from any goroutine and must not block.
// A nil Listener is not called: use Tell.
type Listener func(Progress)

// Tell hands p to the listener, if there is one.
func (l Listener) Tell(p Progress) {
	if l != nil {
		l(p)
	}
}
