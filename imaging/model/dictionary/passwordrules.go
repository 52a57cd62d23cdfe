package dictionary

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
)

// passwordRules are the values of SystemPasswordValidator's attributes.
type passwordRules struct {
	numbers  map[string]int
	switches map[string]bool
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
