package session

import "auximage/imaging/input"

// Changed returns the project's file as it is now, where another program has changed
// it since it was opened or saved; nil otherwise, of a change that was disregarded and
// where there is no file any more. It takes as long as the file's folder wants to answer.
func (ps *Projects) Changed() *input.Seen {
	p := ps.current()
	if p == nil || p.on.Same() || p.disregarded.Path != "" && p.disregarded.Same() {
		return nil
	}
	now := input.Look(p.path)
	if now.State == (input.State{}) {
		return nil
	}
	return &now
}

// Disregard goes on with the form in spite of a change: Changed says nothing of the file
// as it was then. A Save is refused all the same.
func (ps *Projects) Disregard(change input.Seen) {
	ps.change(func(p *openProject, _ *state) {
		if p.path == change.Path {
			p.disregarded = change
		}
	})
}
