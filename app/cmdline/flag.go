package cmdline

import (
	"errors"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"auximage/imaging/input"
)

// Flag is a row of the table.
type Flag struct {
	Name  string
	Value string // as help shows it, such as FILE; empty for a switch
	Group Group
	Many  bool // each value counts, not the last alone

	commands []Command          // that do something with it; none where all do
	texts    map[Command]string // keys of the texts of commands whose help says another thing

	values  func() []string // all that there are, or the usual ones; nil where there are too many
	endings []string        // of the files that it takes

	// read gives the line a value, the first of this flag or a further one. The
	// error is a report.Finding or says what the flag takes.
	read func(l *Line, value string, first bool) error

	// write returns what makes a line like this, nothing where the flag says nothing.
	write func(l *Line) []written
}

// written is a flag with its value, as it is written.
type written struct{ name, value string }

// text is a flag for a text that is taken as it is.
func text(name, value string, of func(*Line) *string) *Flag {
	return &Flag{
		Name: name, Value: value,
		read:  func(l *Line, text string, _ bool) error { *of(l) = text; return nil },
		write: func(l *Line) []written { return worded(name, *of(l)) },
	}
}

// path is a flag for a file or folder; a session keeps paths for longer than a
// working folder lasts.
func path(name, value string, of func(*Line) *string) *Flag {
	f := text(name, value, of)
	f.read = func(l *Line, path string, _ bool) error { *of(l) = absolute(path); return nil }
	return f
}

// choice is a flag that takes one of some values.
func choice[T ~string](name string, of func(*Line) *T, values ...T) *Flag {
	var all []string
	for _, v := range values {
		all = append(all, string(v))
	}
	f := &Flag{
		Name: name, Value: strings.Join(all, "|"),
		read: func(l *Line, value string, _ bool) error {
			if *of(l) = T(value); !slices.Contains(values, T(value)) {
				return errors.New(strings.Join(all, ", "))
			}
			return nil
		},
		write: func(l *Line) []written { return worded(name, string(*of(l))) },
	}
	return f.usually(all...)
}

// toggle is a flag without a value.
func toggle(name string, of func(*Line) *bool) *Flag {
	return &Flag{
		Name: name,
		read: func(l *Line, value string, _ bool) error {
			yes, err := strconv.ParseBool(value)
			if err != nil {
				return errors.New("true, false")
			}
			*of(l) = yes
			return nil
		},
		write: func(l *Line) []written {
			if !*of(l) {
				return nil
			}
			return []written{{name: name}}
		},
	}
}

// list is a flag of which each value counts.
func list(name, value string, of func(*Line) *[]string) *Flag {
	return &Flag{
		Name: name, Value: value, Many: true,
		read: func(l *Line, value string, first bool) error { *of(l) = more(*of(l), value, first); return nil },
		write: func(l *Line) (all []written) {
			for _, value := range *of(l) {
				all = append(all, worded(name, value)...)
			}
			return all
		},
	}
}

// files is a flag for files, each of which --as may name.
func files(name string, of func(*Line) *[]input.File, endings ...string) *Flag {
	return &Flag{
		Name: name, Value: "FILE", Many: true, endings: endings,
		read: func(l *Line, path string, first bool) error {
			l.named = of(l)
			*l.named = more(*l.named, input.File{Path: absolute(path)}, first)
			return nil
		},
		write: func(l *Line) (all []written) {
			for _, file := range *of(l) {
				if file.Image != "" {
					continue // stays as it is
				}
				all = append(append(all, worded(name, file.Path)...), worded("as", file.Name)...)
			}
			return all
		},
	}
}

// more returns a list with one more, without what was there before the first.
func more[T any](list []T, one T, first bool) []T {
	if first {
		list = nil
	}
	return append(list, one)
}

// worded returns a flag with its value, nothing when that is empty.
func worded(name, value string) []written {
	if value == "" {
		return nil
	}
	return []written{{name, value}}
}

// checked is a flag whose values are looked at before they are read: wrong
// returns what is wrong with one.
func (f *Flag) checked(wrong func(value string) error) *Flag {
	read := f.read
	f.read = func(l *Line, value string, first bool) error {
		if err := wrong(value); err != nil {
			return err
		}
		return read(l, value, first)
	}
	return f
}

// then is a flag that has a say in more than its own field.
func (f *Flag) then(settle func(*Line)) *Flag {
	read := f.read
	f.read = func(l *Line, value string, first bool) error {
		err := read(l, value, first)
		settle(l)
		return err
	}
	return f
}

// only is a flag that is written where that has a say.
func (f *Flag) only(where func(*Line) bool) *Flag {
	write := f.write
	f.write = func(l *Line) []written {
		if !where(l) {
			return nil
		}
		return write(l)
	}
	return f
}

// ending is a flag for files with these endings.
func (f *Flag) ending(endings ...string) *Flag { f.endings = endings; return f }

// usually is a flag for which these values are offered.
func (f *Flag) usually(values ...string) *Flag {
	f.values = func() []string { return values }
	return f
}

// absolute returns the path from the root, nothing for nothing.
func absolute(path string) string {
	if path == "" {
		return ""
	}
	if whole, err := filepath.Abs(path); err == nil {
		return whole
	}
	return path
}
