package model_test

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// shop is a model as the documentation of all releases writes them: a cluster,
// a data source and an application.
const shop = credentials + `  ServerStartMode: prod
topology:
  Name: '@@ENV:DOMAIN_UID@@'
  AdminServerName: admin-server
  Cluster:
    cluster-1:
      DynamicServers:
        ServerTemplate: cluster-1-template
        ServerNamePrefix: managed-server
        DynamicClusterSize: '@@PROP:cluster.size@@'
        MaxDynamicClusterSize: '@@PROP:cluster.size@@'
        CalculatedListenPorts: false
  Server:
    admin-server:
      ListenPort: 7001
  ServerTemplate:
    cluster-1-template:
      Cluster: cluster-1
      ListenPort: 8001
resources:
  JDBCSystemResource:
    shop:
      Target: cluster-1
      JdbcResource:
        JDBCDataSourceParams:
          JNDIName: [ jdbc/shop ]
          GlobalTransactionsProtocol: TwoPhaseCommit
        JDBCDriverParams:
          DriverName: oracle.jdbc.xa.client.OracleXADataSource
          URL: '@@PROP:shop.url@@'
          PasswordEncrypted: '@@SECRET:@@ENV:DOMAIN_UID@@-shop:password@@'
          Properties:
            user:
              Value: '@@SECRET:@@ENV:DOMAIN_UID@@-shop:username@@'
appDeployments:
  Application:
    shop:
      SourcePath: wlsdeploy/applications/shop.war
      ModuleType: war
      Target: cluster-1
`

const shopVariables = "# sizes\ncluster.size=3\n! the database\nshop.url = jdbc:oracle:thin:@//db.example.com:1521/shop\n"

const shopArchive = "wlsdeploy/\nwlsdeploy/applications/\nwlsdeploy/applications/shop.war\n"

// section returns a whole model with one more section.
func section(text string) string { return credentials + text }

func TestAValidInputIsNotComplainedAbout(t *testing.T) {
	versions := []string{"", "1.7.3", "1.9.20", "2.0.0", "2.4.2", "3.0.0", "3.5.4", "4.0.0", "4.3.1", "4.4.6"}
	old, latest := []string{"1.9.20", "2.4.2", "3.5.4"}, []string{"4.0.0", "4.4.6"}
	for name, test := range map[string]struct {
		files    inputs
		versions []string
	}{
		"a shop": {inputs{"model.yaml": shop, "model.properties": shopVariables, "archive.zip": shopArchive}, versions},
		"a shop in the order of numbers": {inputs{
			"base.10.yaml": shop, "size.20.yaml": "topology:\n  Server:\n    admin-server:\n      ListenPort: 7011\n",
			"model.10.properties": shopVariables, "model.20.properties": "cluster.size=5\n", "archive.zip": shopArchive}, versions},
		"an application that is a folder": {inputs{"m.yaml": section("appDeployments:\n  Application:\n    a:\n      SourcePath: wlsdeploy/applications/a\n"),
			"a.zip": "wlsdeploy/applications/a/WEB-INF/web.xml\n"}, versions},
		"a structured application": {inputs{"m.yaml": section("appDeployments:\n  Application:\n    a:\n      SourcePath: wlsdeploy/structuredApplications/a/app/a.ear\n      PlanDir: wlsdeploy/structuredApplications/a/plan\n      PlanPath: plan.xml\n"),
			"a.zip": "wlsdeploy/structuredApplications/a/app/a.ear\nwlsdeploy/structuredApplications/a/plan/plan.xml\n"}, versions},
		"applications in two archives": {inputs{"m.yaml": section("appDeployments:\n  Application:\n    a: {SourcePath: wlsdeploy/applications/a.war}\n    b: {SourcePath: 'wlsdeploy/applications/@@PROP:b@@.war'}\n"),
			"m.properties": "b=b-1.0\n", "a.zip": "wlsdeploy/applications/a.war\n", "b.zip": "wlsdeploy/applications/b-1.0.war\n"}, versions},
		"libraries of WebLogic's own": {inputs{"m.yaml": section("appDeployments:\n  Library:\n    'jsf#2.0':\n      SourcePath: '@@WL_HOME@@/common/deployable-libraries/jsf-2.0.war'\n")}, versions},
		"class path and domain libraries": {inputs{"m.yaml": credentials + "  domainLibraries: [ wlsdeploy/domainLibraries/a.jar ]\n  domainBin: [ wlsdeploy/domainBin/setUserOverrides.sh ]\ntopology:\n  Server:\n    s:\n      ServerStart:\n        ClassPath: 'wlsdeploy/classpathLibraries/a.jar:@@DOMAIN_HOME@@/lib/b.jar'\n",
			"a.zip": "wlsdeploy/domainLibraries/a.jar\nwlsdeploy/domainBin/setUserOverrides.sh\nwlsdeploy/classpathLibraries/a.jar\n"}, versions},
		"a file store": {inputs{"m.yaml": section("resources:\n  FileStore:\n    f:\n      Directory: wlsdeploy/stores/f\n"), "a.zip": "wlsdeploy/stores/f/\n"}, versions},
		"a certificate at the old place": {inputs{"m.yaml": section("topology:\n  Server:\n    s:\n      CustomTrustKeyStoreFileName: wlsdeploy/servers/s/trust.jks\n"),
			"a.zip": "wlsdeploy/servers/s/trust.jks\n"}, old},
		"a certificate at the new place": {inputs{"m.yaml": section("topology:\n  Server:\n    s:\n      CustomTrustKeyStoreFileName: config/wlsdeploy/servers/s/trust.jks\n"),
			"a.zip": "config/wlsdeploy/servers/s/trust.jks\n"}, latest},
		"custom files at both places": {inputs{"m.yaml": section("resources:\n  A: wlsdeploy/custom/a.txt\n  B: config/wlsdeploy/custom/b.txt\n"),
			"a.zip": "wlsdeploy/custom/a.txt\nconfig/wlsdeploy/custom/b.txt\n"}, latest},
		"verrazzano":               {inputs{"m.yaml": section("verrazzano:\n  application:\n    spec: {}\n")}, []string{"", "3.5.4"}},
		"kubernetes":               {inputs{"m.yaml": section("kubernetes:\n  domain:\n    spec:\n      image: 'shop:v1'\n      configuration:\n        secrets: [ a, b ]\n")}, versions},
		"sections without content": {inputs{"m.yaml": section("topology:\nresources:\nappDeployments:\n")}, versions},
		"a model in two files":     {inputs{"a.yaml": credentials, "b.yaml": "topology: {Name: a}\n"}, versions},
		"a deletion":               {inputs{"a.10.yaml": section("topology:\n  Server:\n    s1: {}\n    s2: {}\n"), "b.20.yaml": "topology:\n  Server:\n    '!s2':\n"}, versions},
		"anchors and merges":       {inputs{"m.yaml": section("topology:\n  Server:\n    s1: &server\n      ListenPort: 7001\n      SSL: &ssl {Enabled: true}\n    s2:\n      <<: *server\n      ListenPort: 7002\n    s3:\n      SSL: *ssl\n")}, versions},
		"credentials by a merge":   {inputs{"m.yaml": "domainInfo: &info\n  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'\n  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'\n"}, versions},
		"texts of many lines":      {inputs{"m.yaml": section("topology:\n  Notes: |\n    one: two\n    \tthree\n  More: >-\n    a\n    b\n  Last: \"with \\\"quotes\\\" and \\t\"\n  '@@PROP:key@@': value\n"), "m.properties": "key=name\n"}, versions},
		"values of all kinds":      {inputs{"m.yaml": section("topology:\n  A: 1\n  B: 1.5\n  C: true\n  D: yes\n  E:\n  F: ''\n  G: 0x1F\n  H: 2024-01\n  I: '2024-01-01'\n  J: !!str 5\n")}, versions},
		"list notation":            {inputs{"m.yaml": section("topology:\n  A: [ a, b, 'c' ]\n  B:\n    - a\n    - b\n  C: 'a,b'\n  D: { e: f }\n")}, versions},
		"blank lines, comments, CR LF, a start and an end": {inputs{"m.yaml": strings.ReplaceAll("%YAML 1.1\n---\n# a comment\n\n"+section("topology: # another\n  Name: a\n")+"...\n", "\n", "\r\n")}, versions},
		"a byte order mark": {inputs{"m.yaml": "\ufeff" + section("topology: {}\n")}, versions},
		"UTF-16":            {inputs{"m.yaml": utf16le(section("topology: {Notes: Éloïse}\n"))}, versions},
		"other alphabets":   {inputs{"m.yaml": section("topology:\n  Notes: 'Éloïse, 域, 😀'\n")}, versions},
		"JSON": {inputs{"m.yaml": `{"domainInfo": {"AdminUserName": "@@SECRET:__weblogic-credentials__:username@@",
  "AdminPassword": "@@SECRET:__weblogic-credentials__:password@@"}, "topology": {"Name": "a", "Server": {"1": {}}}}`}, versions},
		"passwords from everywhere but here": {inputs{"m.yaml": section("resources:\n  PasswordEncrypted: '@@ENV:DB_PASSWORD@@'\n  KeyEncrypted: '@@SECRET:db:key@@'\n  CredentialEncrypted: '@@FILE:@@DOMAIN_HOME@@/config/credential.txt@@'\n  SavePassword: true\n  UserPasswordEncrypted: ''\n  MinPasswordLength: 8\n  PasswordPolicy: 'long'\n")}, versions},
		"a token in a token":                 {inputs{"m.yaml": section("topology:\n  A: '@@SECRET:@@PROP:name@@:key@@'\n  B: '@@FILE:@@ORACLE_HOME@@/@@ENV:WHERE@@/x.txt@@'\n  C: 'mail@@example'\n"), "m.properties": "name=db\n"}, versions},
		"a wallet's properties":              {inputs{"m.yaml": section("resources:\n  URL: jdbc:oracle:thin:@shop_tp?TNS_ADMIN=/u01/wallet\n  Mail: mailto:a@example.com\n  Web: https://example.com:8443/a@b\n  Properties:\n    javax.net.ssl.trustStore:\n      Value: config/wlsdeploy/custom/trust.jks\n"), "a.zip": "config/wlsdeploy/custom/trust.jks\n"}, latest},
		"escapes in variables":               {inputs{"m.yaml": section("topology:\n  A: '@@PROP:a.b@@'\n  C: '@@PROP:e@@'\n  D: '@@PROP:f@@'\n"), "m.properties": "a.b : one \\\n    two\n\te\tthree\\tfour\\u00e9\\\\\nf\n# C:\\users\n"}, versions},
		"variables in ISO-8859-1":            {inputs{"m.yaml": section("topology: {A: '@@PROP:a@@'}\n"), "m.properties": "a=\xc9lo\xefse\n"}, versions},
		"a comment in UTF-8":                 {inputs{"m.yaml": section("topology: {A: '@@PROP:a@@'}\n"), "m.properties": "# Éloïse\na=1\n"}, versions},
		"variables by other variables":       {inputs{"m.yaml": section("topology: {A: '@@PROP:a@@'}\n"), "m.properties": "a=${b}/x\nb=y\n"}, []string{"4.4.5", "4.4.6"}},
		"${} for somebody else":              {inputs{"m.yaml": section("topology: {A: '@@PROP:a@@'}\n"), "m.properties": "a=${java.io.tmpdir}/x\n"}, []string{"", "3.5.4", "4.4.4"}},
		"a name in brackets":                 {inputs{"model(1).yaml": credentials}, versions},
		"archives with nothing to refer":     {inputs{"m.yaml": credentials, "a.zip": "wlsdeploy/classpathLibraries/a.jar\nwlsdeploy/custom/b\nREADME.txt\n"}, versions},
	} {
		t.Run(name, func(t *testing.T) {
			in := test.files.write(t)
			for _, version := range test.versions {
				in.WDTVersion = version
				_, findings := model.Check(t.Context(), in, nil)
				for _, f := range findings {
					t.Errorf("%s, for %q: %v", said(f), version, f.Args)
				}
			}
		})
	}
}

func utf16le(text string) string {
	b := []byte{0xff, 0xfe}
	for _, r := range text {
		b = append(b, byte(r), byte(r>>8))
	}
	return string(b)
}

func TestTheSummarySaysWhatTheDomainNeeds(t *testing.T) {
	in := inputs{"b.20.yaml": "appDeployments:\n  Application:\n    more: {SourcePath: wlsdeploy/applications/shop.war}\n    '!gone':\n",
		"a.10.yaml":        shop + "    gone: {SourcePath: wlsdeploy/applications/shop.war}\n  Library:\n    lib: {SourcePath: '@@ENV:LIBS@@/a.jar'}\n",
		"c.30.yaml":        "resources: {PasswordEncrypted: '{AES}abc', Other: '@@SECRET:db:b@@@@SECRET:db:a@@@@PROP:nowhere@@'}\n",
		"model.properties": shopVariables + "unused=1\n", "archive.zip": shopArchive}.write(t)
	s, _ := model.Check(t.Context(), in, nil)
	if want := []string{"a.10.yaml", "b.20.yaml", "c.30.yaml"}; !slices.Equal(s.Models, want) {
		t.Errorf("models %q, want %q", s.Models, want)
	}
	if want := []string{"cluster.size", "shop.url", "unused"}; !slices.Equal(s.Defined, want) {
		t.Errorf("defined %q, want %q", s.Defined, want)
	}
	if want := []string{"cluster.size", "nowhere", "shop.url"}; !slices.Equal(s.Used, want) || s.UsedDefined() != 2 {
		t.Errorf("used %q, want %q; %d of them defined", s.Used, want, s.UsedDefined())
	}
	if s.Applications != 3 {
		t.Errorf("%d applications and libraries", s.Applications)
	}
	if want := []string{"LIBS"}; !slices.Equal(s.Environment, want) {
		t.Errorf("environment %q, want %q", s.Environment, want)
	}
	want := []model.Secret{{Name: "@@ENV:DOMAIN_UID@@-shop", Keys: []string{"password", "username"}}, {Name: "db", Keys: []string{"a", "b"}}}
	if !slices.EqualFunc(s.Secrets, want, func(a, b model.Secret) bool { return a.Name == b.Name && slices.Equal(a.Keys, b.Keys) }) {
		t.Errorf("secrets %v, want %v", s.Secrets, want)
	}
	if !s.Encrypted {
		t.Error("nothing encrypted")
	}
	if s.FileSize != 0 {
		t.Errorf("small models want a limit of %d", s.FileSize)
	}
}

func TestALargeModelWantsALimitThatHoldsTheLargest(t *testing.T) {
	large := func(characters int) string { return credentials + strings.Repeat("# é\n", characters/4) }
	for name, c := range map[string]struct {
		files inputs
		want  int
	}{
		"as large as the tooling reads, in characters and not in bytes": {inputs{"a.yaml": large(3<<20 - len(credentials))}, 0},
		"a little more": {inputs{"a.yaml": large(3 << 20)}, 4 << 20},
		"the larger":    {inputs{"a.yaml": large(3 << 20), "b.yaml": large(5 << 20)}, 6 << 20},
	} {
		t.Run(name, func(t *testing.T) {
			if s, _ := model.Check(t.Context(), c.files.write(t), nil); s.FileSize != c.want {
				t.Errorf("a limit of %d, want %d", s.FileSize, c.want)
			}
		})
	}
}

func TestMoreFilesThanAnImageTakesAreNotReadAtAll(t *testing.T) {
	var in model.Inputs
	for i := range model.MaxFiles + 1 {
		in.Models = append(in.Models, input.File{Path: fmt.Sprintf("/nowhere/%d.yaml", i)})
	}
	_, found := model.Check(t.Context(), in, nil)
	if len(found) != 1 || found[0].Code != model.CodeTooMany || found[0].Severity != report.Error {
		t.Errorf("found %v", found)
	}
}

func TestAnotherOrderIsToldOnlyWhereSomethingElseComesOut(t *testing.T) {
	const one, two = "topology:\n  Name: one\n", "topology:\n  Name: two\n"
	for name, c := range map[string]struct {
		files [3]string // in the person's order, which is not the operator's
		first string    // of the two that matter
	}{
		"the last word is another's":    {[3]string{one, "topology:\n  Port: 1\n", two}, "a.yaml"},
		"the values are the same":       {[3]string{one, one, one}, ""},
		"nobody says what another does": {[3]string{one, "topology:\n  Port: 1\n", "topology:\n  Host: b\n"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			var in model.Inputs
			for i, text := range c.files {
				path := filepath.Join(dir, []string{"c", "b", "a"}[i]+".yaml")
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				in.Models = append(in.Models, input.File{Path: path})
			}
			_, found := model.Check(t.Context(), in, nil)
			first := ""
			for _, f := range found {
				if f.Code == model.CodeOrder {
					first, _ = f.Args["First"].(string)
				}
			}
			if first != c.first {
				t.Errorf("%q comes first, want %q", first, c.first)
			}
		})
	}
}
