package session

import (
	"slices"

	"auximage/imaging/ocir"
)

// repositories are those that Oracle Cloud named last, remembered to be offered.
type repositories struct {
	Host      string   `json:"host"`
	Namespace string   `json:"namespace"`
	Names     []string `json:"names"`
}

// mostRepositories is how many are remembered.
const mostRepositories = 500

// learn takes what Oracle Cloud answered.
func (st *state) learn(answer CloudAnswer) {
	st.cloud = &answer
	if answer.Host == "" || answer.Namespace == "" || len(answer.Repositories) == 0 {
		return
	}
	names := answer.Repositories[:min(len(answer.Repositories), mostRepositories)]
	st.repositories = repositories{answer.Host, answer.Namespace, slices.Clone(names)}
	st.unsaved = true
}

// offered returns the repositories that are known to be where the form's image goes.
func (st *state) offered() []string {
	to, known := st.form.Target, st.repositories
	if known.Host == "" || ocir.Address(known.Host) != ocir.Address(to.Host) || known.Namespace != to.Namespace {
		return nil
	}
	return known.Names
}
