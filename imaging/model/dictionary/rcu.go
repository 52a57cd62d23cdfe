package dictionary

import (
	"path"
	"slices"
	"strings"

	"auximage/imaging/model/tree"
	"auximage/imaging/report"
)

// rcuRules are those of how the schemas of a JRF domain are reached.
type rcuRules struct{ *judge }

// rcu is about the access to the repository of a JRF domain, the only kind of
// domain for which createDomain reads it.
func (j rcuRules) rcu() {
	e := j.question.Model.Get(domainInfo).Entry("RCUDbInfo")
	if e == nil || len(e.Value.Pairs()) == 0 {
		return
	}
	has := func(name string) bool { return !falsy(e.Value.Get(name)) }
	needs := func(wanted string) { creationRules(j).createNeeds(e.Place, domainInfo+":/RCUDbInfo", wanted) }
	for _, name := range []string{"rcu_prefix", "rcu_schema_password"} {
		if !has(name) {
			needs(name)
		}
	}
	j.rcuConnection(e.Value, has, needs)
	for _, field := range []string{"oracle_database_connection_type", "databaseType"} {
		if v := e.Value.Get(field); v != nil && (v.Text == "ATP" || v.Text == "SSL") && !has("javax.net.ssl.trustStore") {
			needs("javax.net.ssl.trustStore")
		}
	}
	for _, store := range []string{"javax.net.ssl.trustStore", "javax.net.ssl.keyStore"} {
		switch kind := e.Value.Get(store + "Type"); {
		case !has(store):
		case falsy(kind):
			needs(store + "Type")
		case !strings.EqualFold(kind.Text, "SSO") && !has(store+"Password"):
			needs(store + "Password")
		}
		j.store(e.Value, store)
	}
}

// store warns of a key store that no archive has. A relative one stands in the
// folder of oracle.net.tns_admin, which may be a wallet that is a zip itself. That
// there is no archive at all is said of the folder.
func (j rcuRules) store(info *tree.Value, name string) {
	e := info.Entry(name)
	if e == nil || !hasText(e.Value) {
		return
	}
	file, known := j.plain(e.Value.Text)
	if admin := info.Get("oracle.net.tns_admin"); hasText(admin) && !strings.HasPrefix(file, "/") && !intoArchive(file) {
		folder, sure := j.plain(admin.Text)
		file, known = folder+"/"+file, known && sure
	}
	if has := j.question.Archives; known && intoArchive(file) && has.Given() && !has.HoldsFile(file) && !has.HoldsZip(path.Dir(file)) {
		j.warn(CodeNotInArchive, e.Place, domainInfo+":/RCUDbInfo", name, report.Args{"Entry": file, "Near": has.Like(file)})
	}
}

// wallets are where a repository's wallet stands in an archive, and stood.
var wallets = []string{"config/wlsdeploy/dbWallets/rcu", "wlsdeploy/dbWallets/rcu"}

func (j rcuRules) rcuConnection(info *tree.Value, has func(string) bool, needs func(string)) {
	if has("rcu_db_conn_string") {
		return
	}
	if kind := info.Get("rcu_database_type"); kind != nil && kind.Text != "ORACLE" && kind.Text != "EBR" && !falsy(kind) {
		needs("rcu_db_conn_string")
		return
	}
	if !has("oracle.net.tns_admin") && !slices.ContainsFunc(wallets, j.question.Archives.Holds) {
		needs("rcu_db_conn_string, oracle.net.tns_admin")
	}
	if !has("tns.alias") {
		needs("rcu_db_conn_string, tns.alias")
	}
}
