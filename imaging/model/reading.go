package model

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/report"
)

// reading is one pass over the models with all that they may refer to.
type reading struct {
	version   string
	documents []*document // in the operator's order
	variables variables
	files     int  // variable files that were given, read or not
	known     bool // each of them could be read
	archives  *archives

	values      map[string]string
	used        map[string]bool
	secrets     map[string]map[string]bool // keys by name
	environment map[string]bool
	encrypted   int
	fileSize    int // see Summary.FileSize
	firstAES    *report.Finding
	findings    []report.Finding
	said        map[said]bool
	count       map[said]int // findings of a code about a file; its what is empty
}

// said keeps a finding from being made again for each place of one file.
type said struct {
	code report.Code
	file string
	what string
}

// enough is how many findings of one code a file gets: nobody reads more.
const enough = 100

// read looks at every key and value of the models.
func (r *reading) read() {
	r.values = r.variables.values(r.version)
	r.used, r.environment = make(map[string]bool), make(map[string]bool)
	r.secrets = make(map[string]map[string]bool)
	r.said, r.count = make(map[said]bool), make(map[said]int)
	sections := make(map[string]bool)
	for _, d := range r.documents {
		r.sections(d, sections)
		d.walk(func(n node) {
			if n.Kind == yaml.ScalarNode {
				r.scalar(d, n)
			}
		})
	}
	if r.firstAES != nil {
		r.firstAES.Args = report.Args{"Count": r.encrypted}
		r.findings = append(r.findings, *r.firstAES)
	}
}

// news tells whether a finding about what would be the first of its kind.
func (r *reading) news(s *source, code report.Code, what string) bool {
	return !r.said[said{code, s.Path, what}] && r.count[said{code, s.Path, ""}] < enough
}

// add adds a finding about what, once for each file.
func (r *reading) add(s *source, n node, code report.Code, severity report.Severity, what string, args report.Args) {
	if r.news(s, code, what) {
		r.said[said{code, s.Path, what}] = true
		r.count[said{code, s.Path, ""}]++
		r.findings = append(r.findings, s.at(code, severity, n.Line, n.Column, n.placed(args)))
	}
}

// scalar looks at one key or value.
func (r *reading) scalar(d *document, n node) {
	t := tokensIn(n.Value, r.values)
	r.tokens(d, n, t)
	if n.key {
		return
	}
	for _, name := range archiveReferences(t.text) {
		if !r.news(d.source, CodeNotInArchive, name) {
			continue
		}
		if finding := r.archives.reference(d, n, name, r.version); finding != nil {
			r.add(d.source, n, finding.Code, finding.Severity, name, finding.Args)
		}
	}
	r.secret(d, n, t)
}

// tokens takes in what a text refers to.
func (r *reading) tokens(d *document, n node, t tokens) {
	for _, name := range t.variables {
		r.used[name] = true
	}
	for _, name := range t.undefined {
		if r.files == 0 {
			r.add(d.source, n, CodeNoVariables, report.Warning, name, report.Args{"Name": name})
		} else if !r.known {
			continue // it may be in the file that could not be read, which is told
		} else if each := fmt.Sprintf("%s@%d:%d", name, n.Line, n.Column); r.news(d.source, CodeVariable, each) {
			r.add(d.source, n, CodeVariable, report.Error, each, report.Args{"Name": name, "Near": near(name, slices.Sorted(maps.Keys(r.variables)))})
		}
	}
	for _, name := range t.environment {
		r.environment[name] = true
	}
	for _, secret := range t.secrets {
		name, key := secret[0], secret[1]
		for _, m := range envToken.FindAllStringSubmatch(name+key, -1) {
			r.environment[m[1]] = true
		}
		if r.secrets[name] == nil {
			r.secrets[name] = make(map[string]bool)
		}
		r.secrets[name][key] = true
		if !credentialsSecret(name) && !strings.Contains(name, "@@") && !secretName.MatchString(name) {
			r.add(d.source, n, CodeSecretName, report.Warning, name, report.Args{"Name": name})
		}
	}
	for _, path := range t.files {
		if !pathToken.MatchString(path) {
			r.add(d.source, n, CodeFileToken, report.Warning, path, report.Args{"Target": path})
		}
	}
	if t.malformed != "" {
		r.add(d.source, n, CodeToken, report.Error, t.malformed, report.Args{"Token": t.malformed, "Form": t.form})
	}
	if t.unknown != "" {
		r.add(d.source, n, CodeUnknownToken, report.Warning, t.unknown, report.Args{"Token": t.unknown})
	}
}

// secret looks for what nobody should read in an image.
func (r *reading) secret(d *document, n node, t tokens) {
	key := ""
	if len(n.path) > 0 {
		key = n.path[len(n.path)-1]
	}
	if len(n.path) > 1 && strings.EqualFold(key, "value") {
		key = n.path[len(n.path)-2]
	}
	if strings.HasPrefix(t.text, "{AES") {
		r.encrypted++
		if r.firstAES == nil {
			at := d.at(CodeEncrypted, report.Warning, n.Line, n.Column, nil)
			r.firstAES = &at
		}
		return
	}
	if slices.Contains(placeholders, strings.TrimSpace(t.text)) {
		r.add(d.source, n, CodePlaceholder, report.Warning, key+t.text, report.Args{"Key": key, "Value": t.text})
		return
	}
	if len(t.variables) == 1 && n.Value == "@@PROP:"+t.variables[0]+"@@" && holdsPassword(n.path) {
		if v, defined := r.variables[t.variables[0]]; defined && t.text == "" {
			at := node{Node: &yaml.Node{Line: v.line, Column: 1}}
			r.add(v.source, at, CodeEmptyPassword, report.Warning, v.name, report.Args{"Name": v.name})
		}
	}
	if inClear(n, t.text) == "" {
		return
	}
	// What gives it away is the variable, when without its value nothing did.
	for _, name := range t.variables {
		if v, defined := r.variables[name]; defined && inClear(n, tokensIn(n.Value, nil).text) == "" {
			at := node{Node: &yaml.Node{Line: v.line, Column: 1}}
			r.add(v.source, at, CodeClearSecret, report.Warning, name, report.Args{"Key": name})
			return
		}
	}
	r.add(d.source, n, CodeClearSecret, report.Warning, strings.Join(n.path, "\x00"), report.Args{"Key": key})
}

// unused names the variables that no model uses.
func (r *reading) unused() {
	if len(r.documents) == 0 {
		return
	}
	referred := make(map[string]bool)
	for _, v := range r.variables {
		for _, m := range reference.FindAllStringSubmatch(v.value, -1) {
			referred[m[1]] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(r.variables)) {
		if v := r.variables[name]; !r.used[name] && !referred[name] {
			at := node{Node: &yaml.Node{Line: v.line, Column: 1}}
			r.add(v.source, at, CodeUnused, report.Info, name, report.Args{"Name": name})
		}
	}
}

// passwords names the variables that are passwords by their names, used or not.
func (r *reading) passwords() {
	for _, name := range slices.Sorted(maps.Keys(r.variables)) {
		v := r.variables[name]
		at := node{Node: &yaml.Node{Kind: yaml.ScalarNode, Line: v.line, Column: 1}, path: []string{name}}
		if inClear(at, tokensIn(r.values[name], r.values).text) != "" {
			r.add(v.source, node{Node: at.Node}, CodeClearSecret, report.Warning, name, report.Args{"Key": name})
		}
	}
}

// summarize puts into the summary what the models refer to.
func (r *reading) summarize(s *Summary) {
	s.Defined = slices.Sorted(maps.Keys(r.variables))
	s.Used = slices.Sorted(maps.Keys(r.used))
	s.Applications = len(folder(r.documents, "appDeployments", "Application")) + len(folder(r.documents, "appDeployments", "Library"))
	s.Encrypted, s.FileSize = r.encrypted > 0, r.fileSize
	rcu := folder(r.documents, "domainInfo", "RCUDbInfo")
	s.RCU = len(rcu) > 0
	_, s.RunRCU = rcu["rcu_admin_password"]
	delete(r.environment, "DOMAIN_UID") // the operator sets it
	s.Environment = slices.Sorted(maps.Keys(r.environment))
	for _, name := range slices.Sorted(maps.Keys(r.secrets)) {
		if !credentialsSecret(name) {
			s.Secrets = append(s.Secrets, Secret{Name: name, Keys: slices.Sorted(maps.Keys(r.secrets[name]))})
		}
	}
}
