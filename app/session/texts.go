package session

import (
	"encoding/json"
	"fmt"
	"strings"

	"auximage/imaging"
)

// named returns the image at hand as a cluster should name it, with its digest
// when it stands in the registry, so that no node keeps another one; and where
// things are in it.
func (st *state) named() (reference string, homes imaging.Homes) {
	f := st.form
	homes = imaging.Homes{WDT: f.WDTHome, Model: f.ModelHome}.Resolved()
	switch {
	case f.UseExisting && st.existing != nil:
		return st.existing.Reference, st.existing.Homes
	case !f.UseExisting && st.made != nil && st.made.Summary.Pushed:
		return st.made.Summary.Reference + "@" + st.made.Summary.Digest, homes
	}
	return f.Tag, homes
}

// UpdateCommand returns the kubectl patch that sets the pushed image in a
// running Domain.
func (s *Session) UpdateCommand() string {
	s.mu.Lock()
	reference, _ := s.state.named()
	at := "/spec/configuration/model/auxiliaryImages/0/image"
	if s.state.form.OnPV {
		at = "/spec/configuration/initializeDomainOnPV/domain/domainCreationImages/0/image"
	}
	s.mu.Unlock()
	patch := fmt.Sprintf(`[{"op":"replace","path":%s,"value":%s}]`, quoted(at), quoted(reference))
	return "kubectl patch domain " + domainName + " --namespace " + domainNamespace + " --type=json --patch " + shellQuoted(patch)
}

// quoted returns a text as JSON has it, which is YAML too.
func quoted(text string) string {
	data, err := json.Marshal(text)
	if err != nil {
		panic(err) // a string
	}
	return string(data)
}

// shellQuoted returns a text as one word of a POSIX shell.
func shellQuoted(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }
