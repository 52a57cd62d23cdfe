//go:build linux

package imaging_test

import (
	"archive/tar"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"
	"github.com/google/go-containerregistry/pkg/v1/mutate"
	"github.com/google/go-containerregistry/pkg/v1/types"

	"auximage/imaging"
	"auximage/imaging/contract"
	"auximage/imaging/report"
)

func TestTheOperatorCopiesAPushedImageAndTheIntrospectorTakesIt(t *testing.T) {
	bases := map[string]func(*bench) imaging.Base{
		"BusyBox": func(b *bench) imaging.Base { return b.plan.Base },
		"bash":    func(b *bench) imaging.Base { return b.base("bash", bash().image(t)) },
	}
	for base, pushed := range bases {
		b := newBench(t)
		b.plan.Base = pushed(b)
		for home, plan := range map[string]imaging.Homes{"/auxiliary": {}, "/u01/wdt": {WDT: "/u01/wdt"}} {
			b.plan.Homes = plan
			r := b.unpack(b.pull(b.push().Reference))
			for who, person := range people {
				for through, from := range map[string]homes{"the operator's homes": operatorHomes, "the toolkit's homes": toolkitHomes} {
					t.Run(base+", made in "+home+", by "+who+" through "+through, func(t *testing.T) {
						r := root{t, r.dir}
						r.emptyVolume()
						r.copied(person, from, "operator-aux-container1")
						r.holds(b.expected())
						r.introspected(person, "4.4.6")
					})
				}
			}
		}
	}
}

func TestTheOperatorCopiesAChangedImage(t *testing.T) {
	b := newBench(t)
	b.push()
	for name, change := range map[string]func(*imaging.Plan){
		"without its variables": func(*imaging.Plan) {},
		"with other homes":      func(p *imaging.Plan) { p.Homes = imaging.Homes{WDT: "/u01/wdt"} },
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			plan := b.opened().Plan()
			plan.Variables, b.plan.Variables = nil, nil
			change(&plan)
			tag := b.host + "/changed/image:v2"
			b.pushed(b.made(plan), tag)
			r := b.unpack(b.pull(tag))
			r.copied(people["the operator's user"], operatorHomes, "operator-aux-container1")
			r.holds(b.expected())
			r.introspected(people["the operator's user"], "4.4.6")
		})
	}
}

func TestTwoImagesOfOneDomainAreCopiedOneAfterTheOther(t *testing.T) {
	b := newBench(t)
	whole := b.plan
	b.plan = imaging.Plan{Base: whole.Base, Installer: whole.Installer}
	b.tag = b.host + "/ns/tooling:v1"
	tooling, want := b.unpack(b.pull(b.push().Reference)), b.expected()
	b.plan = whole
	b.plan.Installer, b.tag = "", b.host+"/ns/models:v1"
	models := b.unpack(b.pull(b.push().Reference))
	maps.Copy(want, b.expected())
	for name, from := range map[string]homes{
		"with the operator's homes":    operatorHomes,
		"with no WDT home in the list": {"None", operatorHomes.models},
	} {
		for who, person := range people {
			t.Run(name+" by "+who, func(t *testing.T) {
				first, second := root{t, tooling.dir}, root{t, models.dir}
				first.emptyVolume()
				second.emptyVolume()
				first.copied(person, operatorHomes, "operator-aux-container1")
				first.moveVolume(second)
				second.copied(person, from, "operator-aux-container2")
				second.holds(want)
				second.introspected(person, "4.4.6")
			})
		}
	}
}

func TestASecondImageWithWDTIsWhatTheOperatorRefuses(t *testing.T) {
	b := newBench(t)
	r := b.unpack(b.pull(b.push().Reference))
	r.copied(people["the operator's user"], operatorHomes, "operator-aux-container1")
	r.copied(people["the operator's user"], operatorHomes, "operator-aux-container2")
	if err := r.verdict(); err == nil || !strings.Contains(err.Error(), "SEVERE") {
		t.Errorf("verdict %v", err)
	}
}

func TestABaseIsRefusedForWhatTheCopyReallyFailsFor(t *testing.T) {
	without := func(tool string) []string {
		return slices.DeleteFunc(slices.Clone(scriptTools), func(s string) bool { return s == tool })
	}
	scratch := func(t *testing.T) v1.Image {
		return imageOf(t, types.DockerManifestSchema2, "amd64", func(func(tar.Header, []byte)) {})
	}
	b := newBench(t)
	ours := b.layers(b.create())
	for name, c := range map[string]struct {
		base func(*testing.T) v1.Image
		code report.Code
		said string // by the copy, an expression
	}{
		"dash as the shell":         {kit{"dash", scriptTools, 0o1777}.image, contract.CodeDash, `Bad substitution`},
		"nothing at all":            {scratch, contract.CodeNoShell, `no such file or directory`},
		"no /tmp":                   {kit{"bash", scriptTools, 0}.image, contract.CodeNoTmp, `/tmp/auxiliaryImage.out: No such file or directory`},
		"a /tmp that is root's own": {kit{"bash", scriptTools, 0o755}.image, contract.CodeTmpMode, `/tmp/auxiliaryImage.out: Permission denied`},
		"no cp":                     {kit{"bash", without("cp"), 0o1777}.image, contract.CodeNoTool, `cp: command not found`},
	} {
		t.Run(name, func(t *testing.T) {
			b.t = t
			base := c.base(t)
			b.plan.Base = b.base(string(c.code), base)
			image, findings, err := b.client.Create(t.Context(), b.plan)
			if err != nil || image != nil || !slices.ContainsFunc(findings, func(f report.Finding) bool { return f.Code == c.code && f.Severity == report.Error }) {
				t.Errorf("image %v, findings %v, error %v, want %s", image, findings, err, c.code)
			}
			byHand, err := mutate.AppendLayers(base, ours...)
			if err != nil {
				t.Fatal(err)
			}
			r := b.unpack(byHand)
			said := r.copied(people["the operator's user"], operatorHomes, "operator-aux-container1")
			if !regexp.MustCompile(c.said).MatchString(said) || r.verdict() == nil {
				t.Errorf("the copy said %q, verdict %v; want %q", said, r.verdict(), c.said)
			}
		})
	}
}
