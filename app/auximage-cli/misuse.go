package main

import (
	"regexp"
	"strconv"

	"auximage/imaging/report"
)

// The flag package says in English alone what is wrong, and in text alone. What
// the functions of our flags say of a value is what they take.
var (
	unknownFlag = regexp.MustCompile(`^flag provided but not defined: -(.*)$`)
	noValue     = regexp.MustCompile(`^flag needs an argument: -(.*)$`)
	badSwitch   = regexp.MustCompile(`^invalid boolean value (".*") for -(\S+): `)
	badValue    = regexp.MustCompile(`^invalid value (".*") for flag -(\S+): (.*)$`)
	noFlag      = regexp.MustCompile(`^bad flag syntax: (.*)$`)
)

// misused returns what an error of the flag package means.
func misused(err error) error {
	text := err.Error()
	if m := unknownFlag.FindStringSubmatch(text); m != nil {
		return report.Fault(codeUnknownFlag, nil, report.Args{"Flag": m[1]})
	}
	if m := noValue.FindStringSubmatch(text); m != nil {
		return report.Fault(codeNoValue, nil, report.Args{"Flag": m[1]})
	}
	if m := badSwitch.FindStringSubmatch(text); m != nil {
		return badly(m[2], m[1], "true, false")
	}
	if m := badValue.FindStringSubmatch(text); m != nil {
		return badly(m[2], m[1], m[3])
	}
	if m := noFlag.FindStringSubmatch(text); m != nil {
		text = m[1]
	}
	return report.Fault(codeBadFlag, nil, report.Args{"Text": text})
}

// badly returns that a flag does not take a value, which is in quotes.
func badly(flag, quoted, wanted string) error {
	value, err := strconv.Unquote(quoted)
	if err != nil {
		value = quoted
	}
	return report.Fault(codeBadValue, err, report.Args{"Flag": flag, "Value": value, "Wanted": wanted})
}
