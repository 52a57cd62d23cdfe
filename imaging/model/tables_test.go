package model_test

import (
	"encoding/json"
	"io/fs"
	"testing"
	"testing/fstest"

	"auximage/imaging/model/dictionary"
)

// table is a folder in the form of the deploy tooling's tables.
type table map[string]any

// attrs returns attributes of all versions by name and type.
func attrs(pairs ...string) map[string]any {
	all := map[string]any{}
	for i := 0; i < len(pairs); i += 2 {
		all[pairs[i]] = []table{entry("[10,)", pairs[i+1])}
	}
	return all
}

func entry(version, kind string) table {
	return table{"version": version, "wlst_mode": "both", "wlst_type": kind}
}

// with returns a table with one more field.
func (t table) with(name string, value any) table {
	t[name] = value
	return t
}

func folder(attributes map[string]any, folders table) table {
	if folders == nil {
		folders = table{}
	}
	return table{"copyright": "", "attributes": attributes, "folders": folders}
}

func several(attributes map[string]any, folders table) table {
	return folder(attributes, folders).with("child_folders_type", "multiple")
}

// smallTables are tables of a few folders that have all that tables can have.
func smallTables() map[string]any {
	server := attrs("ListenPort", "integer", "ListenAddress", "string", "Enabled", "boolean", "Groups", "list", "Arguments", "delimited_string[space]", "Ratio", "double")
	server["Cluster"] = []table{entry("[10,)", "string").with("set_method", "MBEAN.set_cluster")}
	server["Newer"] = []table{entry("[14.1.1,)", "string")}
	server["Patched"] = []table{entry("[12.2.1.4.0.220929,14.1.1)", "integer"), entry("[14.1.1.0.0.230801,)", "integer")}
	server["Running"] = []table{{"version": "[10,)", "wlst_mode": "online", "wlst_type": "string"}}
	server["Folder"] = []table{entry("[10,)", "string").with("uses_path_tokens", "true")}
	server["Changing"] = []table{entry("[12.2.1,14.1.2)", "integer"), entry("[14.1.2,)", "${list:string}")}
	server["Bag"] = []table{entry("[10,)", "properties")}
	application := attrs("Target", "delimited_string", "PlanDir", "string")
	for _, name := range []string{"SourcePath", "PlanPath"} {
		application[name] = []table{entry("[10,)", "string").with("uses_path_tokens", "true")}
	}
	provider := func(attributes map[string]any) table {
		return folder(attributes, nil).with("child_folders_type", "none")
	}
	rules := attrs()
	rules["MinPasswordLength"] = []table{entry("[10,)", "integer").with("default_value", 8)}
	return map[string]any{
		"Domain":     folder(attrs("Name", "string", "AdminServerName", "string"), nil),
		"DomainInfo": folder(attrs("AdminUserName", "string", "AdminPassword", "password", "ServerStartMode", "string", "ServerGroupTargetingLimits", "dict"), nil),
		"Server": several(server, table{
			"SSL": folder(attrs("Enabled", "boolean", "Ciphers", "list"), nil),
			"Log": folder(attrs("FileName", "string"), table{"Rotation": folder(attrs("Minutes", "integer"), nil)}),
		}),
		"Cluster": several(attrs("Address", "string"), table{"DynamicServers": folder(attrs("ServerTemplate", "string", "DynamicClusterSize", "integer"), nil)}),
		"JMX":     folder(attrs("Enabled", "boolean"), nil).with("version", "[14.1.2,)"),
		"FeatureCompatibility": folder(attrs("Lifecycle", "boolean"), nil).with("folder_params", []table{
			{"version": "[12.2.1.4.0.260625,14.1.1)"}, {"version": "[14.1.2,)"}}),
		"NMProperties": folder(attrs("Port", "integer"), nil).with("wlst_mode", "online"),
		"Security":     folder(attrs(), table{"User": several(attrs("Password", "password"), nil)}),
		"SecurityConfiguration": folder(attrs("DefaultRealm", "string"), table{"Realm": several(attrs(), table{
			"PasswordValidator": several(attrs(), table{"SystemPasswordValidator": provider(rules)}).with("child_folders_type", "multiple_with_type_subfolder"),
			"Adjudicator":       several(attrs(), table{"DefaultAdjudicator": provider(attrs("Unanimous", "boolean"))}).with("child_folders_type", "multiple_with_type_subfolder"),
		})}),
		"BatchConfig":             folder(attrs("Schema", "string"), nil).with("version", "[12.2.1,)"),
		"VirtualTarget":           several(attrs("Port", "integer"), nil).with("version", "[12.2.1,14.1.1)"),
		"ProductionRedeployments": several(attrs("RetireTimeout", "any", "RetireGracefully", "boolean"), nil),
		"JDBCSystemResource":      several(attrs("Target", "delimited_string"), nil),
		"ResourceGroup":           several(attrs("Notes", "string"), nil).with("contains", []string{"JDBCSystemResource"}),
		"AppDeployment":           several(application, nil),
		"Library":                 several(application, nil),
		"PluginDeployment":        several(application, nil),
		"WLSRoles":                several(attrs("Expression", "string", "UpdateMode", "string", "XacmlDocument", "string", "XacmlStatus", "string"), nil),
		"WLSPolicies":             several(attrs("ResourceID", "string", "Policy", "string", "XacmlDocument", "string"), nil),
		"RCUDbInfo":               folder(attrs("rcu_prefix", "string", "rcu_database_type", "string", "databaseType", "string"), nil),
	}
}

// schemaOf is a small schema of the Domain resource.
func schemaOf(fields table) table {
	return table{"openAPIV3Schema": table{"type": "object", "properties": table{
		"status":   table{"type": "object"},
		"metadata": table{"type": "object", "properties": table{"name": table{"type": "string"}, "labels": table{"type": "object", "additionalProperties": table{"type": "string"}}}},
		"spec":     table{"type": "object", "properties": fields},
	}}}
}

// files returns tables as the files of a core jar.
func files(t testing.TB, tables map[string]any) fs.FS {
	t.Helper()
	all := fstest.MapFS{}
	put := func(name string, content any) {
		text, err := json.Marshal(content)
		if err != nil {
			t.Fatal(err)
		}
		all["oracle/weblogic/deploy/"+name] = &fstest.MapFile{Data: text}
	}
	for name, content := range tables {
		put("aliases/category_modules/"+name+".json", content)
	}
	list := table{"type": "array", "items": table{"type": "object", "properties": table{"name": table{"type": "string"}}}}
	put("crds/domain-crd-schema-v8.json", schemaOf(table{"image": table{"type": "string"}, "port": table{"x-kubernetes-int-or-string": true}, "extra": table{"type": "object", "x-kubernetes-preserve-unknown-fields": true}, "clusters": list, "args": table{"type": "array", "items": table{"type": "string"}}}))
	put("crds/domain-crd-schema-v9.json", schemaOf(table{"image": table{"type": "string"}, "replicas": table{"type": "integer"}}))
	put("crds/cluster-crd-schema-v1.json", schemaOf(table{"replicas": table{"type": "integer"}}))
	put("security/XACMLRoleMapperDefaults/1412.json", table{"Admin": "Grp(Administrators)", "copyright": ""})
	return all
}

// small returns the dictionary of the small tables.
func small(t testing.TB) *dictionary.Dictionary {
	t.Helper()
	d, err := dictionary.New(files(t, smallTables()))
	if err != nil {
		t.Fatal(err)
	}
	return d
}
