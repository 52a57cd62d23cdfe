package dictionary_test

import (
	"testing"
	"testing/fstest"

	"auximage/imaging/model/dictionary"
	"auximage/imaging/model/tree"
)

func TestAVersionThatTheTablesDoNotNameIsSaid(t *testing.T) {
	const folder = "oracle/weblogic/deploy/aliases/category_modules/"
	const name = `{"attributes": {"Name": [{"version": "[10.3.6,12.2.1.4.0)", "wlst_type": "string"}, {"version": "[12.2.1.4.0,14.1.2)", "wlst_type": "string"},
		{"version": "[14.1.2,)", "wlst_type": "string"}],
		"Other": [{"version": "[14,)", "wlst_type": "string"}]}}`
	files := fstest.MapFS{}
	for _, category := range []string{"Domain", "DomainInfo", "Server"} {
		files[folder+category+".json"] = &fstest.MapFile{Data: []byte(name)}
	}
	d, err := dictionary.New(files)
	if err != nil {
		t.Fatal(err)
	}
	for version, known := range map[string]bool{"10.3.6": true, "12.2.1.4.0.220929": true, "12.2.1.3": true, "12.2": true, "14.1.2.0.0": true, "": true,
		"14.1.1.0": false, "15.1.1": false, "99.9": false, "9": false, "12.2.2": false} {
		found, err := d.Judge(t.Context(), dictionary.Question{Model: &tree.Value{}, Version: version})
		if err != nil {
			t.Fatal(err)
		}
		if known != (len(found) == 0) {
			t.Errorf("%q: got %v, want it known: %t", version, found, known)
			continue
		}
		if !known && (found[0].Code != dictionary.CodeUnknownVersion || found[0].Args["Known"] != "10.3.6, 12.2.1, 14.1.2") {
			t.Errorf("%q: got %+v", version, found[0])
		}
	}
}
