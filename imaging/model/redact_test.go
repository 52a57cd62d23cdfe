package model_test

import (
	"fmt"
	"strings"
	"testing"

	"auximage/imaging/model"
)

// told is everything that a comparison with nothing shows of files.
func told(files map[string]string) string {
	var b strings.Builder
	texts, _ := model.Compare(content(files), content(nil)).Masked()
	for name, text := range texts {
		fmt.Fprintf(&b, "%s\n%s\n", name, text)
	}
	for _, change := range model.Compare(content(nil), content(files)).Changes() {
		fmt.Fprintln(&b, change.Path, change.After)
	}
	return b.String()
}

// giveaways are places in which people leave secrets; N0ttold stands for it.
var giveaways = map[string]map[string]string{
	"a string of properties":       {"m.yaml": "resources: {MailSession: {m: {Properties: 'mail.user=me;mail.password=N0ttold'}}}\n"},
	"arguments of a class":         {"m.yaml": "resources: {StartupClass: {s: {Arguments: 'user=me password=N0ttold'}}}\n"},
	"an option with a short name":  {"m.yaml": "topology: {Server: {a: {ServerStart: {Arguments: '-Xmx1g -Dauth=N0ttold'}}}}\n"},
	"options in a list":            {"m.yaml": "topology: {Server: {a: {ServerStart: {Arguments: ['-Xmx1g', '--passcode', N0ttold]}}}}\n"},
	"a query of a URL":             {"m.yaml": "resources: {ForeignJNDIProvider: {f: {ProviderURL: 'ldap://h/?bindpw=N0ttold&base=o'}}}\n"},
	"a quoted value in a text":     {"m.yaml": "topology: {Notes: 'client secret=\"N0ttold\"'}\n"},
	"a property's name":            {"m.yaml": "resources: {J: {d: {Properties: {oracle.net.wallet_pw: {Value: N0ttold}}}}}\n"},
	"a name beside a value":        {"m.yaml": "kubernetes: {spec: {env: [{name: DB_PASSWORD, value: N0ttold}]}}\n"},
	"a value that a password uses": {"m.yaml": "topology:\n  Notes: &x N0ttold\n  SecurityConfiguration: {CredentialEncrypted: *x}\n"},
	"escapes":                      {"m.yaml": "domainInfo: {AdminPassword: \"N\\x30ttold\"}\ntopology: {Notes: N0ttold}\n"},
	"lines of a quoted text":       {"m.yaml": "domainInfo:\n  AdminPassword: \"begin\\\n\\\n  N0ttold\"\n"},
	"a block":                      {"m.yaml": "domainInfo:\n  AdminPassword: >- # pw: N0ttold\n    N0ttold\n    N0ttold\n  AdminUserName: w\n"},
	"a sentence":                   {"m.yaml": "topology: {Notes: the password of weblogic is N0ttold}\n"},
	"a comment":                    {"m.yaml": "# admin/N0ttold\ntopology: {Name: a} # pw N0ttold\n"},
	"a comment of Java":            {"m.properties": "! the old token N0ttold\na=1\n"},
	"a key":                        {"m.yaml": "topology: {'password=N0ttold': {}}\n"},
	"a URL of a database":          {"m.properties": "u=postgres://me:N0ttold@h/db\n", "m.yaml": "topology: {Name: '@@PROP:u@@'}\n"},
	"a URL of Oracle":              {"m.properties": "u=jdbc:oracle:thin:me/N0ttold@h:1521:s\n", "m.yaml": "topology: {Name: '@@PROP:u@@'}\n"},
	"a variable that nothing uses": {"m.properties": "plain=N0ttold\n"},
	"a variable of a variable":     {"m.properties": "a=${b}\nb=N0ttold\n", "m.yaml": "domainInfo: {AdminPassword: '@@PROP:a@@'}\ntopology: {Name: '@@PROP:b@@'}\n"},
	"a variable in an option":      {"m.properties": "a=N0ttold\n", "m.yaml": "topology: {Server: {s: {ServerStart: {Arguments: '-Dpw=@@PROP:a@@'}}}, Notes: '@@PROP:a@@'}\n"},
	"an escaped name":              {"m.properties": "db.pass\\u0077ord=N0ttold\n"},
	"names of other languages":     {"m.properties": "kennwort=N0ttold\nmotdepasse=N0ttold\nbearer=N0ttold\n", "m.yaml": "topology: {Notes: '@@PROP:kennwort@@@@PROP:motdepasse@@@@PROP:bearer@@'}\n"},
	"a name in UTF-8":              {"m.properties": "contraseña=N0ttold\nnota=la contraseña: N0ttold\n", "m.yaml": "topology: {Notes: '@@PROP:nota@@'}\n"},
	"a token for a user":           {"m.yaml": "topology: {Notes: 'https://N0ttold@host/x.git'}\n"},
	"XML in a text":                {"m.yaml": "topology: {Notes: '<realm><password>N0ttold</password></realm> <Password value=\"N0ttold\"/>'}\n"},
	"words with a sign apart":      {"m.yaml": "topology: {Notes: 'mot de passe : N0ttold'}\n"},
	"a quoted name of Oracle":      {"m.yaml": "topology: {Notes: 'jdbc:oracle:thin:\"me\"/\"N0ttold\"@host'}\n"},
	"a community of SNMP":          {"m.yaml": "topology: {SNMPAgent: {CommunityPrefix: N0ttold}}\n"},
	"a private key in a value":     {"m.yaml": "topology: {Notes: \"-----BEGIN RSA PRIVATE KEY-----\\nN0ttold\\n-----END RSA PRIVATE KEY-----\"}\n"},
	"a key without an end":         {"m.yaml": "topology: {Notes: '-----BEGIN PRIVATE KEY-----N0ttold'}\n"},
	"a proxy user of Oracle":       {"m.yaml": "topology: {Notes: 'jdbc:oracle:thin:me[app]/N0ttold@//h/s', URL: 'jdbc:oracle:thin:me/a/N0ttold@//h/s'}\n"},
	"braces of SQL Server":         {"m.yaml": "topology: {URL: 'jdbc:sqlserver://h;password={a;b}}N0ttold};x=1'}\n"},
	"SQL":                          {"m.yaml": "topology: {InitSql: 'CREATE DATABASE LINK l CONNECT TO me IDENTIFIED BY N0ttold'}\n"},
	"commands":                     {"m.yaml": "topology: {a: 'curl -u me:N0ttold http://h', b: 'sqlplus me/N0ttold as sysdba', c: 'mysql -u me -p N0ttold', d: 'login weblogic / N0ttold', e: ['-p', N0ttold]}\n"},
	"calls":                        {"m.yaml": "topology: {a: \"connect('me','N0ttold','t3://h')\", b: 'setPassword(\"N0ttold\")', c: 'me:N0ttold@host'}\n"},
	"options with escapes":         {"m.yaml": "topology: {a: '-Dpassword=x\\ N0ttold', b: '-Dpassword=$(cat x)N0ttold', c: '-Dpassword[0]=N0ttold'}\n"},
	"URLs that anyone can use":     {"m.yaml": "topology: {a: 'https://objectstorage.example.com/p/N0ttold/n/x', b: 'https://hooks.slack.com/services/T/B/N0ttold', c: 'https://h/p?code=N0ttold'}\n"},
	"what was set":                 {"m.yaml": "topology: {Notes: the admin password was set to N0ttold}\n"},
	"more names":                   {"m.yaml": "topology: {OPSSSecrets: N0ttold, secretPartage: N0ttold, 秘密鍵: N0ttold, EncryptedValue: N0ttold, GH_PAT: N0ttold, licenseKey: N0ttold}\n"},
	"data of a Secret":             {"m.yaml": "kubernetes: {stringData: {foo: N0ttold}}\n"},
	"variables that end early":     {"m.properties": "bad=\\u12\nplain=N0ttold\n", "m.yaml": "topology: {Name: '@@PROP:plain@@'}\n"},
	"variables in UTF-16":          {"m.properties": "\xff\xfed\x00b\x00_\x00p\x00w\x00=\x00N\x000\x00t\x00t\x00o\x00l\x00d\x00"},
	"a model that does not parse":  {"m.yaml": "topology:\n\tName: N0ttold\n  Notes: >-\n    N0ttold\n  {URL: 'http://u:N0ttold@h'}\n"},
	"a model of carriage returns":  {"m.yaml": "# a model\rtopology:\r\tName: N0ttold\r"},
	"what a broken model may use":  {"m.yaml": "topology:\n\tName: '@@PROP:a@@'\n", "m.properties": "a=N0ttold\n"},
}

func TestAPlaceInWhichPeopleLeaveSecretsIsNotShown(t *testing.T) {
	for name, files := range giveaways {
		if shown := told(files); strings.Contains(shown, "N0ttold") || !strings.Contains(shown, model.Mask) {
			t.Errorf("%s: want it hidden in\n%s", name, shown)
		}
	}
}

func TestWhatIsNoSecretIsShown(t *testing.T) {
	files := map[string]string{"m.yaml": `# Copyright (c) 2021, a company and/or its affiliates.
# ticket OPS-1234: moved to 7010 by ops@example.com
domainInfo:
  AdminUserName: '@@SECRET:__weblogic-credentials__:username@@'
  AdminPassword: '@@SECRET:__weblogic-credentials__:password@@'
topology:
  Name: '@@PROP:name@@' # of the domain
  Server:
    managed-server1:
      ListenPort: 7001
      ServerStart: {Arguments: '-Xms256m -Dweblogic.debug=true -Dpassword=@@ENV:PW@@ -Dtoken=${TOKEN} -Dcompass=north'}
  SecurityConfiguration: {PasswordAlgorithm: SHA, EnforceStrictPassword: false, PasswordStyle: HASHED, SqlGetUsersPassword: 'SELECT P FROM U WHERE N = ?'}
resources:
  JDBCSystemResource:
    d: {JdbcResource: {JDBCDriverParams: {URL: 'jdbc:oracle:thin:@//db1.example.com:1521/svc1', PasswordEncrypted: '@@SECRET:@@PROP:hr@@:password@@'}}}
kubernetes:
  spec: {webLogicCredentialsSecret: sample-credentials}
`, "m.properties": "# name of the domain\nname=domain1\nhr=hr-ds\nunused=17\n"}
	shown := told(files)
	if texts, _ := model.Compare(content(files), content(nil)).Masked(); texts["m.yaml"] != strings.TrimSuffix(files["m.yaml"], "\n") || texts["m.properties"] != strings.TrimSuffix(files["m.properties"], "\n") {
		t.Errorf("more is hidden than what may be secret:\n%s", shown)
	}
	if strings.Contains(shown, model.Mask) {
		t.Errorf("something is hidden in\n%s", shown)
	}
}

func TestALabelIsShownWithoutItsSecret(t *testing.T) {
	for _, c := range [][3]string{
		{"password", "N0ttold", model.Mask}, {"source", "https://me:N0ttold@host/x.git", "https://me:" + model.Mask + "@host/x.git"},
		{"team", "payments", "payments"}, {"org.opencontainers.image.source", "https://host/x.git", "https://host/x.git"},
	} {
		if got := model.Redact(c[0], c[1]); got != c[2] {
			t.Errorf("%s=%s: got %q, want %q", c[0], c[1], got, c[2])
		}
	}
}

func TestALongValueIsReadThroughAndHidesNothingBehindIt(t *testing.T) {
	for _, part := range []string{"a://", "password=", "password=x ", "a://b:c@d ", "-Dp=", "token ", "a:b@c,", "-----BEGIN PRIVATE KEY-----"} {
		for _, size := range []int{60_000, 1 << 20} {
			shown := told(map[string]string{"m.yaml": "topology:\n  Notes: '" + strings.Repeat(part, size/len(part)) + "'\n  ListenPort: 7001\n"})
			if !strings.Contains(shown, "ListenPort: 7001\n") {
				t.Errorf("%s, %d bytes: what stands behind is not shown", part, size)
			}
		}
	}
}
