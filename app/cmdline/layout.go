package cmdline

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"auximage/imaging"
	"auximage/imaging/report"
)

// platform is the flag for the platforms of the image, with commas between them.
func platform() *Flag {
	f := &Flag{
		Name: "platform", Value: "OS/ARCH,…",
		read: func(l *Line, value string, _ bool) error {
			if l.Form.Platforms = platforms(value); len(l.Form.Platforms) == 0 {
				return errors.New(strings.Join(imaging.Platforms, ", "))
			}
			return nil
		},
		write: func(l *Line) []written {
			return worded("platform", strings.Join(l.Form.Platforms, ","))
		},
	}
	return f.usually(append(slices.Clone(imaging.Platforms), strings.Join(imaging.Platforms, ","))...)
}

// platforms returns the platforms of a list with commas, each once.
func platforms(list string) []string {
	var all []string
	for one := range strings.SplitSeq(list, ",") {
		if one = strings.TrimSpace(one); one != "" && !slices.Contains(all, one) {
			all = append(all, one)
		}
	}
	return all
}

// owner is the flag for whose the files in the image are.
func owner() *Flag {
	return &Flag{
		Name: "owner", Value: "UID:GID",
		read: func(l *Line, value string, _ bool) error {
			user, group, both := strings.Cut(value, ":")
			if !both || user == "" && group == "" {
				return errors.New("UID:GID")
			}
			l.Form.OwnerUser, l.Form.OwnerGroup = user, group
			return nil
		},
		write: func(l *Line) []written {
			if l.Form.OwnerUser == "" && l.Form.OwnerGroup == "" {
				return nil
			}
			return worded("owner", l.Form.OwnerUser+":"+l.Form.OwnerGroup)
		},
	}
}

// label is the flag for the labels of the image.
func label() *Flag {
	return &Flag{Name: "label", Value: "NAME=VALUE", Many: true, read: readLabel, write: writeLabels}
}

func readLabel(l *Line, pair string, first bool) error {
	name, value, ok := strings.Cut(pair, "=")
	if !ok || name == "" {
		return errors.New("NAME=VALUE")
	}
	if first {
		l.Form.Labels = map[string]string{}
	}
	if before, twice := l.Form.Labels[name]; twice && before != value {
		return report.Fault(codeTwice, nil, report.Args{"Flag": "label " + name, "First": before, "Second": value})
	}
	l.Form.Labels[name] = value
	return nil
}

func writeLabels(l *Line) (all []written) {
	for _, name := range slices.Sorted(maps.Keys(l.Form.Labels)) {
		all = append(all, worded("label", name+"="+l.Form.Labels[name])...)
	}
	return all
}
