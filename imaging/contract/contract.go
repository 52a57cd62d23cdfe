// Package contract knows what the WebLogic Kubernetes Operator needs of an
// auxiliary image and checks a finished one as a whole: the base and our layers
// laid over each other, as a container runtime would. The operator copies the
// content with a script that swallows errors, so that a wrong image fails late
// and elsewhere; here it is said before the push.
//
// What surely fails is an error; what may fail, or fails on OpenShift only, is
// a warning.
package contract

import (
	"cmp"
	"context"
	"path"
	"slices"
	"strings"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/report"
)

// Image is a finished image for one platform.
type Image struct {
	Platform  v1.Platform    // as chosen
	Config    *v1.ConfigFile // as it will be pushed
	Layers    []Layer        // lowest first
	WDTHome   string         // holds weblogic-deploy; empty is /auxiliary
	ModelHome string         // empty is WDTHome + "/models"

	WantWDT    bool // this image supplies the deploy tooling
	WantModels bool // this image supplies models
}

// What the operator looks for: its home unless the Domain says otherwise, and in it
// the folder of the tooling.
const (
	DefaultHome = "/auxiliary"
	Tooling     = "weblogic-deploy"
)

// Check returns all that would fail or may fail with the operator, errors
// first. When ctx ends it returns early with what it has: see ctx.Err.
func Check(ctx context.Context, image Image) []report.Finding {
	c := &check{Image: image}
	c.WDTHome = cmp.Or(c.WDTHome, DefaultHome)
	c.ModelHome = cmp.Or(c.ModelHome, path.Join(c.WDTHome, "models"))
	c.root = newDirectory()
	for i, layer := range image.Layers {
		c.root.apply(layer, i, func(name, target string) {
			c.fail(CodeHardLink, report.Args{"Path": name, "Target": target})
		})
	}
	for _, step := range []func(){c.platform, c.config, c.homes, c.people, c.shell, c.tools, c.tmp, c.tooling, c.models} {
		if ctx.Err() != nil {
			break
		}
		step()
	}
	slices.SortStableFunc(c.findings, func(a, b report.Finding) int { return int(b.Severity - a.Severity) })
	return c.findings
}

// check is one check under way.
type check struct {
	Image
	root     *node
	users    []user
	shut     []string // folders that CodeClosed named
	findings []report.Finding
}

func (c *check) fail(code report.Code, args report.Args) {
	c.findings = append(c.findings, report.Finding{Code: code, Severity: report.Error, Args: args})
}

func (c *check) warn(code report.Code, args report.Args) {
	c.findings = append(c.findings, report.Finding{Code: code, Severity: report.Warning, Args: args})
}

// platform compares what was chosen with what the config says.
func (c *check) platform() {
	if c.Config == nil {
		c.Config = &v1.ConfigFile{}
	}
	want := cmp.Or(c.Platform.OS, "linux") + "/" + cmp.Or(c.Platform.Architecture, "amd64")
	if have := c.Config.OS + "/" + c.Config.Architecture; have != want || c.Config.OS != "linux" {
		c.fail(CodePlatform, report.Args{"Want": want, "Have": have})
	}
}

// config looks at the user and the search path. The operator overrides the
// user, except on OpenShift, which does so itself.
func (c *check) config() {
	name, _, _ := strings.Cut(c.Config.Config.User, ":")
	switch {
	case name == "" || name == "root" || strings.Trim(name, "0") == "":
		c.warn(CodeRoot, report.Args{"User": cmp.Or(name, "root")})
	case strings.Trim(name, "0123456789") != "":
		c.warn(CodeNamedUser, report.Args{"User": name})
	}
	if _, set := c.searchPath(); !set {
		c.warn(CodeNoPath, nil)
	}
}

// searchPath returns the folders in which the operator's script finds its
// tools, and whether the config names them.
func (c *check) searchPath() ([]string, bool) {
	for _, variable := range c.Config.Config.Env {
		if value, found := strings.CutPrefix(variable, "PATH="); found && value != "" {
			return strings.Split(value, ":"), true
		}
	}
	return []string{"/usr/local/sbin", "/usr/local/bin", "/usr/sbin", "/usr/bin", "/sbin", "/bin"}, false
}
