package session

import (
	"auximage/app/form"
	"auximage/app/project"
	"auximage/imaging/ocir"
)

// Unlock opens what the project keeps encrypted and fills the sign-ins
// in. With an error, a report.Finding, nothing changes.
func (ps *Projects) Unlock(passphrase string) error {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	s, before := ps.session, ps.current()
	if before == nil || passphrase == "" {
		return fault(CodeNoProject, nil)
	}
	if err := before.doc.Unlock(passphrase); err != nil {
		return err
	}
	p := *before
	p.locked, p.unlocked, p.Content = false, true, before.doc.Content()
	s.Edit(func(f *form.Form) {
		if s.state.project != before { // left meanwhile
			return
		}
		if user := p.Content.Push.User; user != "" && f.User == before.push.User { // a person's own typing stays
			was := f.Account()
			f.SignIn = form.ByAccount
			f.SetUser(user)
			if f.Account() != was {
				s.state.accounts.Drop()
			}
		}
		if user := p.Content.BasePull().User; user != "" && f.BaseUser == before.pull.User {
			f.BaseUser = user
		}
		p.push.User, p.pull.User = f.User, f.BaseUser
		s.state.project = &p
	})
	ps.takeSecrets(&p)
	return nil
}

// SetPassphrase gives a project that keeps no secret a passphrase: with the next
// save the sign-ins are in its file, encrypted under it.
func (ps *Projects) SetPassphrase(passphrase string) error {
	ps.mu.Lock()
	defer ps.mu.Unlock()
	p := ps.current()
	if p == nil {
		return fault(CodeNoProject, nil)
	}
	if err := p.doc.SetPassphrase(passphrase); err != nil {
		return err
	}
	ps.change(func(now *openProject, _ *state) {
		now.undecided, now.unlocked = false, true
		now.push.Password, now.pull.Password = "", "" // the file has none of what is known
		now.push.User, now.pull.User = now.Content.Push.User, now.Content.BasePull().User
	})
	return nil
}

// DeclinePassphrase remembers that the project is to keep no secret.
func (ps *Projects) DeclinePassphrase() {
	ps.change(func(now *openProject, st *state) {
		now.declined = true
		st.noPassphrase, st.unsaved = chosen(st.noPassphrase, now.path, true), true
	})
}

// takeSecrets makes the passwords of a project those of the form's sign-ins.
func (ps *Projects) takeSecrets(p *openProject) {
	s := ps.session
	push, pull := p.Content.Push, *p.Content.BasePull()
	s.mu.Lock()
	form := s.state.form
	s.mu.Unlock()
	if push.Password != "" && form.User == push.User {
		s.Accounts().SetToken(push.Password)
	}
	if pull.Password != "" && form.CustomBase == p.Content.CustomBase && form.BaseUser == pull.User {
		s.Accounts().SetBaseToken(pull.Password)
	}
	ps.change(func(now *openProject, st *state) {
		now.push.Password, now.pull.Password = st.accounts.Held().Value, ocir.CleanToken(pull.Password)
	})
}

// signIns returns the sign-ins of the form with the tokens that are known.
func (st *state) signIns() (push, pull project.Credential) {
	f := &st.form
	push = project.Credential{User: f.User, Password: st.accounts.Held().Value}
	if f.User == ocir.TokenUser { // its token ends within the hour
		push = project.Credential{}
		if st.project != nil {
			push = st.project.push
		}
	}
	return push, project.Credential{User: f.BaseUser, Password: st.accounts.Kept(f.BaseAccount()).Value}
}

// hasSignIn tells whether there is a token that a project could keep.
func (st *state) hasSignIn() bool {
	push, pull := st.signIns()
	return push.User != "" && push.Password != "" || pull.User != "" && pull.Password != ""
}
