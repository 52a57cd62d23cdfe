package dictionary

import (
	"cmp"
	"strings"
	"sync"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// passwordCheck holds passwords in clear against the rules that the models set.
type passwordCheck struct{ *judge }

// passwords holds those that stand in clear against the rules that createDomain
// applies: the model's SystemPasswordValidator, and the defaults of its table
// where they are stricter (PasswordValidator.java).
func (j passwordCheck) passwords() {
	rules := sync.OnceValue(j.passwordRules) // mostly there is none in clear
	info := j.question.Model.Get(domainInfo)
	if e := info.Entry("AdminPassword"); e != nil {
		user := "weblogic"
		if name := info.Get("AdminUserName"); hasText(name) {
			user = name.Text
		}
		j.password(rules, user, domainInfo+":/", *e)
	}
	for _, user := range j.question.Model.Get(topology, "Security", "User").Pairs() {
		if e := user.Value.Entry("Password"); e != nil {
			j.password(rules, user.Key, join(topology+":/Security/User", user.Key), *e)
		}
	}
}

func (j passwordCheck) password(rules func() *passwordRules, user, in string, e tree.Entry) {
	user, userKnown := j.plain(user)
	text, known := j.plain(e.Value.Text)
	if !known || !userKnown || text == "" || e.Value.Kind == tree.Mapping || e.Value.Kind == tree.List || strings.HasPrefix(text, "{AES") {
		return
	}
	for _, rule := range rules().broken(strings.TrimSpace(user), text) {
		j.warn(CodePassword, e.Place, in, e.Key, report.Args{"User": user, "Rule": rule})
	}
}

// passwordRules returns the rules that hold for the model, none when the tables
// have none.
func (j passwordCheck) passwordRules() *passwordRules {
	security, err := j.dictionary.category("SecurityConfiguration")
	j.err = cmp.Or(j.err, err)
	table := security.child("Realm").child("PasswordValidator").child("SystemPasswordValidator")
	rules := &passwordRules{numbers: make(map[string]int), switches: make(map[string]bool)}
	if table == nil {
		return rules
	}
	for name := range table.attributes {
		if a := table.attribute(name, j.version); a != nil {
			rules.set(name, a.fallback)
		}
	}
	for _, e := range j.systemValidator().Pairs() {
		if text, known := j.plain(e.Value.Text); known {
			rules.tighten(e.Key, text)
		}
	}
	return rules
}

// systemValidator returns the model's rules for passwords, nil for none.
func (j passwordCheck) systemValidator() *tree.Value {
	security := j.question.Model.Get(topology, "SecurityConfiguration")
	realm := "myrealm"
	if name := security.Get("DefaultRealm"); hasText(name) {
		realm = j.substitute(name.Text)
	}
	for _, validator := range security.Get("Realm", realm, "PasswordValidator").Pairs() {
		if rules := validator.Value.Get("SystemPasswordValidator"); rules != nil {
			return rules
		}
	}
	return nil
}
