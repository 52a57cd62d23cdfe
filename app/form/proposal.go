package form

// Proposal is a value for a field that holds another one or none.
type Proposal struct {
	Field     Field
	Has, Want string
}

// Propose fills the empty fields with proposals and returns the others: nothing
// that was typed is written over.
func (f *Form) Propose(all []Proposal) (others []Proposal) {
	for _, p := range all {
		if p.Has == "" {
			f.Take(p)
		} else {
			others = append(others, p)
		}
	}
	return others
}

// Take puts a proposal for a part of the tag or for the user name into its field.
func (f *Form) Take(p Proposal) {
	if p.Field == FieldUser {
		f.SetUser(p.Want)
		return
	}
	f.SetPart(p.Field, p.Want)
}
