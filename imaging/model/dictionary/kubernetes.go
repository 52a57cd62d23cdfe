package dictionary

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// schema is what validation asks of the schema of a Kubernetes resource
// (crd_sections_validator.py). Types, patterns and required fields of scalars it
// does not look at.
type schema struct {
	Type       string             `json:"type"`
	Properties map[string]*schema `json:"properties"`
	Items      *schema            `json:"items"`
	Additional json.RawMessage    `json:"additionalProperties"`
	OneOf      []*schema          `json:"oneOf"`

	// What Kubernetes takes and validateModel does not: a number or a text, and any
	// fields at all. A Domain with them is right, whatever the validator says.
	NumberOrText bool `json:"x-kubernetes-int-or-string"`
	AnyFields    bool `json:"x-kubernetes-preserve-unknown-fields"`
}

// The schemas of an installer: the Domain of the operator's version 3, and the
// Domain and Cluster of its version 4.
const (
	domain3  = "domain-crd-schema-v8"
	domain4  = "domain-crd-schema-v9"
	cluster4 = "cluster-crd-schema-v1"
)

// notDeployed are the folders that nobody deploys.
var notDeployed = []string{"status", "metadata/initializers", "metadata/ownerReferences"}

// kubernetesRules are those of the section kubernetes.
type kubernetesRules struct{ *judge }

// kubernetes is about the section for the Domain resource. For version 3 of the
// operator the section is the resource, for version 4 it holds domain and
// clusters; validateModel expects the former unless it is told a target, and the
// operator tells it none.
func (j kubernetesRules) kubernetes(e *tree.Entry) {
	if falsy(e.Value) || !e.Value.IsMapping() {
		return
	}
	in := kubernetes + ":"
	if !fourth(e.Value) {
		j.fieldsOf(domain3, in, "", *e)
		return
	}
	for _, below := range e.Value.Entries {
		switch below.Key {
		case "domain":
			j.warn(CodeLayout, below.Place, in, below.Key, nil)
			j.fieldsOf(domain4, join(in, below.Key), "", below)
		case "clusters":
			j.warn(CodeLayout, below.Place, in, below.Key, nil)
			if s := j.schemaOf(cluster4); s != nil {
				j.items(s, join(in, below.Key), "", in, below)
			}
		default:
			j.warn(CodeField, below.Place, in, below.Key, suggestions(j).near(below.Key, []string{"domain", "clusters"}))
		}
	}
}

// fourth tells whether a section is laid out for version 4 of the operator.
func fourth(section *tree.Value) bool {
	if section.Entry("spec") != nil || section.Entry("metadata") != nil {
		return false
	}
	return section.Entry("domain") != nil || section.Entry("clusters") != nil
}

func (j kubernetesRules) schemaOf(name string) *schema {
	s, err := j.dictionary.schema(name)
	j.err = cmp.Or(j.err, err)
	return s
}

func (j kubernetesRules) fieldsOf(name, in, way string, e tree.Entry) {
	if s := j.schemaOf(name); s != nil {
		j.fields(s, in, way, e)
	}
}

// fields is about the fields of an object: in is its path in the model, way the
// one in the schema.
func (j kubernetesRules) fields(s *schema, in, way string, e tree.Entry) {
	if !e.Value.IsMapping() {
		j.shape(e.Place, in, "", "object", e.Value)
		return
	}
	if len(s.OneOf) > 0 || s.AnyFields { // of several, one that fits is enough; releases have none
		return
	}
	for _, below := range e.Value.Entries {
		if of := s.Properties[below.Key]; of != nil {
			j.field(of, in, strings.TrimPrefix(way+"/"+below.Key, "/"), below)
		} else {
			j.warn(CodeField, below.Place, in, below.Key, suggestions(j).near(below.Key, slices.Collect(maps.Keys(s.Properties))))
		}
	}
}

func (j kubernetesRules) field(s *schema, in, way string, e tree.Entry) {
	object, array := s.Type == "object" || s.Type == "" && !s.NumberOrText, s.Type == "array"
	holdsObjects := array && (s.Items == nil || s.Items.Type == "object" || s.Items.Type == "")
	switch {
	case (object && !s.isMap() || holdsObjects) && slices.Contains(notDeployed, way):
		j.warn(CodeUnsupported, e.Place, in, e.Key, nil)
	case object && s.isMap():
		if !e.Value.IsMapping() {
			j.shape(e.Place, in, e.Key, "map", e.Value)
		}
	case object:
		j.fields(s, join(in, e.Key), way, e)
	case holdsObjects:
		j.items(cmp.Or(s.Items, &schema{}), join(in, e.Key), way, in, e)
	case array:
		if e.Value.IsMapping() {
			j.shape(e.Place, in, e.Key, "array", e.Value)
		}
	case e.Value.IsMapping(), e.Value.Kind == tree.List:
		j.shape(e.Place, in, e.Key, cmp.Or(s.Type, "string"), e.Value)
	}
}

// items is about a list of objects.
func (j kubernetesRules) items(s *schema, path, way, in string, e tree.Entry) {
	if e.Value.Kind != tree.List {
		j.shape(e.Place, in, e.Key, "array", e.Value)
		return
	}
	for i, item := range e.Value.Items {
		j.fields(s, fmt.Sprintf("%s[%d]", path, i), way, tree.Entry{Place: item.Place, Key: e.Key, Value: item})
	}
}

func (j kubernetesRules) shape(at tree.Place, in, name, want string, v *tree.Value) {
	args := got(v)
	args["Want"] = want
	j.add(CodeFieldShape, report.Warning, at, in, name, args)
}

// isMap tells whether an object holds any names, with values of one simple type.
func (s *schema) isMap() bool {
	var of struct {
		Type string `json:"type"`
	}
	return len(s.Additional) > 0 && json.Unmarshal(s.Additional, &of) == nil && of.Type != ""
}
