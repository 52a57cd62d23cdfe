package cmdline

import (
	"slices"

	"auximage/app/deploy"
	"auximage/app/form"
	"auximage/imaging/input"
	"auximage/imaging/registry"
)

// Group is what one wants to do with some flags; help shows them by it.
type Group string

// The groups, in the order of the help.
const (
	Target     Group = "target"
	Content    Group = "content"
	Tooling    Group = "tooling"
	Base       Group = "base"
	Layout     Group = "layout"
	Judgement  Group = "judgement"
	Preparing  Group = "preparing"
	SigningIn  Group = "signing-in"
	Network    Group = "network"
	Cluster    Group = "cluster"
	ImageFiles Group = "image-files"
	Opening    Group = "opening"
	Projects   Group = "projects"
	Programs   Group = "programs"
)

var groups = []Group{Target, Content, Tooling, Base, Layout, Judgement, Preparing, Opening, SigningIn, Network, Cluster, ImageFiles, Projects, Programs}

// What commands take: those that make an image of inputs, and those that look at one
// that is there.
var (
	inputs  = slices.DeleteFunc(slices.Clone(groups), func(g Group) bool { return g == Opening })
	looking = []Group{Opening, SigningIn, Network, Programs}
	// making are the commands that make an image, or would.
	making = []Command{Push, Check, Save}
	// changing are those that take what an image is made of from another.
	changing = append(slices.Clone(making), Diff)
	// comparing takes what an image is made of in place of a second one.
	comparing = []Group{Content, Tooling, Layout, Opening, SigningIn, Network, Projects, Programs}
	opening   = []string{"platform"}
	listing   = []Group{SigningIn, Network, Programs}
)

// table has all flags, in the order in which they are shown and written.
var table = slices.Concat(
	in(Target,
		text("tag", "REF", func(l *Line) *string { return &l.Tag }),
		region(),
		text("namespace", "NS", func(l *Line) *string { return &l.Namespace }),
		text("name", "REPOSITORY:VERSION", func(l *Line) *string { return &l.Name }),
		toggle("existing", func(l *Line) *bool { return &l.Form.UseExisting }).by(Check),
	),
	in(Content,
		files("model", func(l *Line) *[]input.File { return &l.Form.Models }, "yaml", "yml", "json"),
		files("variables", func(l *Line) *[]input.File { return &l.Form.Variables }, "properties"),
		files("archive", func(l *Line) *[]input.File { return &l.Form.Archives }, "zip"),
		as(),
		image("change", func(l *Line) *string { return &l.Change }).by(changing...).told("flag.change.diff", Diff),
		list("remove", "NAME", func(l *Line) *[]string { return &l.Remove }).by(changing...),
	),
	in(Tooling,
		tooling().told("flag.wdt.diff", Diff),
		path("download-dir", "DIR", func(l *Line) *string { return &l.Form.DownloadDir }).by(making...),
		text("wdt-releases", "URL", func(l *Line) *string { return &l.Preferences.Releases }).by(making...),
	),
	in(Base,
		base(),
		path("base-file", "FILE", func(l *Line) *string { return &l.Form.BaseFile }).then(customBase).only(customBaseUsed).ending("tar"),
		text("base-digest", "DIGEST", func(l *Line) *string { return &l.Form.BaseDigest }).checked(digest).only(takesDigest),
		text("base-user", "USER", func(l *Line) *string { return &l.Form.BaseUser }),
		text("base-password-file", "FILE", func(l *Line) *string { return &l.BasePasswordFile }),
		toggle("always-pull", func(l *Line) *bool { return &l.Form.AlwaysPull }),
	),
	in(Layout,
		platform().told("flag.platform.look", Show, Extract, Diff),
		toggle("openshift", func(l *Line) *bool { return &l.Form.OpenShift }).by(making...),
		owner(),
		text("wdt-home", "PATH", func(l *Line) *string { return &l.Form.WDTHome }),
		text("model-home", "PATH", func(l *Line) *string { return &l.Form.ModelHome }),
		label(),
	),
	in(Judgement,
		text("weblogic", "VERSION", func(l *Line) *string { return &l.Form.WebLogic }).checked(webLogic).usually("12.2.1.4", "14.1.1", "14.1.2.0", "15.1.1", form.AnyWebLogic),
		list("accept", "CODE:PATH", func(l *Line) *[]string { return &l.Form.Accepted }).checked(acceptance),
		toggle("strict", func(l *Line) *bool { return &l.Strict }),
		toggle("allow-clear-secrets", func(l *Line) *bool { return &l.AllowClearSecrets }),
	),
	in(Preparing,
		toggle("prepare", func(l *Line) *bool { return &l.Prepare }),
		path("java-home", "DIR", func(l *Line) *string { return &l.JavaHome }),
		path("oracle-home", "DIR", func(l *Line) *string { return &l.OracleHome }),
		path("prepared-dir", "DIR", func(l *Line) *string { return &l.PreparedDir }),
	),
	in(SigningIn,
		text("user", "USER", func(l *Line) *string { return &l.User }),
		toggle("password-stdin", func(l *Line) *bool { return &l.PasswordStdin }),
		text("password-file", "FILE", func(l *Line) *string { return &l.PasswordFile }),
		toggle("keep-password", func(l *Line) *bool { return &l.Form.KeepToken }),
		text("oci-profile", "NAME", func(l *Line) *string { return &l.OCIProfile }),
		text("oci-region", "ID", func(l *Line) *string { return &l.OCIRegion }),
		text("oci-passphrase-file", "FILE", func(l *Line) *string { return &l.OCIPassphraseFile }),
		choice("sign-in", func(l *Line) *form.SignInMode { return &l.SignIn }, form.ByAccount, form.ByTools, form.ByNobody),
	),
	in(Network,
		proxy(),
		text("proxy-user", "USER", func(l *Line) *string { return &l.Preferences.ProxyUser }).only(ownProxy),
		text("proxy-password-file", "FILE", func(l *Line) *string { return &l.ProxyPasswordFile }),
		list("proxy-bypass", "HOST", func(l *Line) *[]string { return &l.Preferences.Bypass }).only(ownProxy),
		text("ca", "FILE", func(l *Line) *string { return &l.Preferences.CAFile }).ending("pem", "crt", "cer"),
		list("plain-http", "HOST[:PORT]", func(l *Line) *[]string { return &l.Preferences.PlainHTTP }).checked(address),
		patience(),
		cache(),
	),
	in(Cluster,
		text("primary", "REF", func(l *Line) *string { return &l.Form.PrimaryTag }),
		text("primary-user", "USER", func(l *Line) *string { return &l.Form.PrimaryUser }),
		path("domain-file", "FILE", func(l *Line) *string { return &l.Form.DomainFile }).ending("yaml", "yml").by(Push, Check),
		path("domain-yaml", "FILE", func(l *Line) *string { return &l.DomainYAML }).ending("yaml", "yml"),
		path("pull-secret", "FILE", func(l *Line) *string { return &l.PullSecret }).ending("yaml", "yml"),
		text("domain-uid", "UID", func(l *Line) *string { return &l.Form.DomainUID }),
		text("domain-namespace", "NS", func(l *Line) *string { return &l.Form.DomainNamespace }),
		choice("domain-type", func(l *Line) *deploy.DomainType { return &l.Form.DomainType }, deploy.WLS, deploy.JRF, deploy.RestrictedJRF),
		toggle("on-pv", func(l *Line) *bool { return &l.Form.OnPV }),
	),
	in(ImageFiles,
		path("output", "FILE", func(l *Line) *string { return &l.Output }).ending("tar").by(Save),
		choice("format", func(l *Line) *registry.Format { return &l.Format }, registry.DockerTar, registry.OCITar).by(Save),
		path("from", "FILE", func(l *Line) *string { return &l.From }).ending("tar").by(Push),
	),
	in(Opening,
		toggle("entries", func(l *Line) *bool { return &l.Entries }).by(Show),
		toggle("read-all", func(l *Line) *bool { return &l.ReadAll }),
		toggle("force", func(l *Line) *bool { return &l.Force }).by(Extract),
	),
	in(Projects,
		text("project", "FILE", func(l *Line) *string { return &l.Project }).ending("wktproj"),
		toggle("passphrase-stdin", func(l *Line) *bool { return &l.PassphraseStdin }),
		text("passphrase-file", "FILE", func(l *Line) *string { return &l.PassphraseFile }),
	),
	in(Programs,
		toggle("json", func(l *Line) *bool { return &l.JSON }),
	),
)

// in puts flags into a group.
func in(g Group, flags ...*Flag) []*Flag {
	for _, f := range flags {
		f.Group = g
	}
	return flags
}
