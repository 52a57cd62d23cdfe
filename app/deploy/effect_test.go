package deploy_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"auximage/app/deploy"
	"auximage/app/words"
	"auximage/imaging/model"
)

// running is the model of a domain that runs.
const running = `
domainInfo: {AdminUserName: w, AdminPassword: '@@SECRET:a:b@@'}
topology:
  Name: base
  ConsoleEnabled: true
  Log: {FileName: d.log}
  NMProperties: {ListenPort: 5556}
  Security: {User: {joe: {Password: '@@SECRET:joe:password@@'}}}
  Server:
    admin: {ListenPort: 7001, NetworkAccessPoint: {t3: {PublicPort: 30012, ListenPort: 30012}}}
    ms1: {ListenPort: 8001, Cluster: configured, Machine: m}
  Cluster:
    configured: {}
    dynamic: {DynamicServers: {DynamicClusterSize: 3}}
resources:
  JDBCSystemResource:
    ds:
      Target: dynamic
      JdbcResource:
        JDBCConnectionPoolParams: {MaxCapacity: 10, TestTableName: DUAL}
        JDBCDriverParams: {PasswordEncrypted: '@@SECRET:ds:password@@', Properties: {user: {Value: scott}}}
appDeployments:
  Application:
    shop: {SourcePath: wlsdeploy/applications/shop.war, Target: dynamic}
`

func TestWhatAChangeMeansForARunningDomainIsWhatTheDocumentationSays(t *testing.T) {
	for name, c := range map[string]struct {
		old, now string
		want     []string // beside the roll
	}{
		"nothing that it names":              {"TestTableName: DUAL", "TestTableName: T", nil},
		"the domain's name":                  {"Name: base", "Name: other", []string{"unsupported deploy.new-name [topology:/Name]"}},
		"a section goes":                     {"domainInfo: {AdminUserName: w, AdminPassword: '@@SECRET:a:b@@'}\n", "", []string{"offline deploy.offline [domainInfo:/AdminUserName domainInfo:/AdminPassword]"}},
		"a port":                             {"ListenPort: 7001", "ListenPort: 7002", []string{"unsupported deploy.new-channel [topology:/Server/admin/ListenPort]"}},
		"a port of a channel":                {"ListenPort: 30012", "ListenPort: 30013", []string{"unsupported deploy.new-channel [topology:/Server/admin/NetworkAccessPoint/t3/ListenPort]"}},
		"a port of a new server":             {"Server:", "Server:\n    new: {ListenPort: 9001}", nil},
		"a new server in an old cluster":     {"Server:", "Server:\n    ms2: {Cluster: configured, ListenPort: 8002}", []string{"unsupported deploy.new-members [topology:/Server/ms2/Cluster]"}},
		"a new cluster with a new server":    {"  Cluster:\n", "    ms3: {Cluster: c2, ListenPort: 9001}\n  ServerTemplate: {t: {ListenPort: 1}}\n  Cluster:\n    c2: {}\n", nil},
		"a server leaves its cluster":        {"Cluster: configured, ", "", []string{"unsupported deploy.new-members [topology:/Server/ms1/Cluster]"}},
		"a server goes":                      {"    ms1: {ListenPort: 8001, Cluster: configured, Machine: m}\n", "", []string{"unsupported deploy.new-members [topology:/Server/ms1/Cluster]", "unsupported deploy.new-topology [topology:/Server/ms1]"}},
		"a dynamic cluster grows":            {"Size: 3", "Size: 4", nil},
		"a dynamic cluster becomes smaller":  {"Size: 3", "Size: 2", []string{"unsupported deploy.new-members [topology:/Cluster/dynamic/DynamicServers/DynamicClusterSize]"}},
		"Node Manager":                       {"5556", "5557", []string{"unsupported deploy.new-nodes [topology:/NMProperties/ListenPort]"}},
		"a log":                              {"d.log", "e.log", []string{"unsupported deploy.new-logs [topology:/Log/FileName]"}},
		"a user":                             {"User: {", "User: {ann: {Password: '@@SECRET:ann:password@@'}, ", []string{"unsupported deploy.new-users [topology:/Security/User/ann]"}},
		"an attribute goes":                  {", TestTableName: DUAL", "", []string{"unsupported deploy.lost-attribute [resources:/JDBCSystemResource/ds/JdbcResource/JDBCConnectionPoolParams/TestTableName]"}},
		"the topology":                       {"ConsoleEnabled: true", "ConsoleEnabled: false", []string{"unsupported deploy.new-topology [topology:/ConsoleEnabled]"}},
		"a public port is permitted, of one": {"PublicPort: 30012", "PublicPort: 30013", nil},
		"the capacity of a pool":             {"MaxCapacity: 10", "MaxCapacity: 20", []string{"online deploy.online [resources:/JDBCSystemResource/ds/JdbcResource/JDBCConnectionPoolParams/MaxCapacity]"}},
		"another database user":              {"scott", "tiger", []string{"offline deploy.offline [resources:/JDBCSystemResource/ds/JdbcResource/JDBCDriverParams/Properties/user/Value]"}},
		"the administrator":                  {"AdminUserName: w", "AdminUserName: x", []string{"offline deploy.offline [domainInfo:/AdminUserName]"}},
		"an application more":                {"Application:", "Application:\n    cart: {SourcePath: wlsdeploy/applications/cart.war, Target: dynamic}", []string{"online deploy.online [appDeployments:/Application/cart]"}},
		"a data source more":                 {"JDBCSystemResource:", "JDBCSystemResource:\n    two: {JdbcResource: {JDBCDriverParams: {Properties: {user: {Value: x}}}}}", []string{"online deploy.online [resources:/JDBCSystemResource/two]"}},
	} {
		t.Run(name, func(t *testing.T) {
			now := strings.Replace(running, c.old, c.now, 1)
			if now == running {
				t.Fatalf("no %q", c.old)
			}
			content := func(text string) model.Content {
				return model.Content{Models: []model.Text{{Name: "model.yaml", Data: []byte(text)}}}
			}
			var got []string
			rolls := 0
			for _, e := range (deploy.NewImage{Changes: model.Compare(content(running), content(now)).Changes()}).Effects() {
				if e.Code == deploy.CodeRolls {
					rolls++
				}
				if e.Code == deploy.CodeRolls || e.Code == deploy.CodeShutDown {
					continue
				}
				got = append(got, fmt.Sprint(e.Update, " ", e.Code, " ", e.Paths))
			}
			slices.Sort(got)
			slices.Sort(c.want)
			wantRolls := 1
			if strings.Contains(strings.Join(c.want, " "), string(deploy.Unsupported)) {
				wantRolls = 0 // the domain is shut down: no server restarts after another
			}
			if !slices.Equal(got, c.want) || rolls != wantRolls {
				t.Errorf("got %d rolls and\n  %q, want %d and\n  %q", rolls, got, wantRolls, c.want)
			}
		})
	}
}

func TestWhateverChangesTheAdviceIsOne(t *testing.T) {
	changes := map[string][]model.Change{
		"port":      {{Path: "topology:/Server/admin/ListenPort", Kind: model.Changed, Before: "1", After: "2"}},
		"user":      {{Path: "topology:/Security/User/ann/Password", Kind: model.Added}},
		"members":   {{Path: "topology:/Cluster/c/DynamicServers/DynamicClusterSize", Kind: model.Changed, Before: "3", After: "2"}},
		"lost":      {{Path: "resources:/JMSServer/j/StoreEnabled", Kind: model.Removed, Before: "true"}},
		"restart":   {{Path: "domainInfo:/AdminUserName", Kind: model.Changed, Before: "a", After: "b"}},
		"capacity":  {{Path: "resources:/JDBCSystemResource/d/JdbcResource/JDBCConnectionPoolParams/MaxCapacity", Kind: model.Changed, Before: "1", After: "2"}},
		"target":    {{Path: "appDeployments:/Application/a/Target", Kind: model.Changed, Before: "x", After: "y"}},
		"elsewhere": {{Path: "resources:/JMSServer/j/StoreEnabled", Kind: model.Changed, Before: "true", After: "false"}},
	}
	const shutDown, own, roll, online, nothing = "shut down", "shut down or another way", "roll", "roll or online", "nothing"
	for _, c := range []struct {
		changes []string
		more    bool
		onPV    bool
		want    string
	}{
		{nil, false, false, roll},
		{nil, true, false, roll},
		{[]string{"elsewhere"}, false, false, roll},
		{[]string{"restart"}, false, false, roll},
		{[]string{"capacity"}, false, false, online},
		{[]string{"capacity", "target"}, false, false, online},
		{[]string{"capacity"}, true, false, roll},
		{[]string{"capacity", "restart"}, false, false, roll},
		{[]string{"capacity", "elsewhere"}, false, false, roll},
		{[]string{"members"}, false, false, own},
		{[]string{"lost"}, false, false, own},
		{[]string{"lost", "members", "capacity"}, true, false, own},
		{[]string{"port"}, false, false, shutDown},
		{[]string{"user"}, true, false, shutDown},
		{[]string{"port", "members"}, false, false, shutDown},
		{[]string{"lost", "user"}, false, false, shutDown},
		{[]string{"port", "restart"}, false, false, shutDown},
		{[]string{"port", "capacity"}, false, false, shutDown},
		{[]string{"port", "user", "members", "lost", "restart", "capacity", "target", "elsewhere"}, true, false, shutDown},
		{nil, true, true, nothing},
		{[]string{"port", "capacity"}, false, true, nothing},
	} {
		image := deploy.NewImage{More: c.more, OnPV: c.onPV}
		for _, name := range c.changes {
			image.Changes = append(image.Changes, changes[name]...)
		}
		advice := map[string]bool{}
		for _, e := range image.Effects() {
			switch m := words.Of(e.Finding()); {
			case e.Code == deploy.CodeOnPVOnce:
				advice[nothing] = true
			case e.Code == deploy.CodeShutDown:
				advice[shutDown] = true
			case e.Update == deploy.Unsupported && m.Next != "":
				advice[own] = true
			case e.Code == deploy.CodeRolls:
				advice[roll] = true
			case e.Code == deploy.CodeOnline:
				advice[online] = true
			}
		}
		if advice[online] {
			delete(advice, roll)
		}
		if !maps.Equal(advice, map[string]bool{c.want: true}) {
			t.Errorf("%v, more %t, on a volume %t: the advice is %v, want %s", c.changes, c.more, c.onPV, advice, c.want)
		}
	}
}
