package cmdline

import (
	"errors"
	"strings"

	"os"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// region is offered with the keys of all regions.
func region() *Flag {
	f := text("region", "REGION", func(l *Line) *string { return &l.Region })
	f.values = func() (keys []string) {
		for _, r := range ocir.Regions() {
			keys = append(keys, r.Key)
		}
		return keys
	}
	return f
}

// image is a flag for an image, by its reference or its file.
func image(name string, of func(*Line) *string) *Flag {
	f := text(name, "REF|FILE", of)
	f.read = func(l *Line, value string, _ bool) error {
		*of(l) = value
		if _, err := os.Stat(value); err == nil {
			*of(l) = absolute(value)
		}
		return nil
	}
	return f
}

// as names the file before it.
func as() *Flag {
	return &Flag{
		Name: "as", Value: "NAME", Many: true,
		read: func(l *Line, name string, _ bool) error {
			if l.named == nil {
				return report.Fault(codeAsWhat, nil, nil)
			}
			if strings.ContainsAny(name, `/\`) {
				return errors.New("model.yaml, model.properties, archive.zip")
			}
			files := *l.named
			files[len(files)-1].Name, l.named = name, nil // which has one
			return nil
		},
		write: func(*Line) []written { return nil }, // beside its file
	}
}
