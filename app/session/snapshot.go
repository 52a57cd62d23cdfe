package session

import (
	"cmp"
	"slices"
	"time"

	"auximage/app/accounts"
	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/app/keychain"
	"auximage/imaging"
	"auximage/imaging/report"
)

// Snapshot is all that a listener may draw, at one moment. It is never
// changed once it was handed out.
type Snapshot struct {
	Form         form.Form
	Preferences  Preferences
	Accounts     []accounts.Account // newest first
	Recent       []string           // project files, newest first
	Repositories []string           // that Oracle Cloud named where the image goes
	Pushes       []PastPush         // the last ones that ended well, newest first
	Project      *Project           // the form's project file; nil when it has none
	FirstStart   bool               // nothing was kept before this run
	Settings     *report.Finding    // why what was kept could not be read, or what is now not be kept; nil when all is well

	SkipsPreparing bool // nobody needs to be asked whether the models are to be prepared: the person said so, or they are those of an image

	Fields        map[form.Field]report.Finding // what is wrong or worth a word beside each field
	FileNotes     map[string][]report.Finding   // by path: state of each file, worst first
	Findings      []report.Finding              // of the last check or Create, all of them: see Elsewhere
	Accepted      map[string]bool               // by AcceptKey: dangerous findings a person ticked
	TokenKept     accounts.Place                // where the token of the current account is
	BaseTokenKept accounts.Place                // likewise of the base's pull account, as far as that is known
	Signer        string                        // profile of oci that got the registry's own token, where that is the current one
	Keyring       *report.Finding               // why the keyring took or gave nothing when it was asked last; nil when it served, and before
	Inspected     Inspection
	Deploy        deploy.Values // what the texts for the cluster are filled with, as far as that is known: see Deployment.Values

	Next     Action                     // the button that shines; empty when nothing is to be done
	WhyNot   map[Action]*report.Finding // why an action cannot start; no entry when it can
	Job      *Job                       // the running job; nil when idle
	Look     *Job                       // an image that is being read outside of jobs: see OpenImage; nil when none
	Question *Question                  // what the running job wants to know; nil when nothing
	Outcome  *Outcome                   // of the last job, until dismissed
	Image    *ImageSummary              // the image at hand, or the existing one once it was checked; nil when none
	SignedIn *SignInCheck               // last result of Check sign-in; nil when none or the inputs changed
	Log      []Line                     // of this run, oldest first, capped
}

// NoKeyring tells whether the system has no keyring, as far as it was asked.
func (s Snapshot) NoKeyring() bool {
	return s.Keyring != nil && s.Keyring.Code == keychain.CodeUnavailable
}

// FaultyFile returns the first error in a file of the form, nil when there is none.
func (s Snapshot) FaultyFile() *report.Finding { return faultIn(s.Form, s.FileNotes) }

// faultIn returns the first error among the notes, by path, about a form's files.
func faultIn(f form.Form, notes map[string][]report.Finding) *report.Finding {
	for _, file := range f.Files() {
		for _, note := range notes[file.Path] {
			if note.Severity == report.Error {
				return &note
			}
		}
	}
	return nil
}

// Elsewhere returns the findings that do not stand beside a file already, worst first.
func (s Snapshot) Elsewhere() []report.Finding {
	found := slices.DeleteFunc(slices.Clone(s.Findings), func(f report.Finding) bool {
		return slices.ContainsFunc(s.FileNotes[f.File], func(note report.Finding) bool { return sameNote(note, f) })
	})
	slices.SortStableFunc(found, func(a, b report.Finding) int { return cmp.Compare(b.Severity, a.Severity) })
	return found
}

// Action is something that a person can start.
type Action string

// The actions.
const (
	ActCreate        Action = "create"
	ActPush          Action = "push"
	ActCreateAndPush Action = "create-and-push"
	ActCheck         Action = "check"
	ActCheckSignIn   Action = "check-sign-in"
	ActLookUp        Action = "look-up"   // of the auxiliary image that exists already
	ActSave          Action = "save"      // see Session.Save
	ActPushFile      Action = "push-file" // see Session.PushFile
)

// Job is a running action.
type Job struct {
	Action   Action
	Started  time.Time
	Phase    report.Phase
	Items    []Item           // of the phase, in order of appearance
	Done     int64            // bytes over all items of the phase
	Total    int64            // bytes; 0 when unknown
	Rate     float64          // bytes a second over the last seconds; 0 when unknown
	Left     time.Duration    // 0 when unknown
	Still    time.Duration    // since a byte moved, where some are to; 0 for less than what Rate is measured over
	Waiting  *report.Progress // the wait that holds the job up; nil when none
	WaitsFor string           // the path of a file or folder that does not answer; empty for none
	Stopping bool
	Remade   *report.Finding // why the image is made anew before it is pushed: CodeRemade; nil when it is not
}

// Item is one file or layer of a phase.
type Item struct {
	Name        string
	State       report.State
	Done, Total int64
}

// Outcome is how a job ended.
type Outcome struct {
	ID      int // counts up, so that a listener knows a new one
	Action  Action
	Step    Action // that it ended in: of ActCreateAndPush one of the two, else Action
	Stopped bool
	Err     error            // nil when done; has a report.Finding in its chain
	Phase   report.Phase     // that it ended in, empty before the first
	Create  *ImageSummary    // of a Create that ended well
	Receipt *imaging.Receipt // of a Push that ended well
	File    *SavedFile       // of a Save that ended well
	Saved   string           // the folder or file an installer was saved to in this job; empty when none
	Took    time.Duration

	Checked  *report.Finding  // of a Check that ended well: CodeChecked or CodeFoundNothing
	Refused  bool             // it did not begin: Err is what it lacks, as in WhyNot
	Replaced *report.Finding  // of a Push to a tag that held another image: CodeTagReplaced; nil otherwise
	Advice   []report.Finding // what Oracle Cloud's answer says about a Push that was refused, where it was asked
	Remade   *report.Finding  // of a Push of an image that was made anew, since files changed: CodeWasRemade; nil otherwise
}

// ImageSummary is what is shown of an image.
type ImageSummary struct {
	Reference  string
	Digest     string
	BaseDigest string // that its base was resolved to; empty where that was not kept
	Size       int64
	Parts      []imaging.Part
	WDTVersion string
	Files      []string  // names in the model home, of an image that existed already
	Installer  string    // path of the installer inside
	Pushed     bool      // to Reference
	PushedAt   time.Time // zero when it was not
	Failed     *Attempt  // a push after that, which did not end well; nil when there is none
}

// Inspection is what the background check learned of the inputs.
type Inspection struct {
	Running      bool
	WDTVersion   string // of the installer that is there; empty when none, or not a good one
	Variables    Count  // zero, as the applications, while a model cannot be read
	Applications int
	Secrets      []string // Kubernetes secrets that the Domain will need where models read some, as the cluster knows them; <domainUID> stands for a UID that is not known
	Environment  []string // environment variables that the Domain will need
}

// Count is "Used of Total".
type Count struct{ Used, Total int }

// Question is what a job must know before it goes on.
type Question struct {
	ID      int
	Code    report.Code
	Args    report.Args
	Choices []Choice // the first is the default

	Prepared *Prepared // of CodePrepared: what there is to decide on
}

// Choice is an answer to a Question; its sentence is words' key "choice."+Choice.
type Choice string

// The choices.
const (
	ChooseDownload Choice = "download"
	ChooseMine     Choice = "mine"
	ChooseAllow    Choice = "allow"
	ChooseCancel   Choice = "cancel"

	ChoosePrepared Choice = "prepared" // the files that prepareModel made
	ChooseOriginal Choice = "original" // those that it was given

	ChooseOwn  Choice = "own"  // the file that a copy was made of
	ChooseCopy Choice = "copy" // that copy
)

// SignInCheck is the result of Check sign-in.
type SignInCheck struct {
	Finding report.Finding   // Info when all is well
	Forms   []string         // other forms of the user name worth a try
	Advice  []report.Finding // what Oracle Cloud's answer says about it, where it was asked
}

// Line is one line of the console.
type Line struct {
	Time  time.Time
	Level report.Severity
	Text  string
}
