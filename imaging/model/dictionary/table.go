package dictionary

import "encoding/json"

// The files of an installer's core jar that the tables are.
const (
	categories = "oracle/weblogic/deploy/aliases/category_modules/"
	schemas    = "oracle/weblogic/deploy/crds/"
	roles      = "oracle/weblogic/deploy/security/XACMLRoleMapperDefaults/"
)

// otherFile names the categories whose file has another name.
var otherFile = map[string]string{"Application": "AppDeployment"}

func fileOf(category string) string {
	if other, there := otherFile[category]; there {
		category = other
	}
	return categories + category + ".json"
}

// The folders as they stand in the files. What validation does not ask for is
// left out.
type (
	rawFolder struct {
		Kind       string                    `json:"child_folders_type"`
		Version    string                    `json:"version"`
		Mode       string                    `json:"wlst_mode"`
		Params     []rawScope                `json:"folder_params"`
		Contains   []string                  `json:"contains"`
		Folders    map[string]rawFolder      `json:"folders"`
		Attributes map[string][]rawAttribute `json:"attributes"`
	}
	rawScope struct {
		Kind    *string `json:"child_folders_type"`
		Version *string `json:"version"`
		Mode    *string `json:"wlst_mode"`
	}
	rawAttribute struct {
		Version   string          `json:"version"`
		Mode      string          `json:"wlst_mode"`
		Type      string          `json:"wlst_type"`
		Preferred string          `json:"preferred_model_type"`
		Setter    string          `json:"set_method"`
		Path      json.RawMessage `json:"uses_path_tokens"`
		Default   json.RawMessage `json:"default_value"`
		Value     struct {
			Default json.RawMessage `json:"default"`
		} `json:"value"` // the default's place in the first releases
	}
)
