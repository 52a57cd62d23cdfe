package model

import (
	"bytes"
	"context"
	"path/filepath"
	"slices"
	"strings"

	"auximage/imaging/input"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
)

// Inputs are the files of one image, each list in the person's order.
type Inputs struct {
	Models, Variables, Archives []input.File

	Held func(path string) *Held // what is known of a file that is in an image, by its path; nil for nothing

	WDTVersion string                 // of the installer that goes in; empty when unknown or none
	Dictionary *dictionary.Dictionary // the installer's tables; nil: folders and attributes are not judged
	WebLogic   string                 // the version of the primary image; empty: only what is wrong in all counts
}

// Held is a file that is in an image already, as far as it is known.
type Held struct {
	Text    []byte   // of a model or of variables
	Entries []string // of an archive; nil where it was not listed
}

// held returns what is known of a file of an image, nil of one on disk.
func (in Inputs) held(f input.File) *Held {
	if f.Image == "" {
		return nil
	}
	if in.Held != nil {
		if known := in.Held(f.Path); known != nil {
			return known
		}
	}
	return &Held{}
}

// read returns a model or variable file's content, or why it cannot be had.
func (in Inputs) read(f input.File) (*source, *report.Finding) {
	known := in.held(f)
	if known == nil {
		return read(f)
	}
	return &source{File: f, text: bytes.Clone(known.Text), digest: digestOfText(known.Text)}, nil
}

// Summary is what the files hold together.
type Summary struct {
	Models, Variables, Archives []string // names in the image, in the operator's order

	Whole        bool     // every model could be read: no more is used than what is named below
	Defined      []string // variables that the variable files define, sorted
	Used         []string // variables that the models use, defined or not, sorted
	Applications int      // applications and libraries of the merged model
	Secrets      []Secret // Kubernetes secrets to list in the Domain, by name; not the WebLogic credentials
	Environment  []string // environment variables to set in the Domain, sorted; not DOMAIN_UID
	Encrypted    bool     // there are {AES} values: the Domain needs the secret with their passphrase
	RCU          bool     // domainInfo has RCUDbInfo: the domain is a JRF one
	RunRCU       bool     // with rcu_admin_password, by which the schemas can be created

	// FileSize is what the Domain must set for the deploy tooling to read the
	// largest model: WLSDEPLOY_PROPERTIES=-Dwdt.config.yaml.max.file.size=FileSize.
	// It is 0 where the tooling's own limit does.
	FileSize int
}

// UsedDefined returns how many of the defined variables the models use.
func (s Summary) UsedDefined() int {
	used := 0
	for _, name := range s.Defined {
		if _, found := slices.BinarySearch(s.Used, name); found {
			used++
		}
	}
	return used
}

// Secret is a Kubernetes secret that models refer to.
type Secret struct {
	Name string   // as written; may hold @@ENV:NAME@@ tokens
	Keys []string // sorted
}

// MaxFiles is how many files an image takes: more than anybody was seen to have,
// and few enough for every look at them to be over soon.
const MaxFiles = 1000

// TooMany returns the finding for a number of files above MaxFiles, and for the
// file that names them, if there is one.
func TooMany(count int, file string) report.Finding {
	return report.Finding{Code: CodeTooMany, Severity: report.Error, File: file, Args: report.Args{"Files": count, "Limit": MaxFiles}}
}

// Check reads the files and returns what they hold and what is wrong with
// them, by file in the person's order, by line. Archives are listed, not read.
// When ctx ends it returns early with what it has: see ctx.Err.
func Check(ctx context.Context, in Inputs, progress report.Listener) (Summary, []report.Finding) {
	if count := len(in.Models) + len(in.Variables) + len(in.Archives); count > MaxFiles {
		return Summary{}, []report.Finding{TooMany(count, "")}
	}
	summary := Summary{
		Models:    Order(namesOf(in.Models)),
		Variables: Order(namesOf(in.Variables)),
		Archives:  Order(namesOf(in.Archives)),
	}
	g := &gathering{in: in, progress: progress, whole: true, sound: true, known: true, defined: make(definitions),
		archives: &archives{entries: make(map[string]bool)}, findings: names(in)}
	g.each(ctx, in.Models, g.model)
	g.each(ctx, in.Variables, g.variables)
	g.each(ctx, in.Archives, func(f input.File) []report.Finding { return g.archives.add(f, in.held(f)) })
	if ctx.Err() != nil {
		return summary, g.findings
	}
	found := g.together(ctx, &summary)
	return summary, arrange(found, in)
}

func namesOf(files []input.File) []string {
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = f.InImage()
	}
	return names
}

// arrange sorts findings by file in the person's order, then by line.
func arrange(findings []report.Finding, in Inputs) []report.Finding {
	place := make(map[string]int)
	for _, f := range slices.Concat(in.Models, in.Variables, in.Archives) {
		if _, there := place[f.Path]; !there {
			place[f.Path] = len(place)
		}
	}
	place[""] = len(place)
	slices.SortStableFunc(findings, func(a, b report.Finding) int {
		if a.File != b.File {
			return place[a.File] - place[b.File]
		}
		return a.Line - b.Line
	})
	return findings
}

// names finds what is wrong with the names alone.
func names(in Inputs) []report.Finding {
	var findings []report.Finding
	first := make(map[string]input.File)
	look := func(f input.File, kind Kind) {
		name := f.InImage()
		fault := func(code report.Code, severity report.Severity, args report.Args) {
			findings = append(findings, report.Finding{Code: code, Severity: severity, File: f.Path, Args: args})
		}
		if other, twice := first[name]; twice {
			fault(CodeSameName, report.Error, report.Args{"Name": name, "Other": other.Path})
		} else {
			first[name] = f
		}
		good := GoodName(name)
		if KindOf(name) != kind {
			good = GoodName(strings.TrimSuffix(name, filepath.Ext(name)) + endings[kind])
		}
		if good != name {
			fault(CodeName, report.Error, report.Args{"Name": name, "GoodName": good})
		} else if strings.ContainsFunc(name, func(r rune) bool { return r < ' ' || r > '~' }) {
			fault(CodeForeign, report.Warning, report.Args{"Name": name})
		}
	}
	for _, f := range in.Models {
		look(f, Model)
	}
	for _, f := range in.Variables {
		look(f, Variables)
	}
	for _, f := range in.Archives {
		look(f, Archive)
	}
	return findings
}
