package session

import (
	"context"
	"maps"
	"slices"
	"sync"
	"time"

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
	next    *Form
	now     *Form // what the look that runs is about
	held    bool
	running bool
	cancel  context.CancelFunc // of the look that runs
	idle    chan struct{}      // closed when none runs; nil before the first
	due     chan struct{}      // closed when the newest form was looked at; nil when it was

	read map[string]readThrough // archives that were read to their end, by path
}

// readThrough is what was found in an archive, as it was then.
type readThrough struct {
	stamp   fileStamp
	damaged []report.Finding
}

// lookAfter is how long a form rests before it is looked at, so that typing is
// one look.
const lookAfter = 20 * time.Millisecond

// look checks a form's files; a look at an older form is given up.
func (i *inspector) look(f Form) {
	i.mu.Lock()
	defer i.mu.Unlock()
	i.next = &f
	if i.due == nil {
		i.due = make(chan struct{})
	}
	if i.cancel != nil {
		i.cancel()
	}
	i.start()
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
	if i.next == nil {
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

// settle waits until the newest form was looked at; ctx ends it.
func (i *inspector) settle(ctx context.Context) {
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

// stop gives the running look up and waits for its end.
func (i *inspector) stop() {
	i.mu.Lock()
	i.next = nil
	if i.cancel != nil {
		i.cancel()
	}
	idle := i.idle
	i.mu.Unlock()
	if idle != nil {
		<-idle
	}
}

func (i *inspector) run() {
	for {
		i.mu.Lock()
		form := i.next
		if form == nil || i.held {
			i.running, i.cancel, i.now = false, nil, nil
			close(i.idle)
			i.mu.Unlock()
			return
		}
		i.now, i.next = form, nil
		ctx, cancel := context.WithCancel(i.session.ctx)
		i.cancel = cancel
		i.mu.Unlock()
		rest := time.NewTimer(lookAfter)
		select {
		case <-rest.C:
			i.session.inspect(ctx, *form)
			if ctx.Err() == nil {
				i.looked()
				i.readArchives(ctx, form.Archives)
			}
		case <-ctx.Done():
		}
		rest.Stop()
		cancel()
	}
}

// readArchives reads the archives that were not read as they are now, and notes
// which are damaged inside.
func (i *inspector) readArchives(ctx context.Context, archives []input.File) {
	for _, f := range modelFiles(archives, model.Archive) {
		known, stamp := i.known(f.Path), stampOf(f.Path)
		if known.stamp != stamp {
			known = readThrough{stamp, model.Verify(ctx, []model.File{f}, nil)}
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
		if known := i.known(f.Path); known.stamp == stampOf(f.Path) {
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

// inspect checks the files of a form and publishes what was found, unless the
// look was given up.
func (s *Session) inspect(ctx context.Context, f Form) {
	s.change(func(st *state) { st.inspected.Running = true })
	version, about := s.lookAtInstaller(f)
	summary, found := model.Check(ctx, model.Inputs{
		Models:     modelFiles(f.Models, model.Model),
		Variables:  modelFiles(f.Variables, model.Variables),
		Archives:   modelFiles(f.Archives, model.Archive),
		WDTVersion: version,
	}, nil)
	s.change(func(st *state) {
		if ctx.Err() != nil {
			st.inspected.Running = false
			return
		}
		st.fileNotes, st.installer = byFile(found), about
		st.inspected = Inspection{
			WDTVersion:   version,
			Order:        slices.Concat(summary.Models, summary.Variables, summary.Archives),
			Variables:    Count{Used: summary.UsedDefined(), Total: len(summary.Defined)},
			Applications: summary.Applications,
			Environment:  summary.Environment,
			Encrypted:    summary.Encrypted,
		}
		for _, secret := range summary.Secrets {
			st.inspected.Secrets = append(st.inspected.Secrets, secret.Name)
		}
	})
}

// lookAtInstaller returns the version of the installer that would go in as
// things are, empty when there is none yet, and what there is to say about it.
func (s *Session) lookAtInstaller(f Form) (version string, about []report.Finding) {
	switch {
	case f.WDT == WDTFile && f.Installer != "":
		version, about, err := s.engine.Inspect(f.Installer)
		if bad, ok := report.Of(err); ok {
			about = append(about, bad)
		}
		return version, about
	case f.wantsLatest() && f.DownloadDir != "":
		if there := s.engine.Installers(f.DownloadDir); len(there) > 0 {
			return there[0].Version, nil
		}
	}
	return "", nil
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
