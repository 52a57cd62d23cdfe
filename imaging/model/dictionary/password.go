package dictionary

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"unicode"
	"unicode/utf16"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// passwords holds those that stand in clear against the rules that createDomain
// applies: the model's SystemPasswordValidator, and the defaults of its table
// where they are stricter (PasswordValidator.java).
func (j *judge) passwords() {
	rules := sync.OnceValue(j.passwordRules) // mostly there is none in clear
	info := j.question.Model.Get(domainInfo)
	if e := info.Entry("AdminPassword"); e != nil {
		user := "weblogic"
		if name := info.Get("AdminUserName"); filled(name) {
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

func (j *judge) password(rules func() *passwordRules, user, in string, e tree.Entry) {
	user, userKnown := j.plain(user)
	text, known := j.plain(e.Value.Text)
	if !known || !userKnown || text == "" || e.Value.Kind == tree.Mapping || e.Value.Kind == tree.List || strings.HasPrefix(text, "{AES") {
		return
	}
	for _, rule := range rules().broken(strings.TrimSpace(user), text) {
		j.warn(CodePassword, e.Place, in, e.Key, report.Args{"User": user, "Rule": rule})
	}
}

// passwordRules are the values of SystemPasswordValidator's attributes.
type passwordRules struct {
	numbers  map[string]int
	switches map[string]bool
}

// passwordRules returns the rules that hold for the model, none when the tables
// have none.
func (j *judge) passwordRules() *passwordRules {
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
func (j *judge) systemValidator() *tree.Value {
	security := j.question.Model.Get(topology, "SecurityConfiguration")
	realm := "myrealm"
	if name := security.Get("DefaultRealm"); filled(name) {
		realm = j.substitute(name.Text)
	}
	for _, validator := range security.Get("Realm", realm, "PasswordValidator").Pairs() {
		if rules := validator.Value.Get("SystemPasswordValidator"); rules != nil {
			return rules
		}
	}
	return nil
}

func (r *passwordRules) set(name, text string) {
	if n, err := strconv.Atoi(text); err == nil {
		r.numbers[name] = n
	} else if on, err := strconv.ParseBool(text); err == nil {
		r.switches[name] = on
	}
}

// tighten takes a number where it is more than the default, a switch as it is.
func (r *passwordRules) tighten(name, text string) {
	if n, err := strconv.Atoi(text); err == nil {
		r.numbers[name] = max(n, r.numbers[name])
	} else if on, err := strconv.ParseBool(text); err == nil {
		r.switches[name] = on
	}
}

// broken returns the rules that a password breaks, such as MinPasswordLength: 8.
func (r *passwordRules) broken(user, password string) []string {
	var broken []string
	is := func(rule string, fails bool) {
		if fails {
			broken = append(broken, rule)
		}
	}
	atLeast := func(name string, count int) {
		n := r.numbers[name]
		is(fmt.Sprintf("%s: %d", name, n), n > 0 && count < n)
	}
	atMost := func(name string, count int) {
		n := r.numbers[name]
		is(fmt.Sprintf("%s: %d", name, n), n > 0 && count > n)
	}
	c := count(password)
	atLeast("MinPasswordLength", c.length)
	atMost("MaxPasswordLength", c.length)
	folded := strings.ToLower(password)
	is("RejectEqualOrContainUsername", r.switches["RejectEqualOrContainUsername"] && strings.Contains(folded, strings.ToLower(user)))
	is("RejectEqualOrContainReverseUsername", r.switches["RejectEqualOrContainReverseUsername"] && strings.Contains(folded, strings.ToLower(reversed(user))))
	atMost("MaxInstancesOfAnyCharacter", c.instances)
	atMost("MaxConsecutiveCharacters", c.consecutive)
	atLeast("MinAlphabeticCharacters", c.lower+c.upper)
	atLeast("MinNumericCharacters", c.digits)
	atLeast("MinLowercaseCharacters", c.lower)
	atLeast("MinUppercaseCharacters", c.upper)
	atLeast("MinNonAlphanumericCharacters", c.other)
	atLeast("MinNumericOrSpecialCharacters", c.digits+c.other)
	is("{", strings.HasPrefix(password, "{") && !strings.HasPrefix(password, "{ssha"))
	return broken
}

// counts is what stands in a password.
type counts struct{ length, lower, upper, digits, other, instances, consecutive int }

func count(password string) counts {
	c := counts{length: len(utf16.Encode([]rune(password)))}
	seen := make(map[rune]int)
	var last rune
	run := 0
	for _, r := range password {
		switch {
		case unicode.IsLower(r):
			c.lower++
		case unicode.IsUpper(r):
			c.upper++
		case unicode.IsDigit(r):
			c.digits++
		default:
			c.other++
		}
		seen[r]++
		c.instances = max(c.instances, seen[r])
		if r != last { // as WDT does, the run at the end does not count
			c.consecutive = max(c.consecutive, run)
			last, run = r, 0
		}
		run++
	}
	return c
}

func reversed(text string) string {
	runes := []rune(text)
	for i, k := 0, len(runes)-1; i < k; i, k = i+1, k-1 {
		runes[i], runes[k] = runes[k], runes[i]
	}
	return string(runes)
}
