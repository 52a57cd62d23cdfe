package session

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"

	"auximage/app/form"
	"auximage/app/project"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

// ProjectEnding ends the names of project files.
const ProjectEnding = ".wktproj"

// maxRecent is how many project files are remembered.
const maxRecent = 10

// Project is the project file that the form belongs to.
type Project struct {
	Path    string
	Name    string           // of the file, without its ending
	Locked  bool             // it holds user names and passwords, and its passphrase was not given
	Offer   bool             // nobody has chosen whether it has a passphrase, and there is a sign-in that it could keep under one
	Unsaved bool             // the form says another thing than the file
	Notes   []report.Finding // what of the project is not done here, or done otherwise
}

// openProject is the project of the form as it is in its file. It is replaced,
// never changed; doc and on belong to Projects.
type openProject struct {
	project.Binding

	path        string
	doc         *project.Project
	on          input.Seen // what was read or written last
	disregarded input.Seen // what another program wrote since, and a person goes on in spite of
	locked      bool
	unlocked    bool               // a passphrase was given: sign-ins can be written
	undecided   bool               // it keeps no secret, and nobody has chosen that
	declined    bool               // a person does not want one
	push        project.Credential // what the form had when it was last the same as the file
	pull        project.Credential
}

// keptProject is what the settings file knows of a project.
type keptProject struct {
	Path    string `json:"path,omitempty"`
	Unsaved bool   `json:"unsaved,omitempty"`
	Without bool   `json:"without,omitempty"` // a passphrase, by the person's choice
}

// Projects opens, saves and unlocks the project file that the form belongs to, one
// command at a time: a folder of another machine answers when it wants to, so that
// a project's document has a lock of its own, beside that of the state.
type Projects struct {
	session *Session
	mu      sync.Mutex
}

// Projects returns what works with project files.
func (s *Session) Projects() *Projects { return &s.projects }

// IsProject tells whether a path is that of a project file, by its ending.
func IsProject(path string) bool { return strings.EqualFold(filepath.Ext(path), ProjectEnding) }

// Open fills the form from a project file. With an error, a
// report.Finding, and when ctx ends before the file was read, nothing changes.
// It takes as long as the file's folder wants to answer. What the project keeps encrypted stays so
// until Unlock; an account used before serves in its place.
func (ps *Projects) Open(ctx context.Context, path string) error {
	s := ps.session
	path = absolute(path)
	p, err := readProject(path)
	if ctx.Err() != nil {
		return ctx.Err()
	}
	ps.mu.Lock()
	defer ps.mu.Unlock()
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			s.change(func(st *state) { st.recent, st.unsaved = withoutPath(st.recent, path), true })
		}
		return err
	}
	s.Edit(func(f *form.Form) {
		st, was := &s.state, f.Account() // held by Edit
		if st.domainFiles[path] != f.DomainFile {
			st.domain = nil // of another file, until that one is read
		}
		p.fillAnew(f, st.domainFiles[path])
		f.User = p.Content.Push.User
		if f.User != "" {
			f.SetUser(f.User)
		} else if f.SignsInByAccount() {
			f.UseKnown(st.accounts.Known())
		}
		p.push.User, p.pull.User = f.User, f.BaseUser
		p.declined = st.noPassphrase[path]
		st.project, st.reopening, st.refused, st.outcome = p, keptProject{}, nil, nil
		if f.Account() != was {
			st.accounts.Drop()
		}
		st.remember(path)
	})
	ps.takeSecrets(p)
	return nil
}

// change replaces the open project by a changed copy.
func (ps *Projects) change(change func(*openProject, *state)) {
	ps.session.change(func(st *state) {
		if st.project == nil {
			return
		}
		p := *st.project
		change(&p, st)
		st.project = &p
	})
}

// Save writes the form into its project file: what differs, and nothing else.
// Secrets are written encrypted, and only after Unlock. With an
// error, a report.Finding or ctx's, the file is as it was.
func (ps *Projects) Save(ctx context.Context) error {
	p := ps.current()
	if p == nil {
		return fault(CodeNoProject, nil)
	}
	return ps.SaveAs(ctx, p.path)
}

// current returns the open project, nil for none.
func (ps *Projects) current() *openProject {
	ps.session.mu.Lock()
	defer ps.session.mu.Unlock()
	return ps.session.state.project
}

// SaveAs writes the form into a project file, which the form belongs to
// from then on; a new one holds no secret. Without an ending the path gets that
// of projects.
func (ps *Projects) SaveAs(ctx context.Context, path string) error {
	s := ps.session
	ps.mu.Lock()
	defer ps.mu.Unlock()
	path = absolute(path)
	if filepath.Ext(path) == "" {
		path += ProjectEnding
	}
	s.mu.Lock()
	open, form := s.state.project, s.state.form
	push, pull := s.state.signIns()
	s.mu.Unlock()
	if err := savable(form); err != nil {
		return err
	}
	p := open
	if p == nil {
		p = newProject(path)
	} else if stateOf(path) != (input.State{}) && path == p.path && !p.on.Same() {
		return report.Finding{Code: CodeProjectChanged, Severity: report.Error, File: path}
	}
	if err := p.doc.SaveAs(ctx, path, p.contentOf(form, push, pull)); err != nil {
		return err
	}
	saved := *p
	saved.path, saved.on, saved.Content = path, input.Look(path), p.doc.Content()
	saved.push, saved.pull, saved.undecided = push, pull, p.doc.Undecided()
	saved.declined = p.declined && path == p.path // another file, another choice
	s.change(func(st *state) {
		if st.project == open { // not left meanwhile
			if st.skipsPreparing[st.projectPath()] {
				st.skipPreparing(path, true)
			}
			st.project = &saved
			st.keepDomainFile()
		}
		st.remember(path)
	})
	return nil
}

// Savable returns why the form cannot be saved in a project file, CodeFilesInImage; nil
// when it can.
func (ps *Projects) Savable() error { return savable(ps.session.form()) }

// savable tells of files that are in an image alone: a project without them would be
// another one.
func savable(f form.Form) error {
	if names := f.InImage(); len(names) > 0 {
		return fault(CodeFilesInImage, report.Args{"Names": names})
	}
	return nil
}

// Revert makes the form say again what its project file says.
func (ps *Projects) Revert() {
	s := ps.session
	s.Edit(func(f *form.Form) {
		p := s.state.project
		if p == nil {
			return
		}
		p.fillAnew(f, s.state.domainFiles[p.path])
		f.User, f.BaseUser = p.push.User, p.pull.User
		if f.User != "" {
			f.SetUser(f.User)
		}
	})
}

// fillAnew fills a form from the project alone: only the person's own choices stay, and
// the Domain that they chose for it.
func (p *openProject) fillAnew(f *form.Form, domainFile string) {
	blank := form.New()
	blank.DomainFile = domainFile
	blank.DownloadDir, blank.KeepToken = f.DownloadDir, f.KeepToken
	*f = blank
	p.Fill(f)
}

// closeProject leaves the project file; the form stays.
func (s *Session) closeProject() {
	s.change(func(st *state) { st.project, st.reopening, st.unsaved = nil, keptProject{}, true })
}

// readProject opens a project file and looks at what of it cannot be used here.
func readProject(path string) (*openProject, error) {
	on := input.Look(path) // before reading: a change meanwhile is noticed on save
	doc, err := project.Open(path)
	if err != nil {
		return nil, err
	}
	bound, err := project.Bind(path, doc.Content())
	if err != nil {
		return nil, err
	}
	return &openProject{Binding: bound, path: path, doc: doc, on: on, locked: doc.Locked(), undecided: doc.Undecided()}, nil
}

func newProject(path string) *openProject {
	doc := project.New(path)
	p := &openProject{Binding: project.Binding{Content: doc.Content()}, path: path, doc: doc}
	p.Content.PrimaryTag = "-" // unlike any: a new file names the image that the form shows
	return p
}

// contentOf returns the project's content with what the form says otherwise, and
// with the sign-ins that are others than when both were last the same.
func (p *openProject) contentOf(f form.Form, push, pull project.Credential) project.Content {
	c := p.Of(f)
	if !p.unlocked {
		return c
	}
	if push != p.push {
		c.Push = push
	}
	if pull != p.pull && (pull.Password != "" || f.CustomBase == p.Content.CustomBase) { // not with another base's user
		*c.BasePull() = pull
	}
	return c
}

// changed tells whether saving the form would change the project's file.
func (p *openProject) changed(st *state) bool {
	push, pull := st.signIns()
	return !reflect.DeepEqual(p.contentOf(st.form, push, pull), p.Content)
}

func (st *state) shownProject() *Project {
	p := st.project
	if p == nil {
		return nil
	}
	return &Project{
		Path: p.path, Name: strings.TrimSuffix(filepath.Base(p.path), filepath.Ext(p.path)),
		Locked: p.locked, Offer: p.undecided && !p.declined && st.hasSignIn(), Unsaved: p.changed(st), Notes: p.Notes,
	}
}

func (st *state) keptProject() keptProject {
	if st.project == nil {
		return st.reopening
	}
	return keptProject{Path: st.project.path, Unsaved: st.project.changed(st), Without: st.project.declined}
}

// remember puts a project file before the others that were open before.
func (st *state) remember(path string) {
	all := append([]string{path}, withoutPath(st.recent, path)...)
	st.recent, st.unsaved = all[:min(len(all), maxRecent)], true
}

func withoutPath(paths []string, path string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool { return p == path })
}

// present returns those of the files that are there.
func present(paths []string) []string {
	return slices.DeleteFunc(slices.Clone(paths), func(p string) bool {
		_, err := os.Stat(p)
		return errors.Is(err, fs.ErrNotExist)
	})
}

func absolute(path string) string {
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
