package session

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/imaging"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// inspector looks at the files of the form beside the person's typing: one look
// at a time, and the newest form wins. It rests while a job runs, which looks at
// the same files.
type inspector struct {
	session *Session

	mu      sync.Mutex
	next    *look
	now     *look // the one that runs
	held    bool
	running bool
	cancel  context.CancelFunc // of the look that runs
	idle    chan struct{}      // closed when none runs; nil before the first
	due     chan struct{}      // closed when the newest form was looked at; nil when it was

	states map[string]input.State // of the files at the last look, by path; nil before the first
	later  *time.Timer            // of a glance at files that were being written; nil before the first

	read map[string]readThrough // archives that were read to their end, by path
}

// look is one look at the files of a form.
type look struct {
	form   form.Form
	glance bool // only where a file is another than at the last look
}

// readThrough is what was found in an archive, as it was then.
type readThrough struct {
	was     input.State
	damaged []report.Finding
}

// lookAfter is how long a form rests before it is looked at, so that typing is
// one look.
const lookAfter = 20 * time.Millisecond

// look checks a form's files; a look at an older form is given up.
func (i *inspector) look(f form.Form) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.next = &look{form: f}
	if i.due == nil {
		i.due = make(chan struct{})
	}
	if i.cancel != nil {
		i.cancel()
	}
	i.start()
}

// glance looks at a form's files again where one is another than at the last look.
func (i *inspector) glance(f form.Form) {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.next == nil {
		i.next = &look{form: f, glance: true}
		i.start()
	}
}

// start goes on with what is to be looked at, under the lock.
func (i *inspector) start() {
	if i.running || i.held || i.next == nil {
		return
	}
	i.running = true
	i.idle = make(chan struct{})
	go i.run()
}

// hold gives the running look up until release, when it is done again.
func (i *inspector) hold() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.held = true
	if i.next == nil || i.next.glance && i.now != nil {
		i.next = i.now
	}
	if i.cancel != nil {
		i.cancel()
	}
}

func (i *inspector) release() {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.held = false
	i.start()
}

// wait returns once the newest form was looked at, or when ctx ends.
func (i *inspector) wait(ctx context.Context) {
	i.mu.Lock()
	due := i.due
	i.mu.Unlock()
	if due == nil {
		return
	}
	select {
	case <-due:
	case <-ctx.Done():
	}
}

// looked notes that a form was looked at.
func (i *inspector) looked() {
	i.mu.Lock()
	defer i.mu.Unlock()
	if i.next == nil && i.due != nil {
		close(i.due)
		i.due = nil
	}
}

// stop gives the running look up and waits for its end, for no longer than the grace period.
func (i *inspector) stop() {
	i.mu.Lock()
	i.next = nil
	if i.later != nil {
		i.later.Stop()
	}
	if i.cancel != nil {
		i.cancel()
	}
	idle := i.idle
	i.mu.Unlock()
	if idle == nil {
		return
	}
	select {
	case <-idle:
	case <-time.After(gracePeriod):
	}
}

func (i *inspector) run() {
	for {
		i.mu.Lock()
		next := i.next
		if next == nil || i.held {
			i.running, i.cancel, i.now = false, nil, nil
			close(i.idle)
			i.mu.Unlock()
			return
		}
		i.now, i.next = next, nil
		ctx, cancel := context.WithCancel(i.session.ctx)
		i.cancel = cancel
		i.mu.Unlock()
		rest := time.NewTimer(lookAfter)
		select {
		case <-rest.C:
			i.perform(ctx, *next)
		case <-ctx.Done():
		}
		rest.Stop()
		cancel()
	}
}

// perform does one look.
func (i *inspector) perform(ctx context.Context, l look) {
	i.session.compare()
	if l.glance && !i.stale(l.form) {
		i.looked() // the look before ended while this one was asked for already
		return
	}
	i.session.inspect(ctx, l.form)
	if ctx.Err() != nil {
		return
	}
	i.looked()
	i.readArchives(ctx, l.form.Archives)
	i.lookLater(l.form)
}

// lookLater glances at files again that were written so shortly before the look
// that somebody may be writing them still.
func (i *inspector) lookLater(f form.Form) {
	i.mu.Lock()
	defer i.mu.Unlock()
	now := time.Now()
	for _, state := range i.states {
		if state != (input.State{}) && !state.Settled(now) {
			i.later = time.AfterFunc(input.Granularity, func() { i.session.LookAgain() })
			return
		}
	}
}

// saw notes the states of the files that were looked at.
func (i *inspector) saw(states map[string]input.State) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.states = states
}

// current tells whether the files of the form were looked at as they are.
func (i *inspector) current(f form.Form) bool {
	before := i.seen()
	return before != nil && maps.Equal(before, statesOf(watched(f)))
}

// watched returns the paths of the files that are looked at.
func watched(f form.Form) []string {
	paths := f.Sources(f.Installer)
	if f.DomainFile != "" {
		paths = append(slices.Clip(paths), f.DomainFile)
	}
	return paths
}

// stale tells whether a file of the form is another than at the last look. Before the
// first none is.
func (i *inspector) stale(f form.Form) bool { return i.seen() != nil && !i.current(f) }

// seen returns the states of the files at the last look, nil before the first.
func (i *inspector) seen() map[string]input.State {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.states
}

// statesOf returns the states of files by path.
func statesOf(paths []string) map[string]input.State {
	states := map[string]input.State{}
	for _, path := range paths {
		states[path] = stateOf(path)
	}
	return states
}

// stateOf returns the state of a file, zero when it cannot be had.
func stateOf(path string) input.State {
	state, _ := input.At(path)
	return state
}

// readArchives reads the archives that were not read as they are now, and notes
// which are damaged inside.
func (i *inspector) readArchives(ctx context.Context, archives []input.File) {
	for _, f := range archives {
		known, now := i.known(f.Path), stateOf(f.Path)
		if known.was != now {
			known = readThrough{now, model.Verify(ctx, []input.File{f}, nil)}
			if ctx.Err() != nil {
				return
			}
			i.mu.Lock()
			i.read[f.Path] = known
			i.mu.Unlock()
		}
		if len(known.damaged) > 0 {
			i.session.change(func(st *state) {
				st.fileNotes = maps.Clone(st.fileNotes)
				st.fileNotes[f.Path] = slices.Concat(known.damaged, st.fileNotes[f.Path])
			})
		}
	}
}

// damaged returns what is known to be damaged inside archives as they are now.
// None is read for that.
func (i *inspector) damaged(archives []input.File) []report.Finding {
	var found []report.Finding
	for _, f := range archives {
		if known := i.known(f.Path); known.was == stateOf(f.Path) {
			found = append(found, known.damaged...)
		}
	}
	return found
}

func (i *inspector) known(path string) readThrough {
	i.mu.Lock()
	defer i.mu.Unlock()
	return i.read[path]
}

// LookAgain looks at the files of the form where they are others than at the
// last look: for when a person comes back from another program. It returns at once.
func (s *Session) LookAgain() {
	s.mu.Lock()
	form := s.state.form
	s.mu.Unlock()
	s.inspector.glance(form)
}

// compare finds the files that are others than those of the image at hand, and
// those whose originals are.
func (s *Session) compare() {
	s.mu.Lock()
	known, files, from, copies := s.state.made, s.state.form.Files(), s.state.originals, s.state.copies
	before, outdatedBefore := s.state.changed, s.state.outdated
	s.mu.Unlock()
	outdated := slices.Concat(from.outdated(files), outdatedCopies(files, copies))
	changed := known.edited()
	if slices.Equal(changed, before) && slices.Equal(outdated, outdatedBefore) {
		return
	}
	s.change(func(st *state) {
		st.outdated = outdated
		if st.made == known {
			st.changed = changed
		}
	})
}

// inspect checks the files of a form and publishes what was found, unless the
// look was given up.
func (s *Session) inspect(ctx context.Context, f form.Form) {
	s.change(func(st *state) { st.inspected.Running = true })
	states, stale := statesOf(watched(f)), s.inspector.stale(f)
	installer, version, about := s.lookAtInstaller(f)
	domain, domainNote := lookAtDomain(f.DomainFile)
	summary, found := imaging.CheckFiles(ctx, f.Plan(installer), version)
	s.change(func(st *state) {
		if ctx.Err() != nil {
			st.inspected.Running = false
			return
		}
		st.fileNotes, st.installer = byFile(found), about
		if stale { // what a Check found in the files is past
			st.findings = slices.DeleteFunc(slices.Clone(st.findings), func(f report.Finding) bool { return st.form.Has(f.File) })
		}
		st.inspected = Inspection{WDTVersion: version, Environment: summary.Environment}
		if summary.Whole {
			st.inspected.Variables = Count{Used: summary.UsedDefined(), Total: len(summary.Defined)}
			st.inspected.Applications = summary.Applications
		}
		st.summary, st.domain, st.domainNote = summary, domain, domainNote
		st.followDomain()
	})
	if ctx.Err() == nil {
		s.inspector.saw(states)
	}
}

// lookAtDomain returns the Domain in a file, or why there is none.
func lookAtDomain(path string) (*deploy.Domain, []report.Finding) {
	if path == "" {
		return nil, nil
	}
	d, _, err := readDomain(path)
	if f, ok := report.Of(err); ok {
		return nil, []report.Finding{f}
	}
	return d, nil
}

// lookAtInstaller returns the path and the version of the installer that would go
// in as things are, empty when there is none yet, and what there is to say about it.
func (s *Session) lookAtInstaller(f form.Form) (path, version string, about []report.Finding) {
	switch {
	case f.WDT == form.WDTFile && f.Installer != "":
		version, about, err := s.engine(&imaging.Client{}).InspectInstaller(f.Installer)
		if bad, ok := report.Of(err); ok {
			about = append(about, bad)
		}
		return f.Installer, version, about
	case f.WDT == form.WDTKept:
		return sameVersion(s.engine(&imaging.Client{}), f), f.FromWDT, nil
	case f.WantsLatest() && f.DownloadDir != "":
		if there := s.engine(&imaging.Client{}).Installers(f.DownloadDir); len(there) > 0 {
			return there[0].Path, there[0].Version, nil
		}
	}
	return "", "", nil
}

// byFile sorts findings to the paths of the files that they are about, the
// worst first. Those about no file are with the empty path.
func byFile(found []report.Finding) map[string][]report.Finding {
	notes := map[string][]report.Finding{}
	for severity := report.Error; severity >= report.Info; severity-- {
		for _, f := range found {
			if f.Severity == severity {
				notes[f.File] = append(notes[f.File], f)
			}
		}
	}
	return notes
}
