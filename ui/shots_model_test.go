package ui

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"

	"auximage/app/session"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/model/dictionary"
	"auximage/imaging/report"
	"auximage/ui/kit"
)

// faulty is a model with twelve faults.
const faulty = `domainInfo:
  AdminUserName: weblogic
  AdminPassword: welcome1
  ServerStartMode: production
topology:
  Nme: sales
  Server:
    AdminServer:
      ListenPrt: 7001
      Enabled: true
      SSL: on
  Clusters:
    cluster1: {}
  JDBCSystemResource: {}
resources:
  JDBCSystemResource:
    JdbcResource:
      JDBCDriverParams: {}
  MailSession:
    post:
      Properties: [a]
appDeployments:
  Application:
    shop:
      SourcePath: wlsdeploy/applications/shop.war
      PlanPath: 7
kubernetes:
  spek: {}
`

// faults are what is said of it.
func faults(path string) []report.Finding {
	at := func(line int, code report.Code, severity report.Severity, args report.Args) report.Finding {
		in, _ := args["In"].(string)
		name, _ := args["Name"].(string)
		args["Location"] = in + "/" + name
		return report.Finding{Code: code, Severity: severity, File: path, Line: line, Column: 3, Args: args}
	}
	server := "topology:/Server/AdminServer"
	return []report.Finding{
		at(3, model.CodeClearSecret, report.Warning, report.Args{"Key": "AdminPassword"}),
		at(4, dictionary.CodeValue, report.Error, report.Args{"In": "domainInfo:", "Name": "ServerStartMode", "Value": "production", "Allowed": "dev, prod, secure"}),
		at(6, dictionary.CodeAttribute, report.Error, report.Args{"In": "topology:/", "Name": "Nme", "Near": "Name"}),
		at(9, dictionary.CodeAttribute, report.Error, report.Args{"In": server, "Name": "ListenPrt", "Near": "ListenPort"}),
		at(10, dictionary.CodeAttribute, report.Error, report.Args{"In": server, "Name": "Enabled", "Belongs": "SSL"}),
		at(11, dictionary.CodeMapping, report.Error, report.Args{"In": server, "Name": "SSL", "Got": "boolean"}),
		at(12, dictionary.CodeFolder, report.Error, report.Args{"In": "topology:", "Name": "Clusters", "Near": "Cluster"}),
		at(14, dictionary.CodeSection, report.Warning, report.Args{"In": "topology:", "Name": "JDBCSystemResource", "Belongs": "resources"}),
		at(17, dictionary.CodeNameLevel, report.Warning, report.Args{"In": "resources:/JDBCSystemResource", "Name": "JdbcResource"}),
		at(21, dictionary.CodeValueType, report.Warning, report.Args{"In": "resources:/MailSession/post", "Name": "Properties", "Want": "dict", "Got": "list"}),
		at(26, dictionary.CodePathType, report.Error, report.Args{"In": "appDeployments:/Application/shop", "Name": "PlanPath", "Got": "integer"}),
		at(28, dictionary.CodeField, report.Warning, report.Args{"In": "kubernetes:", "Name": "spek", "Near": "spec"}),
	}
}

// faultyForm writes the model into the person's home, and returns the form with it.
func faultyForm(w *Window) (s session.Snapshot, path string) {
	path = filepath.Join(w.options.Downloads, "model.yaml")
	if err := os.WriteFile(path, []byte(faulty), 0o600); err != nil {
		panic(err)
	}
	s = full()
	s.Form.Models = []input.File{{Path: path}}
	s.FileNotes = map[string][]report.Finding{path: faults(path)}
	return s, path
}

// movable returns the finding about the password, as a look at the file finds it.
func movable(path string) report.Finding {
	_, found := model.Check(context.Background(), model.Inputs{Models: []input.File{{Path: path}}}, nil)
	for _, f := range found {
		if session.Movable(f) {
			return f
		}
	}
	panic("no secret in clear")
}

func init() {
	maps.Copy(shots, map[string]shot{
		"model": {draw: func(w *Window) session.Snapshot {
			s, path := faultyForm(w)
			openModel(w, session.ReadShown(path), faults(path)[0])
			return s
		}},
		"model-findings": {draw: func(w *Window) session.Snapshot {
			s, path := faultyForm(w)
			w.view.unfolded[path] = true
			return s
		}, at: func(w *Window) { kit.Reveal(w.auxiliary.files.Container) }},
		"secret": {draw: func(w *Window) session.Snapshot {
			s, path := faultyForm(w)
			move, err := session.PlanSecretMove(w.session, movable(path))
			if err != nil {
				panic(err)
			}
			openSecret(w, move)
			return s
		}},
		"secret-moved": {draw: func(w *Window) session.Snapshot {
			s, path := faultyForm(w)
			openSecretCommand(w, strings.Replace(path, "model.yaml", "moved/model.yaml", 1), "@@ENV:DOMAIN_UID@@-mail", "password")
			return s
		}},
	})
}
