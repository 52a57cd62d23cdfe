package contract_test

import (
	"archive/tar"
	"bytes"
	"context"
	"io"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"testing"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/imaging/contract"
	"auximage/imaging/report"
)

// files are the entries of a layer by path; a path that ends in a slash is a
// folder, others are what their value says.
type files map[string]file

type file struct {
	mode     int64
	text     string
	link     string // of a symbolic link
	hard     string // of a hard link
	uid, gid int
}

// list returns the entries in the order of their paths.
func (f files) list() []contract.File {
	var list []contract.File
	for _, name := range slices.Sorted(maps.Keys(f)) {
		e := f[name]
		h := &tar.Header{Name: strings.TrimPrefix(name, "/"), Mode: e.mode, Uid: e.uid, Gid: e.gid, Typeflag: tar.TypeReg, Size: int64(len(e.text))}
		entry := contract.File{Header: h}
		switch {
		case e.link != "":
			h.Typeflag, h.Linkname, h.Size = tar.TypeSymlink, e.link, 0
		case e.hard != "":
			h.Typeflag, h.Linkname, h.Size = tar.TypeLink, e.hard, 0
		case strings.HasSuffix(name, "/"):
			h.Typeflag = tar.TypeDir
		default:
			entry.Open = func() (io.ReadCloser, error) { return io.NopCloser(strings.NewReader(e.text)), nil }
		}
		list = append(list, entry)
	}
	return list
}

func (f files) layer() contract.Layer { return contract.FromFiles(f.list()) }

// program returns a file of this machine, to be known by its content.
func program(t testing.TB, name string) string {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("%v: the packages busybox-static, bash and dash are needed", err)
	}
	return string(content)
}

var tools = []string{"basename", "cat", "cp", "date", "dirname", "ls", "mkdir", "rm", "touch", "tr"}

// busyBox is a base as Docker's: one program under many names, as hard links.
func busyBox(t testing.TB) files {
	base := files{
		"/bin/": {mode: 0o755}, "/etc/": {mode: 0o755}, "/tmp/": {mode: 0o1777},
		"/bin/[":      {mode: 0o755, text: program(t, "/bin/busybox")},
		"/bin/sh":     {hard: "bin/["},
		"/etc/passwd": {mode: 0o644, text: "root:x:0:0:root:/root:/bin/sh\n"},
	}
	for _, tool := range tools {
		base["/bin/"+tool] = file{hard: "bin/["}
	}
	return base
}

// content is what the wizard puts on top.
func content() files {
	f := files{
		"/auxiliary/":                                             {mode: 0o775, uid: 1000},
		"/auxiliary/models/":                                      {mode: 0o775, uid: 1000},
		"/auxiliary/models/model.yaml":                            {mode: 0o664, uid: 1000, text: "topology:\n"},
		"/auxiliary/models/model.properties":                      {mode: 0o664, uid: 1000},
		"/auxiliary/models/archive.zip":                           {mode: 0o664, uid: 1000},
		"/auxiliary/weblogic-deploy/":                             {mode: 0o775, uid: 1000},
		"/auxiliary/weblogic-deploy/bin/":                         {mode: 0o775, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/":                         {mode: 0o775, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/python/":                  {mode: 0o775, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/targets/":                 {mode: 0o775, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/typedefs/":                {mode: 0o775, uid: 1000},
		"/auxiliary/weblogic-deploy/VERSION.txt":                  {mode: 0o664, uid: 1000, text: "WebLogic Deploy Tooling 4.4.6"},
		"/auxiliary/weblogic-deploy/lib/python/a":                 {mode: 0o664, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/targets/a":                {mode: 0o664, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/typedefs/a":               {mode: 0o664, uid: 1000},
		"/auxiliary/weblogic-deploy/lib/weblogic-deploy-core.jar": {mode: 0o664, uid: 1000},
	}
	for _, name := range []string{"compareModel", "createDomain", "shared", "updateDomain", "validateModel"} {
		f["/auxiliary/weblogic-deploy/bin/"+name+".sh"] = file{mode: 0o775, uid: 1000, text: "#!/bin/sh\nexit 0\n"}
	}
	return f
}

func config(architecture string) *v1.ConfigFile {
	return &v1.ConfigFile{OS: "linux", Architecture: architecture,
		Config: v1.Config{User: "1000", Env: []string{"PATH=/usr/local/bin:/usr/bin:/bin"}}}
}

// image is a good image; change makes it another.
func image(t testing.TB, base, ours files) contract.Image {
	return contract.Image{
		Platform: v1.Platform{OS: "linux", Architecture: machine(t)},
		Config:   config(machine(t)),
		Layers:   []contract.Layer{base.layer(), ours.layer()},
		WantWDT:  true, WantModels: true,
	}
}

// machine returns the architecture of this machine's programs.
func machine(t testing.TB) string {
	return map[byte]string{62: "amd64", 183: "arm64"}[program(t, "/bin/busybox")[18]]
}

func codes(findings []report.Finding) []string {
	var list []string
	for _, f := range findings {
		list = append(list, f.Severity.String()+" "+string(f.Code))
	}
	return list
}

func TestAGoodImageIsNotComplainedAbout(t *testing.T) {
	base, ours := busyBox(t), content()
	links := busyBox(t)
	for _, tool := range append(tools, "sh") {
		links["/bin/"+tool] = file{link: "["}
	}
	merged := busyBox(t) // /bin is a link to usr/bin, as in today's distributions
	for name, f := range busyBox(t) {
		if rest, in := strings.CutPrefix(name, "/bin/"); in {
			delete(merged, name)
			f.hard = strings.Replace(f.hard, "bin/", "usr/bin/", 1)
			merged["/usr/bin/"+rest] = f
		}
	}
	merged["/bin"] = file{link: "usr/bin"}
	bash := files{"/tmp/": {mode: 0o1777}, "/bin/bash": {mode: 0o755, text: program(t, "/bin/bash")}, "/bin/sh": {link: "/bin/bash"}}
	for _, tool := range tools {
		bash["/usr/bin/"+tool] = file{mode: 0o755, text: "\x7fELF"}
	}
	owned := content()
	for name, f := range owned {
		f.uid, f.gid = 1000, 0
		f.mode &^= 0o007
		owned[name] = f
	}
	owned["/auxiliary/"] = file{mode: 0o770, uid: 1000}
	toolkit := make(files)
	for name, f := range content() {
		toolkit["/u01/wdt"+strings.TrimPrefix(name, "/auxiliary")] = f
	}
	modelsOnly := make(files)
	for name, f := range content() {
		if !strings.Contains(name, "weblogic-deploy") {
			modelsOnly[name] = f
		}
	}
	homes := image(t, base, toolkit)
	homes.WDTHome = "/u01/wdt"
	through := image(t, base, ours)
	through.Layers = append(through.Layers, files{"/u01/wdt": {link: "/auxiliary"}}.layer())
	through.WDTHome = "/u01/wdt"
	without := image(t, base, modelsOnly)
	without.WantWDT = false
	tooling := make(files)
	for name, f := range content() {
		if !strings.HasPrefix(name, "/auxiliary/models") {
			tooling[name] = f
		}
	}
	toolingOnly := image(t, base, tooling)
	toolingOnly.WantModels = false

	for name, image := range map[string]contract.Image{
		"BusyBox by hard links":           image(t, base, ours),
		"BusyBox by symbolic links":       image(t, links, ours),
		"BusyBox behind a merged /usr":    image(t, merged, ours),
		"bash":                            image(t, bash, ours),
		"files for owner and group alone": image(t, base, owned),
		"the toolkit's homes":             homes,
		"a link between the homes":        through,
		"models without tooling":          without,
		"tooling without models":          toolingOnly,
	} {
		t.Run(name, func(t *testing.T) {
			for _, f := range contract.Check(t.Context(), image) {
				t.Errorf("%v %v", f.Severity, f)
			}
		})
	}
}

func TestWhatWouldFailIsFound(t *testing.T) {
	type change = func(*contract.Image, files, files)
	with := func(changes map[string]file) change {
		return func(_ *contract.Image, base, ours files) {
			for name, f := range changes {
				delete(ours, name)
				delete(base, name)
				if f != (file{}) {
					ours[name] = f
				}
			}
		}
	}
	for name, test := range map[string]struct {
		change change
		want   string
	}{
		// 1. platform
		"another architecture": {func(i *contract.Image, _, _ files) { i.Platform.Architecture = "s390x" }, "error contract.platform"},
		"another system": {func(i *contract.Image, _, _ files) { i.Config.OS = "windows"; i.Platform.OS = "windows" },
			"error contract.platform"},
		"programs of another architecture": {func(i *contract.Image, _, _ files) { i.Platform.Architecture, i.Config.Architecture = "s390x", "s390x" },
			"error contract.machine"},
		// 2. shell and tools
		"no base at all":                {func(_ *contract.Image, base, _ files) { clear(base); base["/tmp/"] = file{mode: 0o1777} }, "error contract.no-shell"},
		"a shell that is a broken link": {with(map[string]file{"/bin/sh": {link: "/bin/ksh"}}), "error contract.no-shell"},
		"links in a circle":             {with(map[string]file{"/bin/sh": {link: "/bin/ash"}, "/bin/ash": {link: "sh"}}), "error contract.no-shell"},
		"a shell nobody may run":        {with(map[string]file{"/bin/sh": {mode: 0o700, text: program(t, "/bin/bash")}}), "error contract.no-shell"},
		"dash":                          {with(map[string]file{"/bin/sh": {mode: 0o755, text: program(t, "/bin/dash")}}), "error contract.dash"},
		"dash under bash's name": {with(map[string]file{"/bin/bash": {mode: 0o755, text: program(t, "/bin/dash")}, "/bin/sh": {link: "bash"}}),
			"error contract.dash"},
		"another shell": {with(map[string]file{"/bin/sh": {mode: 0o755, text: "\x7fELF" + strings.Repeat("x", 99) + "@(#)MIRBSD KSH R59"}}),
			"warning contract.unknown-shell"},
		"an old BusyBox": {with(map[string]file{"/bin/sh": {mode: 0o755, text: "\x7fELF" + strings.Repeat("x", 99) + "BusyBox v1.29.3 (2019)"}}),
			"warning contract.old-busybox"},
		"no tr": {func(_ *contract.Image, base, _ files) {
			delete(base, "/bin/tr")
			base["/bin/sh"] = file{mode: 0o755, text: program(t, "/bin/bash")}
		}, "error contract.no-tool"},
		"tr inside BusyBox's shell only": {with(map[string]file{"/bin/tr": {}}), "warning contract.maybe-tool"},
		"cp in a folder that is not on the path": {func(i *contract.Image, _, _ files) {
			i.Config.Config.Env = []string{"PATH=/usr/bin"}
		}, "warning contract.maybe-tool"},
		// 3. /tmp
		"no /tmp":             {with(map[string]file{"/tmp/": {}}), "error contract.no-tmp"},
		"a /tmp of root's":    {with(map[string]file{"/tmp/": {mode: 0o755}}), "error contract.tmp-mode"},
		"a file at /tmp":      {with(map[string]file{"/tmp/": {}, "/tmp": {mode: 0o777}}), "error contract.no-tmp"},
		"/tmp of one's group": {with(map[string]file{"/tmp/": {mode: 0o775, gid: 5}}), "error contract.tmp-mode"},
		// 4. tooling
		"no tooling":        {func(i *contract.Image, _, _ files) { i.WDTHome = "/u01/wdt"; i.ModelHome = "/auxiliary/models" }, "error contract.no-tooling"},
		"no core jar":       {with(map[string]file{"/auxiliary/weblogic-deploy/lib/weblogic-deploy-core.jar": {}}), "error contract.incomplete"},
		"no createDomain":   {with(map[string]file{"/auxiliary/weblogic-deploy/bin/createDomain.sh": {}}), "error contract.incomplete"},
		"no compareModel":   {with(map[string]file{"/auxiliary/weblogic-deploy/bin/compareModel.sh": {}}), "error contract.incomplete"},
		"no targets":        {with(map[string]file{"/auxiliary/weblogic-deploy/lib/targets/a": {}}), "error contract.incomplete"},
		"no python":         {with(map[string]file{"/auxiliary/weblogic-deploy/lib/python/a": {}}), "error contract.incomplete"},
		"an ancient one":    {with(map[string]file{"/auxiliary/weblogic-deploy/VERSION.txt": {mode: 0o644, text: "WebLogic Deploy Tooling 1.7.2"}}), "error contract.old-tooling"},
		"an old one":        {with(map[string]file{"/auxiliary/weblogic-deploy/VERSION.txt": {mode: 0o644, text: "WebLogic Deploy Tooling 1.9.2"}}), "warning contract.offline"},
		"a home with blank": {func(i *contract.Image, _, _ files) { i.ModelHome = "/my models" }, "error contract.home"},
		// 5. models
		"no models":              {func(i *contract.Image, _, _ files) { i.ModelHome = "/models" }, "error contract.no-models"},
		"a folder among models":  {with(map[string]file{"/auxiliary/models/more/": {mode: 0o775}}), "error contract.folder"},
		"a .yml":                 {with(map[string]file{"/auxiliary/models/a.yml": {mode: 0o664}}), "error contract.model-name"},
		"a .YAML":                {with(map[string]file{"/auxiliary/models/a.YAML": {mode: 0o664}}), "error contract.model-name"},
		"a blank in a name":      {with(map[string]file{"/auxiliary/models/a b.yaml": {mode: 0o664}}), "error contract.model-name"},
		"a comma in a name":      {with(map[string]file{"/auxiliary/models/a,b.zip": {mode: 0o664}}), "error contract.model-name"},
		"a link out of models":   {with(map[string]file{"/auxiliary/models/a.yaml": {link: "../a.yaml"}, "/auxiliary/a.yaml": {mode: 0o664}}), "error contract.model-link"},
		"a dot-file":             {with(map[string]file{"/auxiliary/models/.a.yaml": {mode: 0o664}}), "warning contract.dot-file"},
		"variables without YAML": {with(map[string]file{"/auxiliary/models/model.yaml": {}}), "warning contract.no-yaml"},
		// 6. readability
		"a model of root's alone":         {with(map[string]file{"/auxiliary/models/model.yaml": {mode: 0o600}}), "error contract.unreadable"},
		"a folder that cannot be passed":  {with(map[string]file{"/auxiliary/": {mode: 0o700}}), "error contract.closed"},
		"one that OpenShift cannot pass":  {with(map[string]file{"/auxiliary/": {mode: 0o750, uid: 1000, gid: 1000}}), "warning contract.closed"},
		"a library folder without write":  {with(map[string]file{"/auxiliary/weblogic-deploy/lib/": {mode: 0o555, uid: 1000}}), "error contract.not-writable"},
		"a script without x":              {with(map[string]file{"/auxiliary/weblogic-deploy/bin/createDomain.sh": {mode: 0o664, uid: 1000}}), "error contract.not-runnable"},
		"a model of user and group 1000":  {with(map[string]file{"/auxiliary/models/model.yaml": {mode: 0o640, uid: 1000, gid: 1000}}), "warning contract.openshift"},
		"a model of a group that is ours": {with(map[string]file{"/auxiliary/models/model.yaml": {mode: 0o640, uid: 7, gid: 0}}), ""},
		// 7. only one image has the tooling
		"tooling that comes with the base": {func(i *contract.Image, _, _ files) { i.WantWDT = false }, "warning contract.tooling"},
		// 8. line ends
		"a script from Windows": {with(map[string]file{"/auxiliary/weblogic-deploy/bin/shared.sh": {mode: 0o775, uid: 1000, text: "#!/bin/sh\r\nexit 0\r\n"}}),
			"error contract.line-end"},
		// 9. the rest
		"root":          {func(i *contract.Image, _, _ files) { i.Config.Config.User = "0:0" }, "warning contract.root"},
		"no user":       {func(i *contract.Image, _, _ files) { i.Config.Config.User = "" }, "warning contract.root"},
		"a named user":  {func(i *contract.Image, _, _ files) { i.Config.Config.User = "oracle" }, "warning contract.named-user"},
		"no PATH":       {func(i *contract.Image, _, _ files) { i.Config.Config.Env = nil }, "warning contract.no-path"},
		"a setuid file": {with(map[string]file{"/auxiliary/weblogic-deploy/lib/x": {mode: 0o4755}}), "warning contract.setuid"},
		"a hard link to nothing": {with(map[string]file{"/auxiliary/weblogic-deploy/lib/x": {hard: "nowhere"}}),
			"error contract.hard-link"},
	} {
		t.Run(name, func(t *testing.T) {
			base, ours := busyBox(t), content()
			i := image(t, base, ours)
			test.change(&i, base, ours)
			i.Layers = []contract.Layer{base.layer(), ours.layer()}
			got := codes(contract.Check(t.Context(), i))
			if want := []string{test.want}; test.want != "" && !slices.Contains(got, test.want) || test.want == "" && got != nil {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

func TestReleasesBeforeCompareModelAreNotIncomplete(t *testing.T) {
	ours := content()
	for name := range content() {
		if strings.Contains(name, "compareModel") || strings.Contains(name, "/targets/") {
			delete(ours, name)
		}
	}
	ours["/auxiliary/weblogic-deploy/VERSION.txt"] = file{mode: 0o664, uid: 1000, text: "WebLogic Deploy Tooling 1.7.3"}
	if got := codes(contract.Check(t.Context(), image(t, busyBox(t), ours))); !slices.Equal(got, []string{"warning contract.offline"}) {
		t.Errorf("found %q", got)
	}
}

func TestAUsersOwnGroupCounts(t *testing.T) {
	base, ours := busyBox(t), content()
	base["/etc/passwd"] = file{mode: 0o644, text: "root:x:0:0::/:/bin/sh\noracle:x:1000:1000::/:/bin/sh\n"}
	ours["/auxiliary/models/model.yaml"] = file{mode: 0o640, uid: 7, gid: 0}
	if got := codes(contract.Check(t.Context(), image(t, base, ours))); !slices.Equal(got, []string{"error contract.unreadable"}) {
		t.Errorf("found %q", got)
	}
}

func TestWhiteoutsHideWhatLiesBelow(t *testing.T) {
	for name, test := range map[string]struct {
		above files
		want  string
	}{
		"a file":            {files{"/auxiliary/weblogic-deploy/lib/.wh.weblogic-deploy-core.jar": {}}, "error contract.incomplete"},
		"a folder":          {files{"/auxiliary/.wh.weblogic-deploy": {}}, "error contract.no-tooling"},
		"all in a folder":   {files{"/auxiliary/models/.wh..wh..opq": {}, "/auxiliary/models/x.properties": {mode: 0o664}}, "warning contract.no-yaml"},
		"not what replaces": {files{"/auxiliary/models/.wh.model.yaml": {}, "/auxiliary/models/model.yaml": {mode: 0o664}}, ""},
		"a bad name":        {files{"/auxiliary/models/.wh.archive.zip": {}}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			i := image(t, busyBox(t), content())
			i.Layers = append(i.Layers, test.above.layer())
			var want []string
			if test.want != "" {
				want = []string{test.want}
			}
			if got := codes(contract.Check(t.Context(), i)); !slices.Equal(got, want) {
				t.Errorf("found %q, want %q", got, want)
			}
		})
	}
}

func TestACheckEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if got := contract.Check(ctx, image(t, files{}, files{})); got != nil {
		t.Errorf("found %v after the end", got)
	}
}

// tarOf returns a layer's tar.
func tarOf(t testing.TB, f files) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, e := range f.list() {
		if err := w.WriteHeader(e.Header); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, f["/"+e.Header.Name].text); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestFindingsSayWhere(t *testing.T) {
	ours := content()
	for name, f := range ours {
		if path.Ext(name) == ".sh" {
			f.mode = 0o664
			ours[name] = f
		}
	}
	findings := contract.Check(t.Context(), image(t, busyBox(t), ours))
	if len(findings) != 1 {
		t.Fatalf("found %v", findings)
	}
	args := findings[0].Args
	if args["Path"] != "/auxiliary/weblogic-deploy/bin/compareModel.sh" || args["Count"] != 5 || args["Mode"] != "0664" {
		t.Errorf("arguments are %v", args)
	}
}
