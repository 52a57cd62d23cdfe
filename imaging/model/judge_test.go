package model_test

import (
	"archive/zip"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
)

// written writes a file of a test and returns it.
func written(t testing.TB, name, text string) input.File {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return input.File{Path: path}
}

// archiveOf writes an archive with files of these names.
func archiveOf(t *testing.T, names ...string) input.File {
	t.Helper()
	var b strings.Builder
	z := zip.NewWriter(&b)
	for _, name := range names {
		if _, err := z.Create(name); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return written(t, "archive.zip", b.String())
}

// judged returns what the tables say: file:line severity code location.
func judged(in model.Inputs) []string {
	_, found := model.Check(context.Background(), in, nil)
	var said []string
	for _, f := range found {
		if rest, ours := strings.CutPrefix(string(f.Code), "dictionary."); ours {
			said = append(said, fmt.Sprintf("%s:%d %s %s %v", strings.TrimSuffix(filepath.Base(f.File), ".yaml"), f.Line, f.Severity, rest, f.Args["Location"]))
		}
	}
	return said
}

func TestAModelIsJudgedByTheTables(t *testing.T) {
	d := small(t)
	for name, c := range map[string]struct {
		text, version string
		want          []string
	}{
		"a good model": {"topology:\n  Name: d\n  Server:\n    a:\n      ListenPort: 1\n      SSL: {Enabled: true}\n", "14.1.2.0", nil},
		"a misspelt attribute": {"topology:\n  Server:\n    a:\n      ListenPrt: 1\n", "14.1.2.0",
			[]string{"m:4 error attribute topology:/Server/a/ListenPrt"}},
		"a misspelt folder": {"topology:\n  Server:\n    a:\n      Logg: {FileName: x}\n", "14.1.2.0",
			[]string{"m:4 error folder topology:/Server/a/Logg"}},
		"a folder on top that nobody knows": {"topology:\n  Servers: {}\n", "14.1.2.0", []string{"m:2 error folder topology:/Servers"}},
		"an attribute on top that nobody knows": {"topology:\n  Nme: d\nresources:\n  A: 1\n", "14.1.2.0",
			[]string{"m:2 error attribute topology:/Nme", "m:4 error attribute resources:/A"}},
		"a name level that is missing": {"topology:\n  Server:\n    ListenPort: 1\n", "14.1.2.0",
			[]string{"m:3 error mapping topology:/Server/ListenPort"}},
		"a folder in a name's place": {"topology:\n  Server:\n    SSL: {ListenPort: 1}\n", "14.1.2.0",
			[]string{"m:3 warning name-level topology:/Server/SSL"}},
		"a name too much": {"topology:\n  Server:\n    a:\n      SSL:\n        one: {Enabled: true}\n", "14.1.2.0",
			[]string{"m:5 error folder topology:/Server/a/SSL/one"}},
		"shapes": {"topology:\n  Server: [a]\n  Security:\n    User: x\n", "14.1.2.0",
			[]string{"m:2 error mapping topology:/Server", "m:4 error mapping topology:/Security/User"}},
		"nothing is an empty folder, and no value": {"topology:\n  Server:\n    a:\n    b:\n      ListenPort:\n", "14.1.2.0",
			[]string{"m:5 warning value-type topology:/Server/b/ListenPort"}},
		"types": {"topology:\n  Server:\n    a:\n      ListenPort: 1.5\n      ListenAddress: [x]\n      Enabled: 0.5\n      Groups: {x: y}\n      Ratio: 1\n      Arguments: 5\n      Cluster: [x]\n", "14.1.2.0",
			[]string{"m:4 warning value-type topology:/Server/a/ListenPort", "m:5 warning value-type topology:/Server/a/ListenAddress",
				"m:6 warning value-type topology:/Server/a/Enabled", "m:7 warning value-type topology:/Server/a/Groups",
				"m:8 warning value-type topology:/Server/a/Ratio", "m:9 warning value-type topology:/Server/a/Arguments"}},
		"texts pass for numbers and switches":  {"topology:\n  Server:\n    a: {ListenPort: abc, Enabled: 'no', ListenAddress: 5, Ratio: x}\n", "14.1.2.0", nil},
		"a type that changes with the version": {"topology:\n  Server:\n    a: {Changing: [x]}\n", "14.1.2.0", nil},
		"a type that changed with the version": {"topology:\n  Server:\n    a: {Changing: [x]}\n", "12.2.1.4",
			[]string{"m:3 warning value-type topology:/Server/a/Changing"}},
		"an attribute of later versions": {"topology:\n  Server:\n    a: {Newer: x}\n", "12.2.1.4",
			[]string{"m:3 warning version topology:/Server/a/Newer"}},
		"an attribute of a running server": {"topology:\n  Server:\n    a: {Running: x}\n", "",
			[]string{"m:3 warning version topology:/Server/a/Running"}},
		"of a version that nobody knows only what is wrong in all counts": {"topology:\n  Server:\n    a: {Newer: x, Nwer: y}\n  JMX: {X: 1}\n", "",
			[]string{"m:3 error attribute topology:/Server/a/Nwer"}},
		"a patch that nobody knows gives no warning":     {"topology:\n  Server:\n    a: {Patched: 1}\n", "12.2.1.4", nil},
		"a patch that is known to be older gives one":    {"topology:\n  Server:\n    a: {Patched: 1}\n", "12.2.1.4.0.220101", []string{"m:3 warning version topology:/Server/a/Patched"}},
		"a folder of later versions is not looked into":  {"topology:\n  JMX: {Nothing: 1}\n", "12.2.1.4", []string{"m:2 warning version topology:/JMX"}},
		"a folder that only a patch has":                 {"topology:\n  FeatureCompatibility: {Nothing: 1}\n", "12.2.1.4.0.260701", []string{"m:2 error attribute topology:/FeatureCompatibility/Nothing"}},
		"a folder whose patch is unknown":                {"topology:\n  FeatureCompatibility: {Nothing: 1}\n", "12.2.1.4", nil},
		"a folder of the second of its ranges":           {"topology:\n  FeatureCompatibility: {Nothing: 1}\n", "14.1.2", []string{"m:2 error attribute topology:/FeatureCompatibility/Nothing"}},
		"a folder of a running server":                   {"topology:\n  NMProperties: {Nothing: 1}\n", "14.1.2", []string{"m:2 warning version topology:/NMProperties"}},
		"a folder of another section is passed over":     {"topology:\n  JDBCSystemResource: {ds: {Nothing: 1}}\n", "14.1.2", []string{"m:2 warning section topology:/JDBCSystemResource"}},
		"what a category contains":                       {"resources:\n  ResourceGroup:\n    g:\n      JDBCSystemResource: {ds: {Nothing: 1}}\n", "14.1.2", []string{"m:4 error attribute resources:/ResourceGroup/g/JDBCSystemResource/ds/Nothing"}},
		"an instance to delete is a name like any other": {"topology:\n  Server:\n    '!a':\n", "14.1.2", nil},
		"an attribute cannot be deleted":                 {"topology:\n  Server:\n    a: {'!ListenPort': 1, '!SSL': {}}\n", "14.1.2", []string{"m:3 error attribute topology:/Server/a/!ListenPort", "m:3 error folder topology:/Server/a/!SSL"}},
		"a variable in a name of an instance":            {"topology:\n  Server:\n    '@@PROP:x@@': {ListenPort: 1}\n", "14.1.2", nil},
		"a variable in a name of an attribute":           {"topology:\n  Server:\n    a: {'@@PROP:x@@': 1}\n", "14.1.2", []string{"m:3 error name-token topology:/Server/a/@@PROP:x@@", "m:3 error attribute topology:/Server/a/@@PROP:x@@"}},
		"properties that are a number":                   {"topology:\n  Server:\n    a: {Bag: 5}\n", "14.1.2", []string{"m:3 error value-type topology:/Server/a/Bag"}},
		"a file's name that is a number":                 {"topology:\n  Server:\n    a: {Folder: 5}\n", "14.1.2", []string{"m:3 error path-type topology:/Server/a/Folder"}},
		"a provider":                                     {"topology:\n  SecurityConfiguration:\n    Realm:\n      r:\n        Adjudicator:\n          x: {DefaultAdjudicator: {Unanimous: true, Nothing: 1}}\n", "14.1.2", []string{"m:6 error attribute topology:/SecurityConfiguration/Realm/r/Adjudicator/x/DefaultAdjudicator/Nothing"}},
		"a provider's type that is misspelt":             {"topology:\n  SecurityConfiguration:\n    Realm:\n      r:\n        Adjudicator:\n          x: {DefaultAjudicator: {}}\n", "14.1.2", []string{"m:6 warning provider topology:/SecurityConfiguration/Realm/r/Adjudicator/x/DefaultAjudicator"}},
		"a provider's type of one's own":                 {"topology:\n  SecurityConfiguration:\n    Realm:\n      r:\n        Adjudicator:\n          x: {com.example.Mine: {Any: 1}}\n", "14.1.2", nil},
		"the start mode":                                 {"domainInfo: {ServerStartMode: production}\n", "14.1.2", []string{"m:1 error value domainInfo:/ServerStartMode"}},
		"a start mode that the cluster brings":           {"domainInfo: {ServerStartMode: '@@ENV:MODE@@'}\n", "14.1.2", nil},
		"limits":                                         {"domainInfo:\n  ServerGroupTargetingLimits:\n    a: 'x,@@PROP:y@@'\n    b: [1]\n    c:\n", "14.1.2", []string{"m:3 error name-token domainInfo:/ServerGroupTargetingLimits/a", "m:4 error limit domainInfo:/ServerGroupTargetingLimits/b", "m:5 error limit domainInfo:/ServerGroupTargetingLimits/c"}},
		"roles":                                          {"domainInfo:\n  WLSRoles:\n    Admin: {Expression: x, UpdateMode: append}\n    Mine: {Expression: x, UpdateMode: append}\n    Other: {XacmlStatus: 9}\n    Bad: {Expression: x, UpdateMode: add}\n", "14.1.2", []string{"m:4 error role domainInfo:/WLSRoles/Mine/UpdateMode", "m:5 error value domainInfo:/WLSRoles/Other/XacmlStatus", "m:5 error needs domainInfo:/WLSRoles/Other", "m:6 error value domainInfo:/WLSRoles/Bad/UpdateMode"}},
		"policies":                                       {"domainInfo:\n  WLSPolicies:\n    A: {ResourceID: x, Policy: y}\n    B: {ResourceID: x, Policy: y}\n    C: {Policy: y}\n    D: {ResourceID: z}\n", "14.1.2", []string{"m:4 error twice domainInfo:/WLSPolicies/B/ResourceID", "m:5 error needs domainInfo:/WLSPolicies/C", "m:6 error needs domainInfo:/WLSPolicies/D"}},
		"the repository":                                 {"domainInfo:\n  RCUDbInfo: {rcu_database_type: POSTGRES, databaseType: ORACLE, rcu_prefix: X}\n", "14.1.2", []string{"m:2 info deprecated domainInfo:/RCUDbInfo/databaseType", "m:2 error value domainInfo:/RCUDbInfo/rcu_database_type", "m:2 warning create-needs domainInfo:/RCUDbInfo", "m:2 warning create-needs domainInfo:/RCUDbInfo"}},
		"dynamic clusters":                               {"topology:\n  Cluster:\n    a: {DynamicServers: {ServerTemplate: t}}\n    b: {DynamicServers: {ServerTemplate: t}}\n    c: {DynamicServers: {DynamicClusterSize: 2}}\n", "14.1.2", []string{"m:4 warning same-template topology:/Cluster/b/DynamicServers", "m:5 warning no-template topology:/Cluster/c/DynamicServers"}},
		"a password in clear that is too short":          {"domainInfo: {AdminPassword: short}\n", "14.1.2", []string{"m:1 warning password domainInfo:/AdminPassword"}},
		"a password in a secret":                         {"domainInfo: {AdminPassword: '@@SECRET:a:b@@'}\n", "14.1.2", nil},
		"the Domain resource of version 3":               {"kubernetes:\n  status: {}\n  spec:\n    image: [a]\n    imge: b\n    clusters:\n    - name: a\n      nme: b\n    args: {a: b}\n  metadata: {labels: x}\n", "14.1.2", []string{"m:2 warning unsupported kubernetes:/status", "m:4 warning field-shape kubernetes:/spec/image", "m:5 warning field kubernetes:/spec/imge", "m:8 warning field kubernetes:/spec/clusters[0]/nme", "m:9 warning field-shape kubernetes:/spec/args", "m:10 warning field-shape kubernetes:/metadata/labels"}},
		"a port is a number or a text to Kubernetes":     {"kubernetes:\n  spec:\n    port: 8080\n    extra: {any: 1}\n", "14.1.2", nil},
		"a port is no mapping":                           {"kubernetes:\n  spec:\n    port: {a: b}\n", "14.1.2", []string{"m:3 warning field-shape kubernetes:/spec/port"}},
		"a resource of version 4 that nobody knows":      {"kubernetes:\n  domain: {}\n  cluster: []\n", "14.1.2", []string{"m:2 warning layout kubernetes:/domain", "m:3 warning field kubernetes:/cluster"}},
		"a folder that a release before 12.2.1 lacks":    {"topology:\n  BatchConfig: {}\n  VirtualTarget: x\nresources:\n  BatchConfig: {}\n", "12.1.3", []string{"m:2 error folder topology:/BatchConfig", "m:3 error attribute topology:/VirtualTarget", "m:5 error folder resources:/BatchConfig", ".:0 warning unknown-version "}},
		"a folder that 12.2.1 brought":                   {"topology:\n  BatchConfig: {}\n", "12.2.1.3", nil},
		"times after which old applications go":          {"domainInfo:\n  ProductionRedeployments:\n    a: {RetireTimeout: true}\n    b: {RetireTimeout: 0}\n    c: {RetireTimeout: -0x10}\n    d: {RetireTimeout: 1.5}\n    e: {RetireTimeout: 5}\n    f: {RetireGracefully: no, RetireTimeout: 5}\n", "14.1.2", []string{"m:4 error retire-time domainInfo:/ProductionRedeployments/b/RetireTimeout", "m:5 error retire-time domainInfo:/ProductionRedeployments/c/RetireTimeout", "m:6 error retire-time domainInfo:/ProductionRedeployments/d/RetireTimeout", "m:8 error retire-both domainInfo:/ProductionRedeployments/f/RetireTimeout"}},
		"the resources of version 4":                     {"kubernetes:\n  domain: {spec: {replicas: 2, X: 1}}\n  clusters: [{spec: {replicas: 2}}]\n", "14.1.2", []string{"m:2 warning layout kubernetes:/domain", "m:2 warning field kubernetes:/domain/spec/X", "m:3 warning layout kubernetes:/clusters"}},
	} {
		t.Run(name, func(t *testing.T) {
			in := model.Inputs{Models: []input.File{written(t, "m.yaml", c.text)}, WDTVersion: "4.4.6", Dictionary: d, WebLogic: c.version}
			if got := judged(in); !slices.Equal(got, c.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(c.want, "\n"))
			}
		})
	}
}

func TestReferencesAreHeldAgainstTheArchives(t *testing.T) {
	text := "appDeployments:\n  Application:\n    a: {SourcePath: wlsdeploy/applications/ap}\n    b: {SourcePath: wlsdeploy/applications/b.war}\n" +
		"    c: {SourcePath: wlsdeploy/sharedLibraries/l.war}\n    d: {SourcePath: /opt/d.war, PlanDir: wlsdeploy/applications, PlanPath: plan.xml}\n" +
		"  Library:\n    l: {SourcePath: wlsdeploy/applications/app.war}\n  PluginDeployment:\n    p: {PlanPath: x}\n"
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", text)}, WDTVersion: "4.4.6", Dictionary: small(t), WebLogic: "14.1.2.0"}
	in.Archives = []input.File{archiveOf(t, "wlsdeploy/applications/app.war", "wlsdeploy/sharedLibraries/l.war")}
	want := []string{
		"m:4 error not-in-archive appDeployments:/Application/b/SourcePath",
		"m:5 error deploy-folder appDeployments:/Application/c/SourcePath",
		"m:6 error not-in-archive appDeployments:/Application/d/PlanPath",
		"m:8 error deploy-folder appDeployments:/Library/l/SourcePath",
		"m:10 error plan appDeployments:/PluginDeployment/p/PlanPath",
	}
	if got := judged(in); !slices.Equal(got, want) {
		t.Errorf("with an archive: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	in.Archives = []input.File{written(t, "cut.zip", "PK\x03\x04")}
	want = []string{
		"m:5 error deploy-folder appDeployments:/Application/c/SourcePath",
		"m:8 error deploy-folder appDeployments:/Library/l/SourcePath",
		"m:10 error plan appDeployments:/PluginDeployment/p/PlanPath",
	}
	if got := judged(in); !slices.Equal(got, want) {
		t.Errorf("with an archive that cannot be read: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	in.Archives = nil
	want = []string{
		"m:3 warning no-archive appDeployments:/Application/a/SourcePath",
		"m:4 warning no-archive appDeployments:/Application/b/SourcePath",
		"m:5 warning no-archive appDeployments:/Application/c/SourcePath",
		"m:5 error deploy-folder appDeployments:/Application/c/SourcePath",
		"m:6 warning no-archive appDeployments:/Application/d/PlanPath",
		"m:8 warning no-archive appDeployments:/Library/l/SourcePath",
		"m:8 error deploy-folder appDeployments:/Library/l/SourcePath",
		"m:10 error plan appDeployments:/PluginDeployment/p/PlanPath",
	}
	if got := judged(in); !slices.Equal(got, want) {
		t.Errorf("without: got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestTheStoresOfTheRepositoryAreHeldAgainstTheArchives(t *testing.T) {
	tables := smallTables()
	stores := attrs("rcu_prefix", "string", "rcu_schema_password", "password", "tns.alias", "string", "oracle.net.tns_admin", "string",
		"javax.net.ssl.trustStore", "string", "javax.net.ssl.trustStoreType", "string")
	tables["RCUDbInfo"] = folder(stores, nil)
	d, err := dictionary.New(files(t, tables))
	if err != nil {
		t.Fatal(err)
	}
	const wallet = "wlsdeploy/dbWallets/rcu"
	const missing = "m:2 warning not-in-archive domainInfo:/RCUDbInfo/javax.net.ssl.trustStore"
	for _, c := range []struct {
		store, admin string
		archived     []string
		want         []string
	}{
		{wallet + "/trust.p12", "", []string{wallet + "/trust.p12"}, nil},
		{"config/" + wallet + "/trust.p12", "", []string{"config/" + wallet + "/trust.p12"}, nil},
		{wallet + "/trust.p12", "", []string{wallet + "/atp.zip"}, nil},
		{wallet + "/trust.p12", "", []string{wallet + "/cwallet.sso"}, []string{missing}},
		{"trust.p12", wallet, []string{wallet + "/trust.p12"}, nil},
		{"trust.p12", wallet, []string{wallet + "/atp.zip"}, nil},
		{"trust.p12", wallet, []string{wallet + "/cwallet.sso"}, []string{missing}},
		{"trust.p12", wallet, nil, nil},
		{"/opt/trust.p12", wallet, []string{wallet + "/cwallet.sso"}, nil},
		{"@@ENV:STORE@@", wallet, []string{wallet + "/cwallet.sso"}, nil},
		{"trust.p12", "/opt/wallet", []string{wallet + "/cwallet.sso"}, nil},
	} {
		text := "domainInfo:\n  RCUDbInfo: {rcu_prefix: P, rcu_schema_password: '@@ENV:P@@', tns.alias: a, javax.net.ssl.trustStoreType: SSO, javax.net.ssl.trustStore: '" + c.store + "'"
		if c.admin != "" {
			text += ", oracle.net.tns_admin: " + c.admin
		}
		in := model.Inputs{Models: []input.File{written(t, "m.yaml", text+"}\n")}, WDTVersion: "4.4.6", Dictionary: d, WebLogic: "14.1.2.0"}
		if c.archived != nil {
			in.Archives = []input.File{archiveOf(t, c.archived...)}
		}
		if got := judged(in); !slices.Equal(got, c.want) {
			t.Errorf("%s in %q with %q: got %q, want %q", c.store, c.admin, c.archived, got, c.want)
		}
	}
}

func TestEachFindingStandsWhereItsFileBroughtIt(t *testing.T) {
	in := model.Inputs{
		Models: []input.File{
			written(t, "first.10.yaml", "topology:\n  Server:\n    a:\n      ListenPrt: 1\n      Wrong: 2\n    gone:\n      Bad: 3\n"),
			written(t, "second.20.yaml", "topology:\n  Server:\n    '!gone':\n    '@@PROP:name@@':\n      Wrong: {x: y}\n      Other: 4\n"),
		},
		Variables:  []input.File{written(t, "v.properties", "name=a\n")},
		WDTVersion: "4.4.6", Dictionary: small(t), WebLogic: "14.1.2.0",
	}
	want := []string{
		"first.10:4 error attribute topology:/Server/a/ListenPrt",
		"second.20:5 error folder topology:/Server/a/Wrong",
		"second.20:6 error attribute topology:/Server/a/Other",
	}
	if got := judged(in); !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestWhatWasMeantIsSaid(t *testing.T) {
	text := "topology:\n  Server:\n    a:\n      ListenPrt: 1\n      listenaddress: x\n      Ciphers: []\n      Minutes: 5\n      SSL:\n        ListenPort: 1\n        one: {Enabled: true}\n  cluster: {}\n  '!Server': {}\n"
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", text)}, WDTVersion: "4.4.6", Dictionary: small(t), WebLogic: "14.1.2.0"}
	_, found := model.Check(context.Background(), in, nil)
	got := make(map[string]string)
	for _, f := range found {
		if name, ok := f.Args["Name"].(string); ok {
			got[name] = fmt.Sprint(f.Args["Near"], " ", f.Args["Belongs"], " ", f.Args["Extra"])
		}
	}
	for name, want := range map[string]string{
		"ListenPrt":     "ListenPort <nil> <nil>",
		"listenaddress": "ListenAddress <nil> <nil>",
		"Ciphers":       "<nil> SSL <nil>",
		"Minutes":       "<nil> Log/Rotation <nil>",
		"ListenPort":    "<nil> topology:/Server/a <nil>",
		"one":           "<nil> <nil> true",
		"cluster":       "Cluster <nil> <nil>",
		"!Server":       "<nil> <nil> <nil>",
	} {
		if got[name] != want {
			t.Errorf("%s: got %q, want %q", name, got[name], want)
		}
	}
}

func TestOlderAndFutureToolingHasRulesOfItsOwn(t *testing.T) {
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", "topology:\n  Server:\n    a: {Nothing: 1}\n")}, Dictionary: small(t)}
	want := []string{"m:3 warning attribute topology:/Server/a/Nothing", ".:0 info other-rules "}
	for _, in.WDTVersion = range []string{"2.4.4", "3.5.4", "5.0.0"} {
		if got := judged(in); !slices.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", in.WDTVersion, got, want)
		}
	}
}

func TestTheFirstReleasesWroteDefaultsElsewhere(t *testing.T) {
	tables := smallTables()
	validator := tables["SecurityConfiguration"].(table)["folders"].(table)["Realm"].(table)["folders"].(table)["PasswordValidator"].(table)["folders"].(table)["SystemPasswordValidator"].(table)
	validator["attributes"] = table{"MinPasswordLength": []table{entry("[10,)", "integer").with("value", table{"default": "8"})}}
	d, err := dictionary.New(files(t, tables))
	if err != nil {
		t.Fatal(err)
	}
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", "domainInfo: {AdminPassword: short}\n")}, WDTVersion: "2.4.4", Dictionary: d}
	if got, want := judged(in), []string{"m:1 warning password domainInfo:/AdminPassword"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestTablesThatAreNoneAreSaidToBe(t *testing.T) {
	for name, tables := range map[string]map[string]any{
		"nothing":                     {},
		"another form":                {"Domain": []string{"x"}, "DomainInfo": 5, "Server": "y"},
		"the right names, no content": {"Domain": table{}, "DomainInfo": table{}, "Server": table{}},
	} {
		if d, err := dictionary.New(files(t, tables)); err == nil {
			t.Errorf("%s: got %v, want an error", name, d)
		}
	}
	half := smallTables()
	half["Cluster"] = []int{1}
	d, err := dictionary.New(files(t, half))
	if err != nil {
		t.Fatal(err)
	}
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", "topology:\n  Cluster: {a: {}}\n  Server: {a: {Nothing: 1}}\n")}, WDTVersion: "4.4.6", Dictionary: d}
	if got, want := judged(in), []string{".:0 warning tables <nil>"}; !slices.Equal(got, want) {
		t.Errorf("a table of another form: got %q, want %q", got, want)
	}
}

func TestACategoryOfTheFutureIsTakenInAnySection(t *testing.T) {
	tables := smallTables()
	tables["Teleporter"] = several(attrs("Range", "integer"), nil)
	d, err := dictionary.New(files(t, tables))
	if err != nil {
		t.Fatal(err)
	}
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", "resources:\n  Teleporter: {a: {Range: 1, Rnge: 2}}\n")}, WDTVersion: "4.9.0", Dictionary: d}
	if got, want := judged(in), []string{"m:2 error attribute resources:/Teleporter/a/Rnge"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAliasesWithoutMeasureAreNotWrittenOut(t *testing.T) {
	var text strings.Builder
	text.WriteString("topology:\n  Name: d\n")
	text.WriteString("x0: &x0 {a: b}\n")
	for i := range 30 {
		fmt.Fprintf(&text, "x%d: &x%d {a: *x%d, b: *x%d}\n", i+1, i+1, i, i)
	}
	in := model.Inputs{Models: []input.File{written(t, "m.yaml", text.String())}, WDTVersion: "3.0.0", Dictionary: small(t)}
	_, found := model.Check(context.Background(), in, nil)
	if !slices.ContainsFunc(found, func(f report.Finding) bool { return f.Code == model.CodeAliases }) {
		t.Errorf("got %v, want a word on the aliases", found)
	}
}

func TestAnAttributeBelongsIntoTheFolderWithoutANameLevel(t *testing.T) {
	in := model.Inputs{
		Models:     []input.File{written(t, "m.yaml", "topology:\n  Server:\n    a:\n      HostnameVerifier: x\n")},
		WDTVersion: "4.4.7", Dictionary: releaseTables(t), WebLogic: "14.1.2.0",
	}
	_, found := model.Check(context.Background(), in, nil)
	for _, f := range found {
		if f.Args["Name"] == "HostnameVerifier" {
			if f.Args["Belongs"] != "SSL" {
				t.Errorf("it belongs into %v, want SSL", f.Args["Belongs"])
			}
			return
		}
	}
	t.Errorf("nothing is said of it: %v", found)
}
