package model_test

import (
	"archive/zip"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/model"
	"auximage/imaging/report"
)

// inputs are files by name; those named .zip are lists of entries, one a line,
// of which "name=text" has content.
type inputs map[string]string

// write puts the files into a folder and returns them sorted by name.
func (i inputs) write(t testing.TB) model.Inputs {
	t.Helper()
	dir := t.TempDir()
	var in model.Inputs
	names := make([]string, 0, len(i))
	for name := range i {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		f := model.File{Path: filepath.Join(dir, name), Kind: model.KindOf(name)}
		content := []byte(i[name])
		if f.Kind == model.Archive && !strings.HasPrefix(i[name], "not a zip") {
			content = zipOf(t, i[name])
		}
		if err := os.WriteFile(f.Path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		switch f.Kind {
		case model.Model:
			in.Models = append(in.Models, f)
		case model.Variables:
			in.Variables = append(in.Variables, f)
		case model.Archive:
			in.Archives = append(in.Archives, f)
		default:
			in.Models = append(in.Models, f)
		}
	}
	return in
}

func zipOf(t testing.TB, list string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for line := range strings.Lines(list) {
		name, text, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "=")
		if name == "" {
			continue
		}
		entry, err := w.Create(name)
		if err == nil && text != "" {
			_, err = entry.Write([]byte(text))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// said is a finding as the table writes it: severity code file:line:column.
func said(f report.Finding) string {
	at := ""
	if f.File != "" {
		at = " " + filepath.Base(f.File)
	}
	if f.Line > 0 {
		at += fmt.Sprintf(":%d", f.Line)
	}
	if f.Column > 0 {
		at += fmt.Sprintf(":%d", f.Column)
	}
	return f.Severity.String() + " " + string(f.Code) + at
}

// credentials are what every merged model needs.
const credentials = `domainInfo:
  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'
  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'
`

func TestWhatIsWrongIsFoundWithFileAndLine(t *testing.T) {
	const version = "4.4.6"
	for name, test := range map[string]struct {
		files   inputs
		version string
		want    []string
	}{
		"nothing closes the quote": {inputs{"m.yaml": credentials + "topology:\n  Name: \"abc\n  AdminServerName: x\n"}, version,
			[]string{"error model.syntax m.yaml:5:3"}},
		"an indentation that fits nothing": {inputs{"m.yaml": "topology:\n    Name: a\n  Server: b\n"}, version,
			[]string{"error model.syntax m.yaml:3:3"}},
		"a value where a folder was meant": {inputs{"m.yaml": "topology: a\n  Name: b\n"}, version,
			[]string{"error model.syntax m.yaml:2:7"}},
		"a key without a colon": {inputs{"m.yaml": "topology:\n  Server:\n    s1:\n      ListenPort: 7001\n    s2\n      ListenPort: 7002\n"}, version,
			[]string{"error model.syntax m.yaml:5:5"}},
		"a list that is not closed": {inputs{"m.yaml": "topology:\n  Machines: [a, b\nresources: {}\n"}, version,
			[]string{"error model.syntax m.yaml:2:3"}},
		"a closing brace too many": {inputs{"m.yaml": "topology: {Name: a}}\n"}, version,
			[]string{"error model.syntax m.yaml:1:1"}},
		"a quote within quotes": {inputs{"m.yaml": "topology:\n  Name: 'it's'\n  AdminServerName: a\n"}, version,
			[]string{"error model.syntax m.yaml:2:3"}},
		"an alias without an anchor": {inputs{"m.yaml": "topology: *other\n"}, version,
			[]string{"error model.syntax m.yaml:1:11"}},
		"a list among keys": {inputs{"m.yaml": "topology:\n  Name: a\n  - b\n"}, version,
			[]string{"error model.syntax m.yaml:3:3"}},
		"an unknown escape": {inputs{"m.yaml": "topology:\n  Name: \"C:\\Users\"\n"}, version,
			[]string{"error model.syntax m.yaml:2:12"}},
		"a tab as indentation": {inputs{"m.yaml": "topology:\n\tName: a\n"}, version,
			[]string{"error model.tab m.yaml:2:1"}},
		"a tab deeper down": {inputs{"m.yaml": "topology:\n  Name: a\n\tAdminServerName: b\n"}, version,
			[]string{"error model.tab m.yaml:3:1"}},
		"tabs in JSON": {inputs{"m.yaml": "{\n\t\"domainInfo\": {\"AdminUserName\": \"a\", \"AdminPassword\": \"@@SECRET:a:b@@\"}\n}\n"}, version,
			[]string{"error model.tab m.yaml:2:2"}},
		"a token without quotes": {inputs{"m.yaml": credentials + "topology:\n  Name: @@PROP:name@@\n"}, version,
			[]string{"error model.quote m.yaml:5:9"}},
		"a delete without quotes": {inputs{"m.yaml": credentials + "topology:\n  Server:\n    !server-1:\n"}, version,
			[]string{"error model.tag m.yaml:6:5"}},
		"a tag for Java": {inputs{"m.yaml": credentials + "topology: !!java.net.URL {}\n"}, version,
			[]string{"error model.tag m.yaml:4:11"}},
		"a key twice": {inputs{"m.yaml": credentials + "topology:\n  Name: a\n  Name: b\n"}, version,
			[]string{"error model.duplicate m.yaml:6:3"}},
		"a section twice": {inputs{"m.yaml": credentials + "topology: {}\nresources: {}\ntopology: {}\n"}, version,
			[]string{"error model.duplicate m.yaml:6:1"}},
		"a section twice, first null": {inputs{"m.yaml": credentials + "topology:\nresources: {}\ntopology: {}\n"}, version,
			[]string{"error model.duplicate m.yaml:6:1"}},
		"two documents": {inputs{"m.yaml": credentials + "---\ntopology: {}\n"}, version,
			[]string{"error model.documents m.yaml:4:1"}},
		"a Kubernetes resource": {inputs{"m.yaml": "apiVersion: v1\nkind: Secret\n"}, version,
			[]string{"warning model.no-credentials m.yaml", "error model.section m.yaml:1:1", "error model.section m.yaml:2:1"}},
		"a list": {inputs{"m.yaml": "- topology\n"}, version,
			[]string{"error model.not-sections m.yaml:1"}},
		"a sentence": {inputs{"m.yaml": "just words\n"}, version,
			[]string{"error model.not-sections m.yaml:1"}},
		"null": {inputs{"m.yaml": "---\n...\n"}, version,
			[]string{"error model.not-sections m.yaml:1"}},
		"a number as a key": {inputs{"m.yaml": credentials + "topology:\n  Server:\n    1:\n      ListenPort: 7001\n"}, version,
			[]string{"error model.key-type m.yaml:6:5"}},
		"a switch as a key": {inputs{"m.yaml": credentials + "topology:\n  Server:\n    on: {}\n"}, version,
			[]string{"error model.key-type m.yaml:6:5"}},
		"a date": {inputs{"m.yaml": credentials + "topology:\n  Notes: 2024-01-31\n"}, version,
			[]string{"error model.value-type m.yaml:5:10"}},
		"a date, for an unknown tooling": {inputs{"m.yaml": credentials + "topology:\n  Notes: 2024-01-31\n"}, "",
			[]string{"warning model.value-type m.yaml:5:10"}},
		"too many aliases": {inputs{"m.yaml": credentials + "topology:\n  A: &a {x: y}\n  B: [" + strings.Repeat("*a, ", 60) + "]\n"}, version,
			[]string{"error model.aliases m.yaml"}},
		"too deep": {inputs{"m.yaml": credentials + "topology: " + strings.Repeat("{a: ", 60) + "b" + strings.Repeat("}", 60) + "\n"}, version,
			[]string{"error model.nesting m.yaml:4:208"}},
		"a bomb of aliases": {inputs{"m.yaml": "topology:\n" + bomb()}, version,
			[]string{"error model.aliases m.yaml", "warning model.no-credentials m.yaml"}},
		"a mistyped section": {inputs{"m.yaml": credentials + "topologie: {}\n"}, version,
			[]string{"error model.section m.yaml:4:1"}},
		"a section in other case": {inputs{"m.yaml": credentials + "appdeployments: {}\n"}, version,
			[]string{"error model.section m.yaml:4:1"}},
		"a section that is a text": {inputs{"m.yaml": credentials + "topology: here\n"}, version,
			[]string{"error model.section-value m.yaml:4:11"}},
		"a section of the past": {inputs{"m.yaml": credentials + "verrazzano: {}\n"}, version,
			[]string{"warning model.old-section m.yaml:4:1"}},
		"no credentials": {inputs{"m.yaml": "topology: {}\n"}, version,
			[]string{"warning model.no-credentials m.yaml"}},
		"no password": {inputs{"m.yaml": "topology: {}\ndomainInfo:\n  AdminUserName: '@@SECRET:a:b@@'\n"}, version,
			[]string{"warning model.no-credentials m.yaml:2"}},
		"credentials that a later model deletes": {inputs{"m.1.yaml": credentials, "m.2.yaml": "domainInfo:\n  '!AdminPassword':\n"}, version,
			[]string{"warning model.no-credentials m.2.yaml:1"}},
		"a password in clear": {inputs{"m.yaml": "domainInfo:\n  AdminUserName: weblogic\n  AdminPassword: welcome1\n"}, version,
			[]string{"warning model.clear-secret m.yaml:3:18"}},
		"a number as password": {inputs{"m.yaml": credentials + "topology:\n  NMProperties: {}\n  SecurityConfiguration:\n    NodeManagerPasswordEncrypted: 12345678\n"}, version,
			[]string{"warning model.clear-secret m.yaml:7:35"}},
		"a data source's password": {inputs{"m.yaml": credentials + "resources:\n  JDBCSystemResource:\n    ds:\n      JdbcResource:\n        JDBCDriverParams:\n          PasswordEncrypted: tiger\n"}, version,
			[]string{"warning model.clear-secret m.yaml:9:30"}},
		"a key store's password as a property": {inputs{"m.yaml": credentials + "resources:\n  Properties:\n    javax.net.ssl.keyStorePassword:\n      Value: changeit\n"}, version,
			[]string{"warning model.clear-secret m.yaml:7:14"}},
		"a password in a connection string": {inputs{"m.yaml": credentials + "resources:\n  URL: jdbc:oracle:thin:scott/tiger@//db:1521/x\n"}, version,
			[]string{"warning model.clear-secret m.yaml:5:8"}},
		"a password among arguments": {inputs{"m.yaml": credentials + "topology:\n  Arguments: -Xmx1g -Djavax.net.ssl.trustStorePassword=changeit\n"}, version,
			[]string{"warning model.clear-secret m.yaml:5:14"}},
		"a password in the variables": {inputs{"m.yaml": credentials + "resources:\n  PasswordEncrypted: '@@PROP:db.pass@@'\n", "m.properties": "# db\ndb.pass=tiger\n"}, version,
			[]string{"warning model.clear-secret m.properties:2:1"}},
		"an empty password in the variables": {inputs{"m.yaml": credentials + "resources:\n  PasswordEncrypted: '@@PROP:db.pass@@'\n", "m.properties": "db.pass=\n"}, version,
			[]string{"warning model.empty-password m.properties:1:1"}},
		"what discovery left": {inputs{"m.yaml": credentials + "resources:\n  PasswordEncrypted: '--FIX ME--'\n"}, version,
			[]string{"warning model.placeholder m.yaml:5:22"}},
		"encrypted values": {inputs{"m.yaml": credentials + "resources:\n  PasswordEncrypted: '{AES}RkVF'\n  KeyEncrypted: '{AES}RkVF'\n"}, version,
			[]string{"warning model.encrypted m.yaml:5:22"}},
		"a private key": {inputs{"m.yaml": credentials + "resources:\n  Key: |\n    -----BEGIN RSA PRIVATE KEY-----\n    MII\n"}, version,
			[]string{"warning model.private-key m.yaml:6:5"}},
		"a private key in the variables": {inputs{"m.yaml": credentials + "resources: {Key: '@@PROP:key@@'}\n", "m.properties": "key=-----BEGIN PRIVATE KEY-----\\nMII\n"}, version,
			[]string{"warning model.private-key m.properties:1:5"}},
		"a password in the variables that nothing uses": {inputs{"m.yaml": credentials, "m.properties": "admin.password=welcome1\nadmin.pwd.file=/x\n"}, version,
			[]string{"warning model.clear-secret m.properties:1:1", "info model.unused m.properties:1:1", "info model.unused m.properties:2:1"}},
		"a text among the models": {inputs{"notes.txt": "topology: {}\n" + credentials}, version,
			[]string{"error model.name notes.txt"}},
		"an undefined variable": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@PROP:domian.name@@'\n", "m.properties": "domain.nam=a\n"}, version,
			[]string{"warning model.variable m.yaml:5:9", "info model.unused m.properties:1:1"}},
		"a variable and no file": {inputs{"m.yaml": credentials + "topology:\n  '@@PROP:name@@': a\n"}, version,
			[]string{"warning model.no-variables m.yaml:5:3"}},
		"an undefined variable in a list": {inputs{"m.yaml": credentials + "topology:\n  Targets: [a, '@@PROP:b@@']\n", "m.properties": "# none\na=1\n"}, version,
			[]string{"warning model.variable m.yaml:5:16", "info model.unused m.properties:2:1"}},
		"half a token": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@PROP:name@'\n"}, version,
			[]string{"error model.token m.yaml:5:9"}},
		"a blank in a token": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@ENV:MY NAME@@'\n"}, version,
			[]string{"error model.token m.yaml:5:9"}},
		"a secret without a key": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@SECRET:name@@'\n"}, version,
			[]string{"error model.token m.yaml:5:9"}},
		"a token in lower case": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@prop:name@@'\n"}, version,
			[]string{"warning model.unknown-token m.yaml:5:9"}},
		"a token nobody knows": {inputs{"m.yaml": credentials + "topology:\n  Path: '@@MW_HOME@@/lib'\n"}, version,
			[]string{"warning model.unknown-token m.yaml:5:9"}},
		"a secret that Kubernetes refuses": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@SECRET:My_Secret:key@@'\n"}, version,
			[]string{"warning model.secret-name m.yaml:5:9"}},
		"a file in the container": {inputs{"m.yaml": credentials + "topology:\n  Name: '@@FILE:/home/me/name.txt@@'\n"}, version,
			[]string{"warning model.file-token m.yaml:5:9"}},
		"a bad escape": {inputs{"m.yaml": credentials, "m.properties": "a=1\npath=C:\\users\\me\n"}, version,
			[]string{"info model.unused m.properties:1:1", "error model.escape m.properties:2:8"}},
		"a variable with two values": {inputs{"m.yaml": credentials + "topology: {Name: '@@PROP:a@@'}\n", "m.properties": "a=1\n\na: 2\n"}, version,
			[]string{"warning model.redefined m.properties:3:1"}},
		"accents in variables": {inputs{"m.yaml": credentials + "topology: {Name: '@@PROP:a@@'}\n", "m.properties": "a=Éloïse\n"}, version,
			[]string{"warning model.latin1 m.properties:1"}},
		"a byte order mark in variables": {inputs{"m.yaml": credentials + "topology: {Name: '@@PROP:a@@'}\n", "m.properties": "\ufeffa=1\n"}, version,
			[]string{"warning model.variable m.yaml:4:18", "warning model.byte-order m.properties:1:1", "info model.unused m.properties:1:1"}},
		"variables in UTF-16": {inputs{"m.yaml": credentials, "m.properties": "\xff\xfea\x00=\x001\x00"}, version,
			[]string{"error model.encoding m.properties:1:1"}},
		"NUL in variables": {inputs{"m.yaml": credentials, "m.properties": "a=1\nb=\x00\n"}, version,
			[]string{"error model.control m.properties:2:3"}},
		"variables that lead to each other": {inputs{"m.yaml": credentials + "topology: {Name: '@@PROP:a@@'}\n", "m.properties": "a=${b}\nb=${a}\n"}, version,
			[]string{"error model.cycle m.properties:2"}},
		"a reference to nothing": {inputs{"m.yaml": credentials + "topology: {Name: '@@PROP:a@@'}\n", "m.properties": "a=${b}\n"}, version,
			[]string{"warning model.reference m.properties:1"}},
		"NUL in a model": {inputs{"m.yaml": credentials + "topology:\x00\n"}, version,
			[]string{"error model.control m.yaml:4:10"}},
		"a model that is not UTF-8": {inputs{"m.yaml": credentials + "topology:\n  Name: \xe9\n"}, version,
			[]string{"error model.encoding m.yaml:5:9"}},
		"an empty model": {inputs{"m.yaml": ""}, version,
			[]string{"error model.empty m.yaml"}},
		"a model of comments": {inputs{"m.yaml": "# to be done\n\n"}, version,
			[]string{"warning model.empty m.yaml"}},
		"a zip that is called a model": {inputs{"m.yaml": "PK\x03\x04abc"}, version,
			[]string{"error model.other-kind m.yaml"}},
		"a model of 10 MiB": {inputs{"m.yaml": strings.Repeat("# much ado\n", 1<<20)}, version,
			[]string{"error model.too-large m.yaml"}},
		"variables and no model": {inputs{"m.properties": "a=1\n"}, version,
			[]string{"warning model.no-model"}},
		"a reference and no archive": {inputs{"m.yaml": credentials + "appDeployments:\n  Application:\n    a:\n      SourcePath: wlsdeploy/applications/a.war\n"}, version,
			[]string{"warning model.no-archive m.yaml:7:19"}},
		"a reference that no archive has": {inputs{"m.yaml": credentials + "appDeployments:\n  Application:\n    a:\n      SourcePath: wlsdeploy/applications/a.war\n", "a.zip": "wlsdeploy/applications/A.war\n"}, version,
			[]string{"warning model.not-in-archive m.yaml:7:19"}},
		"an old location": {inputs{"m.yaml": credentials + "topology:\n  Path: wlsdeploy/servers/s/id.cer\n", "a.zip": "wlsdeploy/servers/s/id.cer\n"}, version,
			[]string{"warning model.old-location m.yaml:5:9"}},
		"a location of the future": {inputs{"m.yaml": credentials + "topology:\n  Path: config/wlsdeploy/servers/s/id.cer\n", "a.zip": "config/wlsdeploy/servers/s/id.cer\n"}, "3.5.4",
			[]string{"warning model.new-location m.yaml:5:9"}},
		"an archive with a folder too many": {inputs{"m.yaml": credentials, "a.zip": "archive/wlsdeploy/applications/a.war\n"}, version,
			[]string{"warning model.outside a.zip"}},
		"an archive of something else": {inputs{"m.yaml": credentials, "a.zip": "WEB-INF/web.xml\n"}, version,
			[]string{"warning model.outside a.zip"}},
		"an archive of nothing": {inputs{"m.yaml": credentials, "a.zip": ""}, version,
			[]string{"warning model.no-entries a.zip"}},
		"an archive that is none": {inputs{"m.yaml": credentials, "a.zip": "not a zip"}, version,
			[]string{"error zip.not-a-zip a.zip"}},
		"an archive from Windows": {inputs{"m.yaml": credentials, "a.zip": "wlsdeploy\\applications\\a.war\n"}, version,
			[]string{"error zip.backslash a.zip"}},
		"an archive that leaves its folder": {inputs{"m.yaml": credentials, "a.zip": "../../etc/passwd=x\n"}, version,
			[]string{"error zip.name a.zip"}},
		"a wallet in an archive": {inputs{"m.yaml": credentials, "a.zip": "config/wlsdeploy/dbWallets/rcu/cwallet.sso=x\n"}, version,
			[]string{"warning model.key-store a.zip"}},
		"a private key in an archive": {inputs{"m.yaml": credentials, "a.zip": "wlsdeploy/custom/id.pem=-----BEGIN PRIVATE KEY-----\n"}, version,
			[]string{"warning model.archived-key a.zip"}},
		"a name with a blank": {inputs{"my model.yaml": credentials}, version,
			[]string{"error model.name my model.yaml"}},
		"a name with a comma": {inputs{"m.yaml": credentials, "a,b.properties": "# nothing\n\n"}, version,
			[]string{"error model.name a,b.properties", "info model.empty a,b.properties"}},
		"a .yml": {inputs{"m.yml": credentials}, version,
			[]string{"error model.name m.yml"}},
		"a .YAML": {inputs{"m.YAML": credentials}, version,
			[]string{"error model.name m.YAML"}},
		"a dot-file": {inputs{".m.yaml": credentials}, version,
			[]string{"error model.name .m.yaml"}},
		"a name with an accent": {inputs{"modèle.yaml": credentials}, version,
			[]string{"warning model.foreign modèle.yaml"}},
	} {
		t.Run(name, func(t *testing.T) {
			in := test.files.write(t)
			in.WDTVersion = test.version
			_, findings := model.Check(t.Context(), in, nil)
			var got []string
			for _, f := range findings {
				got = append(got, said(f))
				if !strings.HasPrefix(f.Digest, "sha256:") && f.Line > 0 {
					t.Errorf("%s has no digest", said(f))
				}
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("found\n  %q, want\n  %q", got, test.want)
			}
		})
	}
}

// bomb is a document that aliases blow up to 10^9 values.
func bomb() string {
	var b strings.Builder
	b.WriteString("  a0: &a0 [" + strings.Repeat("x, ", 9) + "x]\n")
	for i := 1; i < 9; i++ {
		fmt.Fprintf(&b, "  a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 10), ", "))
	}
	return b.String()
}

func TestFilesThatCannotBeRead(t *testing.T) {
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "folder.yaml"), 0o700); err != nil {
		t.Fatal(err)
	}
	in := model.Inputs{
		Models:    []model.File{{Path: filepath.Join(dir, "folder.yaml")}, {Path: filepath.Join(dir, "gone.yaml")}},
		Variables: []model.File{{Path: filepath.Join(dir, "gone.properties")}},
		Archives:  []model.File{{Path: filepath.Join(dir, "gone.zip")}},
	}
	_, findings := model.Check(t.Context(), in, nil)
	want := []string{"error model.directory folder.yaml", "error model.missing gone.yaml", "error model.missing gone.properties", "error zip.missing gone.zip"}
	var got []string
	for _, f := range findings {
		got = append(got, said(f))
	}
	if !slices.Equal(got, want) {
		t.Errorf("found %q, want %q", got, want)
	}
}

func TestTwoFilesWithOneNameAreRefused(t *testing.T) {
	in := inputs{"a.yaml": credentials, "b.yaml": "topology: {}\n"}.write(t)
	in.Models[1].Name = "a.yaml"
	_, findings := model.Check(t.Context(), in, nil)
	if len(findings) != 1 || said(findings[0]) != "error model.same-name b.yaml" {
		t.Errorf("found %v", findings)
	}
}

func TestNumbersAreOfferedOnlyWhereTheOrderMatters(t *testing.T) {
	for name, test := range map[string]struct {
		z, a string
		want bool
	}{
		"another value":      {"topology: {Name: a}\n", "topology: {Name: b}\n", true},
		"the same value":     {"topology: {Name: a}\n", "topology: {Name: a}\n", false},
		"other keys":         {"topology: {Name: a}\n", "topology: {AdminServerName: b}\n", false},
		"one deletes":        {"topology: {Server: {s: {}}}\n", "topology: {Server: {'!s': }}\n", true},
		"one deletes others": {"topology: {Server: {s: {}}}\n", "topology: {Server: {'!t': }}\n", false},
	} {
		t.Run(name, func(t *testing.T) {
			in := inputs{"z.yaml": credentials + test.z, "a.yaml": test.a}.write(t)
			slices.Reverse(in.Models) // the person wants z first
			_, findings := model.Check(t.Context(), in, nil)
			if found := len(findings) == 1 && findings[0].Code == model.CodeOrder; found != test.want || len(findings) > 1 {
				t.Errorf("found %v", findings)
			}
			slices.Reverse(in.Models)
			if _, findings = model.Check(t.Context(), in, nil); len(findings) > 0 {
				t.Errorf("found %v where the orders agree", findings)
			}
		})
	}
}
