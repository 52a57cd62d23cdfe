package model

import (
	"context"
	"slices"

	"auximage/imaging/input"
	"auximage/imaging/report"
)

// gathering is what the files of one image are found to hold, file by file.
type gathering struct {
	in       Inputs
	progress report.Listener

	documents []*document
	defined   definitions
	archives  *archives
	findings  []report.Finding

	whole bool // every model could be read
	sound bool // and is one that the deploy tooling reads
	known bool // every variable file could be read: what is not defined is nowhere
}

// each inspects files until ctx ends.
func (g *gathering) each(ctx context.Context, files []input.File, inspect func(input.File) []report.Finding) {
	for _, f := range files {
		if ctx.Err() != nil {
			return
		}
		g.progress.Tell(report.Progress{Phase: report.Inspect, Item: f.InImage()})
		g.findings = append(g.findings, inspect(f)...)
		g.progress.Tell(report.Progress{Phase: report.Inspect, Item: f.InImage(), State: report.Finished})
	}
}

// model reads a model and returns what is wrong with it.
func (g *gathering) model(f input.File) []report.Finding {
	s, finding := g.in.read(f)
	if finding != nil {
		g.whole, g.sound = false, false
		return []report.Finding{*finding}
	}
	d, found := parse(s, g.in.WDTVersion)
	if d != nil {
		g.documents = append(g.documents, d)
	}
	g.whole = g.whole && (d != nil || report.Worst(found) < report.Error)
	g.sound = g.sound && report.Worst(found) < report.Error
	return append(found, s.privateKeys()...)
}

// variables reads a variable file and returns what is wrong with it.
func (g *gathering) variables(f input.File) []report.Finding {
	s, finding := g.in.read(f)
	if finding != nil {
		g.known = false
		return []report.Finding{*finding}
	}
	all, found := readVariables(s)
	g.known = g.known && report.Worst(found) < report.Error
	g.defined[f] = file{source: s, properties: all}
	return append(found, s.privateKeys()...)
}

// together fills in what the files hold together and returns all that is wrong,
// in no order.
func (g *gathering) together(ctx context.Context, summary *Summary) []report.Finding {
	r := &reading{
		version:   g.in.WDTVersion,
		variables: g.defined.inOrder(g.in.Variables),
		files:     len(g.in.Variables),
		known:     g.known,
		archives:  g.archives,
		documents: slices.SortedStableFunc(slices.Values(g.documents), func(a, b *document) int {
			return compareNames(a.InImage(), b.InImage())
		}),
	}
	r.read()
	if g.whole && len(g.documents) > 0 {
		r.credentials()
	}
	if len(g.in.Models) == 0 {
		r.findings = append(r.findings, report.Finding{Code: CodeNoModel, Severity: report.Warning})
	}
	if g.known {
		r.findings = append(r.findings, r.variables.references(g.in.WDTVersion)...)
	}
	r.passwords()
	if g.whole {
		r.unused()
	}
	r.large()
	r.summarize(summary)
	summary.Whole = g.whole
	if g.in.Dictionary != nil && g.sound && g.known {
		r.judge(ctx, g.in)
	}
	return slices.Concat(g.findings, r.findings, modelOrder(g.documents), g.defined.order(g.in.Variables))
}
