package main

import (
	"flag"
	"io"
	"strings"

	"auximage/imaging/report"
)

// The commands.
const (
	push        = "push"
	check       = "check"
	showVersion = "--version"
)

// options are what the command line asks for.
type options struct {
	command string

	tag, region, namespace, name string
	models, variables, archives  []string

	wdt, downloadDir, releases string

	base      string
	platforms string
	openShift bool
	owner     string

	user          string
	passwordStdin bool
	clearSecrets  bool

	ca, proxy string
	plainHTTP []string
	cache     string

	domainYAML, pullSecret string
	json                   bool

	formOptions
	fileOptions
	projectOptions
}

// parse returns the options of a command line. An error is a report.Finding,
// or flag.ErrHelp.
func parse(args []string) (options, error) {
	if len(args) == 0 {
		return options{}, report.Fault(codeNoCommand, nil, nil)
	}
	o := options{command: args[0]}
	switch o.command {
	case push, check, save:
	case showVersion, "-version", "version":
		o.command = showVersion
		return o, nil
	case "help", "-h", "-help", "--help":
		return o, flag.ErrHelp
	default:
		return o, report.Fault(codeUnknownCommand, nil, report.Args{"Command": o.command})
	}
	flags := o.flags()
	if err := flags.Parse(args[1:]); err == flag.ErrHelp {
		return o, err
	} else if err != nil {
		return o, misused(err)
	}
	if flags.NArg() > 0 {
		return o, report.Fault(codeLeftOver, nil, report.Args{"Text": strings.Join(flags.Args(), " ")})
	}
	if err := o.take(flags); err != nil {
		return o, err
	}
	if parts := o.region != "" || o.namespace != "" || o.name != ""; parts == (o.tag != "") && (parts || o.project == "" && o.from == "") {
		return o, report.Fault(codeTagOrParts, nil, nil)
	}
	if o.nameless {
		return o, report.Fault(codeAsWhat, nil, nil)
	}
	if err := o.checkDigest(); err != nil {
		return o, err
	}
	return o, o.checkFiles()
}

func (o *options) flags() *flag.FlagSet {
	f := flag.NewFlagSet(o.command, flag.ContinueOnError)
	f.SetOutput(io.Discard)
	f.Usage = func() {}
	list := func(name string, to *[]string) {
		f.Func(name, "", func(value string) error {
			*to = append(*to, value)
			return nil
		})
	}
	f.StringVar(&o.tag, "tag", "", "")
	f.StringVar(&o.region, "region", "", "")
	f.StringVar(&o.namespace, "namespace", "", "")
	f.StringVar(&o.name, "name", "", "")
	o.named(f, "model", &o.models)
	o.named(f, "variables", &o.variables)
	o.named(f, "archive", &o.archives)
	f.StringVar(&o.wdt, "wdt", "latest", "")
	f.StringVar(&o.downloadDir, "download-dir", "", "")
	f.StringVar(&o.releases, "wdt-releases", "", "")
	f.StringVar(&o.base, "base", "", "")
	f.StringVar(&o.platforms, "platform", "", "")
	f.BoolVar(&o.openShift, "openshift", false, "")
	f.StringVar(&o.owner, "owner", "", "")
	f.StringVar(&o.user, "user", "", "")
	f.BoolVar(&o.passwordStdin, "password-stdin", false, "")
	f.BoolVar(&o.clearSecrets, "allow-clear-secrets", false, "")
	f.StringVar(&o.ca, "ca", "", "")
	f.StringVar(&o.proxy, "proxy", "", "")
	list("plain-http", &o.plainHTTP)
	f.StringVar(&o.cache, "cache", "", "")
	f.StringVar(&o.domainYAML, "domain-yaml", "", "")
	f.StringVar(&o.pullSecret, "pull-secret", "", "")
	f.BoolVar(&o.json, "json", false, "")
	o.register(f)
	o.registerFiles(f)
	o.registerProject(f)
	return f
}
