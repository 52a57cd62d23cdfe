package testkit

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"auximage/imaging/wdt/standin"
)

// KnowingInstaller returns an installer of a release, an empty one is a late one,
// with small tables: of a domain's name, who administers it, and of servers, with
// ListenPort and, from WebLogic 14.1.1 on, Newer. More tables, by their file's
// name, stand beside or in place of these.
func KnowingInstaller(t testing.TB, release string, more map[string]string) string {
	t.Helper()
	const (
		folder = "oracle/weblogic/deploy/aliases/category_modules/"
		text   = `[{"version": "[10,12.2.1)", "wlst_mode": "both", "wlst_type": "string"},
			{"version": "[12.2.1,14.1.2)", "wlst_mode": "both", "wlst_type": "string"},
			{"version": "[14.1.2,)", "wlst_mode": "both", "wlst_type": "string"}]`
		password = `[{"version": "[10,)", "wlst_mode": "both", "wlst_type": "password"}]`
	)
	tables := map[string]string{
		folder + "Domain.json":     `{"folders": {}, "attributes": {"Name": ` + text + `}}`,
		folder + "DomainInfo.json": `{"folders": {}, "attributes": {"AdminUserName": ` + text + `, "AdminPassword": ` + password + `}}`,
		folder + "Server.json": `{"child_folders_type": "multiple", "folders": {}, "attributes": {
			"ListenPort": [{"version": "[10,)", "wlst_mode": "both", "wlst_type": "integer"}],
			"Newer": [{"version": "[14.1.1,)", "wlst_mode": "both", "wlst_type": "string"}]}}`,
	}
	for name, table := range more {
		tables[folder+name] = table
	}
	var b bytes.Buffer
	if err := standin.WDTZip(&b, standin.WDTOptions{Version: release, Tables: tables}); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "weblogic-deploy.zip")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}
