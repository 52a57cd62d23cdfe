package dictionary

import (
	"strings"

	"auximage/imaging/model/tree"
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
	}
}

func (j rcuRules) rcuConnection(info *tree.Value, has func(string) bool, needs func(string)) {
	if has("rcu_db_conn_string") {
		return
	}
	if kind := info.Get("rcu_database_type"); kind != nil && kind.Text != "ORACLE" && kind.Text != "EBR" && !falsy(kind) {
		needs("rcu_db_conn_string")
		return
	}
	if !has("oracle.net.tns_admin") && !j.question.Archives.Holds("wlsdeploy/dbWallets/rcu/") {
		needs("rcu_db_conn_string, oracle.net.tns_admin")
	}
	if !has("tns.alias") {
		needs("rcu_db_conn_string, tns.alias")
	}
}
