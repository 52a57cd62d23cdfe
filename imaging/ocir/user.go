package ocir

import (
	"strings"
	"unicode"

	"auximage/imaging/report"
)

// Form says how a user name is written.
type Form string

// The forms.
const (
	Local     Form = "local"     // namespace/user
	Federated Form = "federated" // namespace/oracleidentitycloudservice/mail
	Domain    Form = "domain"    // namespace/DOMAIN/mail
)

// federation is the middle of a federated user's name.
const federation = "oracleidentitycloudservice"

// User is what a user name is made of.
type User struct {
	Form      Form
	Namespace string // empty when there is no slash
	Domain    string // identity domain, of Form Domain
	Name      string
}

// SplitUser takes a user name apart.
func SplitUser(text string) User {
	namespace, rest, slash := strings.Cut(text, "/")
	if !slash {
		return User{Form: Local, Name: text}
	}
	middle, name, slash := strings.Cut(rest, "/")
	switch {
	case !slash:
		return User{Form: Local, Namespace: namespace, Name: rest}
	case strings.EqualFold(middle, federation):
		return User{Form: Federated, Namespace: namespace, Name: name}
	}
	return User{Form: Domain, Namespace: namespace, Domain: middle, Name: name}
}

// String returns the user name as it is sent. Without a namespace there is
// only the name.
func (u User) String() string {
	switch {
	case u.Namespace == "":
		return u.Name
	case u.Form == Federated:
		return u.Namespace + "/" + federation + "/" + u.Name
	case u.Form == Domain && u.Domain != "":
		return u.Namespace + "/" + u.Domain + "/" + u.Name
	}
	return u.Namespace + "/" + u.Name
}

// UserName composes a user name.
func UserName(form Form, namespace, domain, name string) string {
	return User{Form: form, Namespace: namespace, Domain: domain, Name: name}.String()
}

// OtherForms returns the same user's name in the forms that a registry might
// know instead, the likeliest first; none for a name without a namespace.
func OtherForms(user string) []string {
	u := SplitUser(user)
	if u.Namespace == "" || u.Name == "" {
		return nil
	}
	var others []string
	for _, form := range []Form{Local, Federated} {
		if form != u.Form {
			others = append(others, UserName(form, u.Namespace, "", u.Name))
		}
	}
	return others
}

// TokenUser is the user name with which OCIR takes a token of its own as the password,
// for about an hour: nobody's name, in no namespace, worth remembering nowhere.
const TokenUser = "BEARER_TOKEN"

// CheckUser returns what there is to say about a user name that pushes to a
// reference. Only a placeholder and a character that cannot be sent are errors.
func CheckUser(user string, p Parts) []report.Finding {
	if user == "" || user == TokenUser {
		return nil
	}
	u := SplitUser(user)
	if looksLikeToken(u.Name) || looksLikeToken(user) { // before anything that would repeat a part of it
		return remark(report.Warning, CodeUserIsToken, nil)
	}
	if found := checkPlaceholder(user); found != nil {
		return found
	}
	for _, r := range user {
		// Basic credentials end the user name at the first colon.
		if r == ':' || unicode.IsSpace(r) || unicode.IsControl(r) {
			return fault(CodeBadUser, report.Args{"Character": string(r)})
		}
	}
	switch {
	case !NeedsNamespace(p.Host) || p.Namespace == "":
		return nil
	case u.Namespace == "":
		return remark(report.Warning, CodeUserNoNamespace, report.Args{
			"User": user, "Suggestion": UserName(Local, p.Namespace, "", user)})
	case u.Namespace != p.Namespace:
		return remark(report.Warning, CodeUserNamespace, report.Args{
			"UserNamespace": u.Namespace, "Namespace": p.Namespace})
	}
	return nil
}
