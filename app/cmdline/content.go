package cmdline

import (
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

// as names the file before it.
func as() *Flag {
	return &Flag{
		Name: "as", Value: "NAME", Many: true,
		read: func(l *Line, name string, _ bool) error {
			if l.named == nil || name == "" {
				return report.Fault(codeAsWhat, nil, nil)
			}
			files := *l.named
			files[len(files)-1].Name = name
			return nil
		},
		write: func(*Line) []written { return nil }, // beside its file
	}
}
