package model_test

import (
	"slices"
	"testing"

	"auximage/imaging/model"
)

func TestAChangeThatALaterModelOverridesNamesThatModel(t *testing.T) {
	type files = map[string]string
	const port = "topology:\n  Server:\n    ms1: {ListenPort: "
	const override = "topology:\n  Server:\n    ms1: {ListenPort: '@@PROP:port@@'}\n"
	for name, c := range map[string]struct {
		before, after files
		file          string
		want          []model.Override
	}{
		"a later one sets the same place": {
			files{"10.yaml": port + "1}\n", "20.yaml": override, "p.properties": "port=7\n"},
			files{"10.yaml": port + "2}\n", "20.yaml": override, "p.properties": "port=7\n"},
			"10.yaml", []model.Override{{Path: "topology:/Server/ms1/ListenPort", By: "20.yaml"}},
		},
		"it is the later one that changed": {
			files{"10.yaml": port + "1}\n", "20.yaml": port + "2}\n"}, files{"10.yaml": port + "1}\n", "20.yaml": port + "3}\n"}, "20.yaml", nil,
		},
		"a later one sets another place": {
			files{"10.yaml": port + "1}\n", "20.yaml": "topology:\n  Name: a\n"}, files{"10.yaml": port + "2}\n", "20.yaml": "topology:\n  Name: a\n"}, "10.yaml", nil,
		},
		"what is new is set by a later one too": {
			files{"10.yaml": "topology:\n  Server:\n    ms1: {Cluster: c}\n", "20.yaml": port + "2}\n"},
			files{"10.yaml": "topology:\n  Server:\n    ms1: {Cluster: c, ListenPort: 1}\n", "20.yaml": port + "2}\n"},
			"10.yaml", []model.Override{{Path: "topology:/Server/ms1/ListenPort", By: "20.yaml"}},
		},
		"the file is new": {files{"20.yaml": port + "2}\n"}, files{"10.yaml": port + "1}\n", "20.yaml": port + "2}\n"}, "10.yaml", nil},
	} {
		t.Run(name, func(t *testing.T) {
			if got := model.Compare(content(c.before), content(c.after)).Overridden(c.file); !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
		})
	}
}
