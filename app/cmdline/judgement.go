package cmdline

import (
	"errors"
	"strings"

	"auximage/app/form"
	"auximage/imaging"
)

// webLogic returns what is a version, when a value is none.
func webLogic(value string) error {
	if value == form.AnyWebLogic || imaging.ValidWebLogic(value) {
		return nil
	}
	return errors.New("12.2.1.4, 14.1.2.0, 15.1.1, any")
}

// acceptance returns the form of what --accept takes, when a value has another.
func acceptance(value string) error {
	if strings.Contains(value, ":") {
		return nil
	}
	return errors.New("CODE:PATH")
}
