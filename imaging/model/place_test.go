package model_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
)

func TestAFindingNamesItsPlaceInTheModel(t *testing.T) {
	for text, want := range map[string]string{
		"Topology: {}\n":                                                                    "model.section Topology:/",
		"resources: []\n":                                                                   "model.section-value resources:/",
		"topology: {Name: a, Name: b}":                                                      "model.duplicate topology:/Name",
		"topology:\n  Server:\n    7: {}\n":                                                 "model.key-type topology:/Server/7",
		"topology:\n  Server:\n    a:\n      Notes: 2026-01-31\n":                           "model.value-type topology:/Server/a/Notes",
		"topology:\n  Server:\n    a:\n      Notes: '@@PROP:x'\n":                           "model.token topology:/Server/a/Notes",
		"topology:\n  Server:\n    a:\n      Notes: '@@PROP:x@@'\n":                         "model.no-variables topology:/Server/a/Notes",
		"appDeployments:\n  Application:\n    a: {SourcePath: wlsdeploy/applications/a/}\n": "model.no-archive appDeployments:/Application/a/SourcePath",
	} {
		_, found := model.Check(context.Background(), model.Inputs{Models: []input.File{written(t, "m.yaml", text)}, WDTVersion: "4.4.6"}, nil)
		var got []string
		for _, f := range found {
			if f.Code != model.CodeNoCredentials {
				got = append(got, fmt.Sprint(f.Code, " ", f.Args["Place"]))
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestWhatNoArchiveHasIsSaidOnce(t *testing.T) {
	for text, want := range map[string]string{
		"domainInfo:\n  WLSRoles:\n    Mine: {XacmlDocument: wlsdeploy/security/xacml/roles/r.xml}\n":                              "dictionary.no-archive domainInfo:/WLSRoles/Mine/XacmlDocument",
		"domainInfo:\n  WLSPolicies:\n    P: {ResourceID: 'type=<jmx>', XacmlDocument: wlsdeploy/security/xacml/policies/p.xml}\n": "dictionary.no-archive domainInfo:/WLSPolicies/P/XacmlDocument",
		"appDeployments:\n  Application:\n    a: {SourcePath: 'wlsdeploy/applications/a.war:wlsdeploy/applications/b.war'}\n":      "dictionary.no-archive appDeployments:/Application/a/SourcePath",
	} {
		in := model.Inputs{WDTVersion: "4.4.6", Dictionary: small(t), WebLogic: "14.1.2.0", Models: []input.File{written(t, "m.yaml", text)}}
		_, found := model.Check(context.Background(), in, nil)
		var got []string
		for _, f := range found {
			if strings.HasSuffix(string(f.Code), "archive") {
				got = append(got, fmt.Sprint(f.Code, " ", f.Args["Location"]))
			}
		}
		if !slices.Equal(got, []string{want}) {
			t.Errorf("%s: got %q, want %q", text, got, want)
		}
	}
}

func TestAReferenceIsSaidOnceWhetherOrNotItEndsWithASlash(t *testing.T) {
	for _, entry := range []string{"wlsdeploy/applications/a", "wlsdeploy/applications/a/"} {
		in := model.Inputs{WDTVersion: "4.4.6", Dictionary: small(t), WebLogic: "14.1.2.0",
			Models: []input.File{written(t, "m.yaml", "appDeployments:\n  Application:\n    a: {SourcePath: "+entry+"}\n")}}
		_, found := model.Check(context.Background(), in, nil)
		var got []string
		for _, f := range found {
			if strings.HasSuffix(string(f.Code), "no-archive") {
				got = append(got, string(f.Code))
			}
		}
		if want := []string{"dictionary.no-archive"}; !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", entry, got, want)
		}
	}
}
