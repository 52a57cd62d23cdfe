package session

import (
	"maps"
	"slices"

	"auximage/app/accounts"
	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// state is everything, guarded by Session.mu. Slices and maps in it are never
// changed in place, so that snapshots share them.
type state struct {
	form           form.Form
	preferences    Preferences
	accounts       accounts.Memory
	typing         bool // a person is typing the token of the form's account
	recent         []string
	pushes         []PastPush
	project        *openProject // that the form belongs to; nil when to none
	reopening      keptProject  // of the run before, until its file was read
	firstStart     bool
	skipsPreparing map[string]bool   // by the path of the project
	noPassphrase   map[string]bool   // wanted, likewise
	domainFiles    map[string]string // the person's own Domain, likewise
	accepted       map[string]bool
	originals      originals // of prepared files
	copies         originals // of those that a secret was moved out of
	unsaved        bool      // the settings file is behind

	settings *report.Finding // see Snapshot

	fields     map[form.Field]report.Finding
	refused    []report.Finding            // files that could not be added
	fileNotes  map[string][]report.Finding // of the last look at the files
	installer  []report.Finding            // about it, of the last look
	inspected  Inspection
	summary    model.Summary    // of the models, of the last look
	domain     *deploy.Domain   // in the form's DomainFile, of the last look; nil for none
	domainNote []report.Finding // why it is none
	findings   []report.Finding // of the last Check or Create

	image    *imaging.Image    // nil when none, or not made again yet in this run
	made     *made             // what is known of the image at hand; nil when none
	changed  []string          // paths of its files whose content is another now
	outdated []string          // paths of files whose originals changed
	existing *imaging.Existing // what the tag names already; nil before a check

	job          *job
	cloud        *CloudAnswer // the last; nil before the first
	repositories repositories
	signer       string // profile of oci that the last one of the registry's own tokens was asked for with
	look         *job   // an image that is read outside of jobs; nil for none
	question     *Question
	asked        int // questions so far
	outcome      *Outcome
	outcomes     int    // outcomes so far
	replaced     string // the tag whose image the next push may replace; empty for none
	signedIn     *SignInCheck

	console console
}

// made is what is known of an image that was made from a form's content. With
// the same content it can be made again.
type made struct {
	Content string       `json:"content"`
	Summary ImageSummary `json:"summary"`
	Files   []input.Seen `json:"files,omitempty"` // as they were read
	Found   []string     `json:"found,omitempty"` // see foundKeys
}

func newState(kept settings, first bool) state {
	st := state{
		form:           kept.Form,
		preferences:    kept.Preferences,
		accounts:       accounts.Remember(kept.Accounts),
		recent:         kept.Recent,
		pushes:         kept.Pushes,
		repositories:   kept.Cloud,
		firstStart:     first,
		accepted:       kept.Accepted,
		originals:      kept.Originals,
		copies:         kept.Copies,
		skipsPreparing: kept.SkipsPreparing,
		noPassphrase:   kept.NoPassphrase,
		domainFiles:    kept.DomainFiles,
		made:           kept.Made,
	}
	if st.form.PrimaryTag == "" { // nothing was kept
		st.form = form.New()
	}
	st.reopening = kept.Project
	if st.made != nil && st.made.Content != st.form.Content() {
		st.made = nil
	}
	st.fields = st.form.Check()
	return st
}

// kept returns what goes into the settings file.
func (st *state) kept() settings {
	return settings{
		Form:           st.form.WithoutTokens(),
		Preferences:    st.preferences,
		Accounts:       st.accounts.Known(),
		Recent:         st.recent,
		Pushes:         st.pushes,
		Cloud:          st.repositories,
		Project:        st.keptProject(),
		Accepted:       st.accepted,
		Originals:      st.originals,
		Copies:         st.copies,
		SkipsPreparing: st.skipsPreparing,
		NoPassphrase:   st.noPassphrase,
		DomainFiles:    st.domainFiles,
		Made:           st.made,
	}
}

// setForm makes a form the current one. It tells whether the files are to be
// looked at again.
func (st *state) setForm(f form.Form) (look bool) {
	was := st.form
	if f.BaseChoice() != was.BaseChoice() {
		f.BaseDigest = ""
	}
	st.form = f
	if f.DomainFile != was.DomainFile {
		st.keepDomainFile()
	}
	st.followDomain()
	st.fields = f.Check()
	st.unsaved = true
	if f.Tag != was.Tag {
		st.signedIn, st.existing, st.replaced = nil, nil, ""
		if st.outcome != nil && report.Has(st.outcome.Err, CodeTagTaken) {
			st.outcome = nil // it was about the other tag
		}
	}
	if f.Content() == was.Content() {
		judged := f.WebLogicVersion() == was.WebLogicVersion() && slices.Equal(f.Accepted, was.Accepted)
		if !judged { // by what is past
			st.findings = slices.DeleteFunc(slices.Clone(st.findings), func(found report.Finding) bool { return f.Has(found.File) })
		}
		return !judged || f.DownloadDir != was.DownloadDir || f.DomainFile != was.DomainFile // another installer may be there
	}
	st.discard()
	st.findings, st.refused = nil, nil
	return true
}

// followDomain takes from the person's own Domain whether it lives on a volume: one
// that says so is not contradicted.
func (st *state) followDomain() {
	if st.form.DomainFile != "" && st.domain != nil {
		st.form.OnPV = st.domain.OnPV
	}
}

// discard lets go of the image at hand.
func (st *state) discard() { st.image, st.made, st.changed, st.unsaved = nil, nil, nil, true }

// refuse takes the findings about files that could not be added: nothing is wrong with
// the form for them, and the next action has them forgotten.
func (st *state) refuse(notes []report.Finding) {
	st.refused = slices.Clone(notes)
	for i := range st.refused {
		st.refused[i].Severity = report.Warning
	}
}

func (st *state) accept(key string, yes bool) {
	accepted := maps.Clone(st.accepted)
	if accepted == nil {
		accepted = map[string]bool{}
	}
	if yes {
		accepted[key] = true
	} else {
		delete(accepted, key)
	}
	st.accepted = accepted
	st.unsaved = true
}

// snapshot returns what listeners may see.
func (st *state) snapshot() Snapshot {
	snap := Snapshot{
		Form:           st.form,
		Preferences:    st.preferences,
		Accounts:       st.accounts.Known(),
		Recent:         st.recent,
		Pushes:         st.pushes,
		Repositories:   st.offered(),
		Project:        st.shownProject(),
		FirstStart:     st.firstStart,
		Settings:       st.settings,
		SkipsPreparing: st.skipsPreparing[st.projectPath()] || st.form.ModelsOfImage(),
		Fields:         st.allFields(),
		FileNotes:      st.allNotes(),
		Findings:       st.findings,
		Accepted:       st.accepted,
		TokenKept:      st.accounts.Held().Place,
		BaseTokenKept:  st.accounts.Place(st.form.BaseAccount()),
		Signer:         st.signedBy(),
		Inspected:      st.inspected,
		Deploy:         cluster{state: st}.values(),
		WhyNot:         map[Action]*report.Finding{},
		Question:       st.question,
		Outcome:        st.outcome,
		SignedIn:       st.signedIn,
		Log:            st.console.shared(),
		Image:          st.shownImage(),
		Next:           guard{st}.next(),
	}
	if f, ok := report.Of(st.accounts.Keyring()); ok {
		snap.Keyring = &f
	}
	snap.Inspected.Secrets = snap.Deploy.Needed()
	if st.job != nil {
		snap.Job = st.job.shown()
	}
	if st.look != nil {
		snap.Look = st.look.shown()
	}
	for _, a := range actions {
		if why := (guard{st}).whyNot(a); why != nil {
			snap.WhyNot[a] = why
		}
	}
	return snap
}

// shownImage returns the image that was made, or the one in the registry that is
// to be used; nil when there is none.
func (st *state) shownImage() *ImageSummary {
	if !st.form.UseExisting {
		if st.made == nil {
			return nil
		}
		shown := st.imageShown()
		return &shown
	}
	e := st.existing
	if e == nil {
		return nil
	}
	shown := &ImageSummary{Reference: st.form.Tag, Digest: e.Digest.String(), Size: e.Size, Pushed: true}
	if in := e.Inside; in != nil {
		shown.WDTVersion, shown.Files = in.WDTVersion, in.Files
	}
	return shown
}

// allFields adds to the findings of the form's fields what was found elsewhere.
func (st *state) allFields() map[form.Field]report.Finding {
	all := form.Findings(maps.Clone(st.fields))
	all.Add(form.FieldFiles, st.refused...)
	all.Add(form.FieldInstaller, st.installer...)
	all.Add(form.FieldDomainFile, st.domainNote...)
	return all
}
