package deploy_test

import (
	"reflect"
	"slices"
	"strings"
	"testing"

	"auximage/app/deploy"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
)

// owns is a Domain as somebody keeps it in git: with comments, an order of their
// own, a resource beside it and two auxiliary images.
const owns = `# kept by the platform team
apiVersion: v1
kind: Service
metadata: {name: front}
---
apiVersion: weblogic.oracle/v9   # the operator's
kind: Domain
metadata:
  namespace: shops
  name: sales-domain
spec:
  domainUID: sales
  image: "registry.example.com/weblogic:14.1.2"
  imagePullSecrets: [{name: pull-me}]
  webLogicCredentialsSecret: {name: sales-admin}
  serverPod:
    env:
    - name: STAGE
      value: prod
    - {name: MAIL, valueFrom: {configMapKeyRef: {name: m, key: k}}}
  configuration:
    secrets:
    - sales-jdbc-ds1
    model:
      runtimeEncryptionSecret: sales-rt
      auxiliaryImages:
      # the tooling, changed once a year
      - image: lhr.ocir.io/tenancynamespace/tooling:4.4.6
        sourceModelHome: none
      - image: 'lhr.ocir.io/tenancynamespace/test-model-ankit:v0'   # every week
        sourceWDTInstallHome: None
        imagePullPolicy: Always
`

func read(t *testing.T, text string) *deploy.Domain {
	t.Helper()
	d, err := deploy.ReadDomain([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestADomainFileSaysWhatTheTextsAreFilledWith(t *testing.T) {
	v := filled()
	v.Domain, v.Primary = read(t, owns), ""
	v.Secrets = []deploy.Secret{
		{Name: "@@ENV:DOMAIN_UID@@-jdbc-ds1", Keys: []string{"password"}},
		{Name: "@@ENV:STAGE@@-mail", Keys: []string{"password"}},
	}
	v.Environment = []string{"MAIL", "OTHER", "STAGE"}
	want := []deploy.Secret{
		{Name: "sales-admin", Keys: []string{"username", "password"}},
		{Name: "sales-rt", Keys: []string{"password"}},
		{Name: "prod-mail", Keys: []string{"password"}},
		{Name: "sales-jdbc-ds1", Keys: []string{"password"}},
	}
	if got := v.Required(); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v\nwant %v", got, want)
	}
	if v.Name() != "sales-domain" || v.InNamespace() != "shops" {
		t.Errorf("got %s in %s", v.Name(), v.InNamespace())
	}
	if text := v.PullSecretCommand(); !strings.Contains(text, "secret generic pull-me \\\n  --namespace shops") {
		t.Error(text)
	}
	said := map[report.Code]any{}
	for _, f := range v.Notes() {
		said[f.Code] = f.Args["Names"]
	}
	if want := map[report.Code]any{deploy.CodeUnlisted: "prod-mail (password)", deploy.CodeUnset: "OTHER", deploy.CodeKeptNone: nil}; !reflect.DeepEqual(said, want) {
		t.Errorf("got %v, want %v", said, want)
	}
	if command, want := v.UpdateCommand(), `kubectl patch domain sales-domain --namespace shops \
  --type=json --patch '[
  {"op": "replace",
   "path": "/spec/configuration/model/auxiliaryImages/1/image",
   "value": "`+lab+`"}
]'`; command != want {
		t.Errorf("got  %s\nwant %s", command, want)
	}
}

// pushed is the reference that replaces another.
const pushed = "lhr.ocir.io/tenancynamespace/test-model-ankit:v1@sha256:0123456789012345678901234567890123456789012345678901234567890123"

func TestOnlyTheImageAndItsHomesChangeInADomainFile(t *testing.T) {
	operators, toolkit := filled().Homes, deploy.Homes{WDT: "/u01/wdt/weblogic-deploy", Model: "/u01/wdt/models"}
	inImages := func(entries string) string {
		return "kind: Domain\napiVersion: weblogic.oracle/v9\nmetadata: {name: d}\nspec:\n  configuration:\n    model:\n      auxiliaryImages:" + entries
	}
	for name, c := range map[string]struct {
		before string
		homes  deploy.Homes
		from   []string // pairs: what is there, what stands there afterwards
	}{
		"among others, in quotes": {owns, deploy.Homes{Model: operators.Model}, []string{"'lhr.ocir.io/tenancynamespace/test-model-ankit:v0'", "'" + pushed + "'"}},
		"homes that change, but for None where another image brings the tooling": {owns, toolkit, []string{"'lhr.ocir.io/tenancynamespace/test-model-ankit:v0'   # every week\n        sourceWDTInstallHome: None",
			"'" + pushed + "'   # every week\n        sourceModelHome: /u01/wdt/models\n        sourceWDTInstallHome: None"}},
		"homes that change": {inImages("\n      - image: test-model-ankit:v0\n        sourceWDTInstallHome: None\n"), toolkit, []string{"test-model-ankit:v0\n        sourceWDTInstallHome: None",
			pushed + "\n        sourceModelHome: /u01/wdt/models\n        sourceWDTInstallHome: /u01/wdt/weblogic-deploy"}},
		"plain, at the file's end":   {inImages("\n      - image: test-model-ankit:v0"), operators, []string{"test-model-ankit:v0", pushed}},
		"in double quotes":           {inImages("\n      - image: \"test-model-ankit:v0\"\n"), operators, []string{`"test-model-ankit:v0"`, `"` + pushed + `"`}},
		"Windows' line ends":         {strings.ReplaceAll(inImages("\n      - image: test-model-ankit:v0 # why\n        sourceModelHome: /a\n"), "\n", "\r\n"), toolkit, []string{"test-model-ankit:v0 # why\r\n        sourceModelHome: /a", pushed + " # why\r\n        sourceWDTInstallHome: /u01/wdt/weblogic-deploy\r\n        sourceModelHome: /u01/wdt/models"}},
		"in braces":                  {inImages(` [{imagePullPolicy: Always, image: "test-model-ankit:v0"}]` + "\n"), toolkit, []string{`image: "test-model-ankit:v0"`, `sourceWDTInstallHome: /u01/wdt/weblogic-deploy, sourceModelHome: /u01/wdt/models, image: "` + pushed + `"`}},
		"on a line of its own":       {inImages("\n      - image:\n          test-model-ankit:v0\n        imagePullPolicy: Never\n"), toolkit, []string{"test-model-ankit:v0\n", pushed + "\n        sourceWDTInstallHome: /u01/wdt/weblogic-deploy\n        sourceModelHome: /u01/wdt/models\n"}},
		"letters of more bytes":      {inImages(" [{imagePullPolicy: Always, \"image\": 'ré/test-model-ankit:1'}] # été\n"), operators, []string{"'ré/test-model-ankit:1'", "'" + pushed + "'"}},
		"an old home of none's case": {inImages("\n      - sourceWDTInstallHome: NONE\n        image: test-model-ankit:v0\n"), deploy.Homes{Model: operators.Model}, []string{"test-model-ankit:v0", pushed}},
	} {
		t.Run(name, func(t *testing.T) {
			got, err := read(t, c.before).Rewrite(pushed, c.homes)
			if err != nil {
				t.Fatal(err)
			}
			if want := strings.NewReplacer(c.from...).Replace(c.before); got != want {
				t.Errorf("got\n%s\nwant\n%s", got, want)
			}
			again, err := read(t, got).Rewrite(pushed, c.homes)
			if err != nil || again != got {
				t.Errorf("the same image once more changes it: %v\n%s", err, again)
			}
		})
	}
}

func TestAFileThatIsNotOneDomainIsRefusedByItsReason(t *testing.T) {
	for text, want := range map[string]report.Finding{
		"": {Code: deploy.CodeNoDomain},
		"kind: Domain\napiVersion: example.com/v1\n": {Code: deploy.CodeNoDomain},
		"a: b\n c: d\n":                          {Code: deploy.CodeNotYAML, Line: 2},
		"a: b\nc: {{ .Values.x }}\nd: {{.y}}z\n": {Code: deploy.CodeTemplate, Line: 2},
		owns + "---\n" + owns:                    {Code: deploy.CodeManyDomains},
	} {
		_, err := deploy.ReadDomain([]byte(text))
		if f, _ := report.Of(err); f.Code != want.Code || f.Line != want.Line {
			t.Errorf("%.30q: got %s in line %d, want %s in line %d", text, f.Code, f.Line, want.Code, want.Line)
		}
	}
}

func TestAnImageThatCannotBeReplacedIsToldByItsReason(t *testing.T) {
	entries := func(text string) string {
		return strings.Split(owns, "      auxiliaryImages:\n")[0] + text
	}
	for name, c := range map[string]struct {
		text string
		code report.Code
	}{
		"no image":               {entries(""), deploy.CodeNoImages},
		"images of others":       {entries("      auxiliaryImages: [{image: a/b:1}, {image: c/d:1}]\n"), deploy.CodeOtherImages},
		"two of this repository": {entries("      auxiliaryImages: [{image: '" + lab + "'}, {image: '" + pushed + "'}]\n"), deploy.CodeSeveralOurs},
		"an alias":               {entries("      auxiliaryImages: [{image: *it}]\n    x: &it old:1\n"), deploy.CodeNotYAML},
		"an alias of one before": {strings.Replace(entries("      auxiliaryImages: [{image: *it}]\n"), `image: "reg`, `image: &it "reg`, 1), deploy.CodeOtherImages},
		"one of others":          {entries("      auxiliaryImages: [{image: vendor.example.org/wdt-only:4.4}]\n"), deploy.CodeOtherImages},
		"another domain's":       {entries("      auxiliaryImages: [{image: '" + strings.Replace(untagged(pushed), "/", "/bank/", 1) + ":1'}]\n"), deploy.CodeOtherImages},
		"a template":             {entries("      auxiliaryImages: [{image: '{{ .Values.image }}'}]\n"), deploy.CodeTemplate},
		"a variable":             {entries("      auxiliaryImages: [{image: '${IMAGE}'}]\n"), deploy.CodeTemplate},
		"a name that is none":    {strings.ReplaceAll(owns, "name: sales-domain", "name: {{ .name }}"), deploy.CodeTemplate},
		"an anchor":              {entries("      auxiliaryImages: [{image: &it '" + lab + "'}]\n"), deploy.CodeUnchangeable},
		"a block of text":        {entries("      auxiliaryImages:\n      - image: >-\n          " + lab + "\n"), deploy.CodeUnchangeable},
	} {
		t.Run(name, func(t *testing.T) {
			d, err := deploy.ReadDomain([]byte(c.text))
			if err == nil {
				_, err = d.Rewrite(pushed, filled().Homes)
			}
			if f, _ := report.Of(err); f.Code != c.code {
				t.Errorf("got %v, want %s", err, c.code)
			}
		})
	}
	if !slices.Equal(read(t, owns).Secrets, []string{"sales-jdbc-ds1"}) {
		t.Error("its secrets were not read")
	}
}

func TestThePersonsOwnDomainIsTheDomainThatIsShown(t *testing.T) {
	v := filled()
	v.Image, v.Domain = pushed, read(t, owns)
	want, err := v.Domain.Rewrite(pushed, v.Homes)
	if err != nil {
		t.Fatal(err)
	}
	if got := v.DomainYAML(); got != want || !strings.Contains(got, pushed) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	template := strings.Replace(owns, "lhr.ocir.io/tenancynamespace/test-model-ankit:v0", "lhr.ocir.io/tenancynamespace/test-model-ankit:${TAG}", 1)
	v.Domain = read(t, template)
	if got := v.DomainYAML(); got != template {
		t.Errorf("one that the image cannot be set in is\n%s\nwant it as it is", got)
	}
}

// untagged returns a reference without its tag and digest.
func untagged(reference string) string {
	parts := ocir.Split(reference)
	parts.Version = ""
	return parts.String()
}
