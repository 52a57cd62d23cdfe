package deploy

import (
	"bytes"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// Domain is a Domain as a person keeps it, in a YAML file that may hold other
// resources too.
type Domain struct {
	Name, UID string
	Namespace string // empty where the file leaves it to kubectl
	OnPV      bool
	Primary   string // reference of the primary image
	Images    []DomainImage
	Type      DomainType // empty where it is not named

	CredentialsSecret, RuntimeSecret, WalletSecret string
	PullSecrets                                    []string
	Secrets                                        []string          // that models may read
	Environment                                    map[string]string // values by name; empty for one that comes from elsewhere

	text []byte
}

// DomainImage is an auxiliary image, or a domain creation image, of a Domain.
type DomainImage struct {
	Image string
	Homes Homes // of the operator's where the file names none; empty where it says None

	key, image, wdt, model *yaml.Node // in the file; nil for what is not named
	flow                   bool       // {image: …} rather than lines
}

// Why a file is no Domain that can be read or changed.
const (
	CodeNotYAML      report.Code = "deploy.not-yaml"     // Line
	CodeTemplate     report.Code = "deploy.template"     // Line: {{ of a template
	CodeNoDomain     report.Code = "deploy.no-domain"    // there is none in it
	CodeManyDomains  report.Code = "deploy.many-domains" // Names
	CodeNoImages     report.Code = "deploy.no-images"    // Name: the Domain has no auxiliary image
	CodeOtherImages  report.Code = "deploy.other-images" // Names: none of them is of this repository
	CodeSeveralOurs  report.Code = "deploy.several-ours" // Names: more than one is
	CodeUnchangeable report.Code = "deploy.unchangeable" // Line: an anchor, an alias or a block of text
)

// ReadDomain returns the one Domain of weblogic.oracle that a YAML text holds. An
// error is a report.Finding.
func ReadDomain(text []byte) (*Domain, error) {
	var found []*Domain
	for d := yaml.NewDecoder(bytes.NewReader(text)); ; {
		var doc yaml.Node
		err := d.Decode(&doc)
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, malformed(text, err)
		}
		if domain := domainOf(root(&doc)); domain != nil {
			domain.text = text
			found = append(found, domain)
		}
	}
	switch len(found) {
	case 0:
		return nil, report.Fault(CodeNoDomain, nil, nil)
	case 1:
		if found[0].Name == "" {
			return nil, nameless(text)
		}
		return found[0], nil
	}
	var names []string
	for _, d := range found {
		names = append(names, d.Name)
	}
	return nil, report.Fault(CodeManyDomains, nil, report.Args{"Names": strings.Join(names, ", ")})
}

// nameless is why a Domain without a name is none: it is a template's, as a rule.
func nameless(text []byte) error {
	before, _, template := bytes.Cut(text, []byte("{{"))
	if !template {
		return report.Fault(CodeNoDomain, nil, nil)
	}
	return report.Finding{Code: CodeTemplate, Severity: report.Error, Line: 1 + bytes.Count(before, []byte("\n"))}
}

var atLine = regexp.MustCompile(`^yaml: line (\d+): `)

func malformed(text []byte, err error) error {
	if bytes.Contains(text, []byte("{{")) {
		return nameless(text)
	}
	f := report.Finding{Code: CodeNotYAML, Severity: report.Error, Line: 1, Cause: err}
	if m := atLine.FindStringSubmatch(err.Error()); m != nil {
		f.Line, _ = strconv.Atoi(m[1]) // digits
	}
	return f
}

// domainOf returns the Domain that a resource is, nil for another.
func domainOf(resource *yaml.Node) *Domain {
	if value(resource, "kind") != "Domain" || !strings.HasPrefix(value(resource, "apiVersion"), "weblogic.oracle/") {
		return nil
	}
	spec := under(resource, "spec")
	configuration := under(spec, "configuration")
	model, onPV := under(configuration, "model"), under(configuration, "initializeDomainOnPV", "domain")
	d := &Domain{
		Name: value(resource, "metadata", "name"), Namespace: value(resource, "metadata", "namespace"),
		UID: value(spec, "domainUID"), Primary: value(spec, "image"),
		OnPV:              onPV != nil || value(spec, "domainHomeSourceType") == "PersistentVolume",
		Type:              DomainType(value(model, "domainType") + value(onPV, "domainType")),
		CredentialsSecret: value(spec, "webLogicCredentialsSecret", "name"),
		RuntimeSecret:     value(model, "runtimeEncryptionSecret"),
		WalletSecret:      value(configuration, "opss", "walletPasswordSecret") + value(onPV, "opss", "walletPasswordSecret"),
		Environment:       map[string]string{},
	}
	if d.UID == "" {
		d.UID = d.Name // as the operator has it
	}
	for _, secret := range items(spec, "imagePullSecrets") {
		d.PullSecrets = append(d.PullSecrets, value(secret, "name"))
	}
	for _, secret := range items(configuration, "secrets") {
		d.Secrets = append(d.Secrets, target(secret).Value)
	}
	for _, variable := range items(spec, "serverPod", "env") {
		d.Environment[value(variable, "name")] = value(variable, "value")
	}
	for _, entry := range slices.Concat(items(model, "auxiliaryImages"), items(onPV, "domainCreationImages")) {
		d.Images = append(d.Images, imageOf(target(entry)))
	}
	return d
}

func imageOf(entry *yaml.Node) DomainImage {
	i := DomainImage{
		image: under(entry, "image"), wdt: under(entry, "sourceWDTInstallHome"), model: under(entry, "sourceModelHome"),
		flow:  entry.Style&yaml.FlowStyle != 0,
		Homes: Homes{operatorsWDT, operatorsModels},
	}
	i.Image = value(entry, "image")
	for n := 0; entry.Kind == yaml.MappingNode && n < len(entry.Content); n += 2 {
		if entry.Content[n].Value == "image" {
			i.key = entry.Content[n]
		}
	}
	home := func(n *yaml.Node, to *string) {
		switch {
		case n == nil || n.Value == "":
		case strings.EqualFold(n.Value, none):
			*to = ""
		default:
			*to = n.Value
		}
	}
	home(i.wdt, &i.Homes.WDT)
	home(i.model, &i.Homes.Model)
	return i
}

// Ours returns the place in Images of the one that a reference replaces: the one
// of the same repository, or the only one that there is where its repository has
// the same name in another registry; of an empty reference the only one. Another
// repository of the same registry holds another domain's images. An error is a
// report.Finding.
func (d *Domain) Ours(reference string) (int, error) {
	var same, others []string
	at := 0
	for i, image := range d.Images {
		if image.image == nil {
			continue
		}
		others = append(others, image.Image)
		if repository(image.Image) == repository(reference) {
			same, at = append(same, image.Image), i
		}
	}
	switch {
	case len(same) > 1:
		return 0, report.Fault(CodeSeveralOurs, nil, report.Args{"Names": strings.Join(same, ", ")})
	case len(same) == 1:
		return at, nil
	case len(others) == 0:
		return 0, report.Fault(CodeNoImages, nil, report.Args{"Name": d.Name})
	case len(others) > 1, reference != "" && !unfilled(others[0]) && !moved(others[0], reference):
		return 0, report.Fault(CodeOtherImages, nil, report.Args{"Names": strings.Join(others, ", ")})
	}
	return slices.IndexFunc(d.Images, func(i DomainImage) bool { return i.image != nil }), nil
}

// unfilled tells whether a reference is a template, which names nothing yet.
func unfilled(reference string) bool {
	return strings.Contains(reference, "{{") || strings.Contains(reference, "${")
}

// moved tells whether two references may be of one repository that was moved to another
// registry, where the folders above its name are others.
func moved(from, to string) bool {
	return registryOf(from) != registryOf(to) && path.Base(repository(from)) == path.Base(repository(to))
}

func registryOf(reference string) string { return ocir.Address(ocir.Split(reference).Host) }

// keeps returns the homes that an entry is given when an image takes its place: a
// None to the tooling stays where another image brings that, as there can be one.
func (d *Domain) keeps(at int, homes Homes) Homes {
	others := slices.Delete(slices.Clone(d.Images), at, at+1)
	brings := func(i DomainImage) bool { return i.Homes.WDT != "" }
	if d.Images[at].Homes.WDT == "" && slices.ContainsFunc(others, brings) {
		homes.WDT = ""
	}
	return homes
}

func repository(reference string) string {
	parts := ocir.Split(reference)
	parts.Version, parts.Host = "", ocir.Address(parts.Host)
	return parts.String()
}

// root returns what a document holds.
func root(doc *yaml.Node) *yaml.Node {
	if len(doc.Content) == 0 {
		return nil
	}
	return target(doc.Content[0])
}

// target returns a node, or the one that it is an alias of.
func target(n *yaml.Node) *yaml.Node {
	if n != nil && n.Kind == yaml.AliasNode {
		return n.Alias
	}
	return n
}

// under returns the node by the keys on the way to it, nil where there is none; an
// alias as the last one stays.
func under(n *yaml.Node, keys ...string) *yaml.Node {
	for _, key := range keys {
		n = target(n)
		if n == nil || n.Kind != yaml.MappingNode {
			return nil
		}
		var next *yaml.Node
		for i := 0; i+1 < len(n.Content); i += 2 {
			if n.Content[i].Value == key {
				next = n.Content[i+1]
			}
		}
		n = next
	}
	return n
}

// value returns a scalar by the keys on the way to it, empty where there is none.
func value(n *yaml.Node, keys ...string) string {
	if n = target(under(n, keys...)); n == nil || n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		return ""
	}
	return n.Value
}

func items(n *yaml.Node, keys ...string) []*yaml.Node {
	if n = target(under(n, keys...)); n == nil || n.Kind != yaml.SequenceNode {
		return nil
	}
	return n.Content
}
