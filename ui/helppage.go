package ui

import (
	"cmp"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/theme"

	"auximage/app/words"
	"auximage/imaging/ocir"
	"auximage/imaging/registry"
	"auximage/imaging/report"
	"auximage/imaging/transport"
	"auximage/ui/kit"
)

// helpPage is the page that F1 opens: the steps, what a change takes, the words, what
// fails most often, the keys, and where Oracle tells more.
type helpPage struct{ win *Window }

// open shows the page in a dialog, above whatever else is open, unless it is there
// already.
func (h helpPage) open() {
	if h.win.help != nil && h.win.help.IsOpen() {
		return
	}
	body := kit.Column(4,
		h.part(words.L("help.steps"), h.steps()...),
		h.part(words.L("help.weekly"), h.weekly()...),
		h.part(words.L("help.words"), h.words()...),
		h.part(words.L("help.failures"), h.failures()...),
		h.part(words.L("help.keys"), h.keys()...),
		h.part(words.L("help.more"), h.links()))
	d := h.win.dialogs.New(words.L("Help"), body, 52)
	d.Tall = true
	h.win.help = d
	offer(d, words.L("Close"))
}

// part is a heading with what stands below it.
func (helpPage) part(title string, content ...fyne.CanvasObject) fyne.CanvasObject {
	heading := kit.NewLabel(title, theme.SizeNameSubHeadingText, theme.ColorNameForeground, fyne.TextStyle{Bold: true})
	return kit.Column(2, append([]fyne.CanvasObject{heading}, content...)...)
}

// stepHelp is what there is to know about the lab's steps, by their numbers.
var stepHelp = map[int]string{
	0:          "help.content",
	1:          "A primary image holds the operating system, the JDK and WebLogic Server, and serves hundreds of domains. It holds no model and no application: those come from the auxiliary image. The wizard changes nothing in it.",
	2:          "help.region",
	3:          "Menu › Developer Services › Container Registry",
	4:          "Where the image goes. Paste it whole, or fill in its parts.",
	5:          "help.user",
	6:          "Made in the Oracle Cloud console: your profile, Auth tokens. It is not your password.",
	7:          "help.create",
	stepFolder: "Asked at the first Create when empty. An installer that is there already is used.",
	11:         "help.push",
}

// steps are the lab's, as beside the form, with what there is to know about them, and
// what comes after the last.
func (helpPage) steps() (all []fyne.CanvasObject) {
	names := map[string]any{"User": exampleUser, "Federated": words.L("Federated"), "Domain": words.L("Identity domain")}
	if london, ok := ocir.RegionOf("lhr.ocir.io"); ok {
		names["Host"], names["Region"] = london.Host, london.In(words.Language())
	}
	for _, step := range labSteps() {
		title := step.title
		if step.number > 0 {
			title = strconv.Itoa(step.number) + ". " + title
		}
		if text := stepHelp[step.number]; text != "" {
			all = append(all, plainFact(title, words.L(text, names)))
		} else {
			all = append(all, kit.Caption(title))
		}
	}
	return append(all, plainFact(words.L("What comes next…"), words.L("When a server's pod starts, the auxiliary image's files are copied into a shared folder; WebLogic Deploy Tooling in the primary image's container reads the model there and makes the domain. The primary image stays as it is.")))
}

// weekly says what a change of the model takes.
func (helpPage) weekly() []fyne.CanvasObject {
	labels := map[string]any{"Open": words.L("Open image…"), "Change": words.L("Change"), "TakeOut": words.L("Take out to edit…")}
	return []fyne.CanvasObject{
		plainFact("1. "+words.L("Model"), words.L("help.weekly.model", labels)),
		plainFact("2. "+words.L("Create and Push"), words.L("help.weekly.push")),
		plainFact("3. "+words.L("What comes next…"), words.L("help.weekly.next")),
	}
}

// keys are the keys that have a meaning everywhere, and those of the menu.
func (h helpPage) keys() []fyne.CanvasObject {
	all := []fyne.CanvasObject{kit.Paragraph(words.L("help.keys.fields"))}
	for _, menu := range h.win.window.MainMenu().Items {
		for _, item := range menu.Items {
			if s, named := item.Shortcut.(fyne.KeyboardShortcut); named {
				all = append(all, kit.Row([]float32{1, 2}, kit.Line(keysOf(s)), kit.Paragraph(item.Label)))
			}
		}
	}
	return all
}

// words says what is meant by the words that the window takes as known.
func (helpPage) words() (all []fyne.CanvasObject) {
	for _, word := range []string{"help.tag", "help.digest", "help.layer", "help.pull-secret", "help.passphrase"} {
		all = append(all, kit.Paragraph(words.L(word)))
	}
	return all
}

// failures are the sentences that the window would say, with what to do.
func (h helpPage) failures() (all []fyne.CanvasObject) {
	tag := cmp.Or(h.win.session.Snapshot().Form.Tag, "lhr.ocir.io/tenancynamespace/test-model-ankit:v1")
	parts := ocir.Split(tag)
	host := cmp.Or(parts.Host, "lhr.ocir.io")
	for _, code := range []report.Code{
		registry.CodeAnonymous, registry.CodeRefused, registry.CodeNotFound, transport.CodeUnknownHost, transport.CodeTLSUnknownIssuer,
	} {
		m := words.Of(report.Finding{Code: code, Severity: report.Error, Args: report.Args{
			"Host": host, "Reference": tag, "Namespace": parts.Namespace, "Repository": parts.Repository, "Known": true,
		}})
		all = append(all, kit.Column(1, kit.Paragraph(m.Sentence), kit.Muted(m.Next)))
	}
	return all
}

// documentation has Oracle's pages, by the names of what they are about.
var documentation = [][2]string{
	{"OCI Container Registry", "https://docs.oracle.com/en-us/iaas/Content/Registry/home.htm"},
	{"WebLogic Deploy Tooling", "https://oracle.github.io/weblogic-deploy-tooling/"},
	{"WebLogic Kubernetes Operator", "https://oracle.github.io/weblogic-kubernetes-operator/"},
}

// links open Oracle's pages in the browser.
func (h helpPage) links() fyne.CanvasObject {
	row := container.NewHBox()
	for _, page := range documentation {
		row.Add(kit.NewButton(page[0], func() { h.win.opener.page(page[0], page[1]) }))
	}
	return row
}
