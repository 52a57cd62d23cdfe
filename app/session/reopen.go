package session

import (
	"reflect"
	"time"

	"auximage/app/form"
)

// reopenWait is how long a start waits for the folders of what was open last: a
// window comes up though one does not answer.
const reopenWait = 2 * time.Second

// reopen looks at what of the run before is still there and takes up its
// project. What comes late is taken when it comes, unless the person has gone on
// to another project.
func (s *Session) reopen(kept settings) {
	looked, begun := make(chan struct{}), s.form()
	go func() {
		defer close(looked)
		recent, from, copies := present(kept.Recent), kept.Originals.present(), kept.Copies.present()
		s.change(func(st *state) {
			if len(st.recent) == len(kept.Recent) { // none opened meanwhile
				st.recent = recent
			}
			if len(st.originals) == len(kept.Originals) {
				st.originals = from
			}
			if len(st.copies) == len(kept.Copies) {
				st.copies = copies
			}
		})
		if kept.Project.Path != "" {
			p, err := readProject(kept.Project.Path)
			s.change(func(st *state) {
				st.reopened(kept.Project, begun, p, err)
				s.follow(st)
			})
		}
	}()
	timer := time.NewTimer(reopenWait)
	defer timer.Stop()
	select {
	case <-looked:
	case <-timer.C:
	}
}

// reopened takes up the project of the run before. When the form was saved, what
// the file says now counts, unless the person has changed the form that the start began
// with.
func (st *state) reopened(kept keptProject, begun form.Form, p *openProject, err error) {
	if st.reopening != kept {
		return // another project, or none, meanwhile
	}
	st.reopening = keptProject{}
	if err != nil {
		st.log(err)
		return
	}
	if !kept.Unsaved && reflect.DeepEqual(st.form, begun) {
		p.Fill(&st.form)
		st.fields = st.form.Check()
	}
	if st.made != nil && st.made.Content != st.form.Content() {
		st.discard()
	}
	p.push.User, p.pull.User = st.form.User, st.form.BaseUser
	p.declined = kept.Without
	st.project = p
	if st.form.DomainFile != "" { // chosen meanwhile
		st.keepDomainFile()
	}
}
