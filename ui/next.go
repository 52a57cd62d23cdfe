package ui

import (
	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/ui/kit"
	"context"
)

// deployed returns a text for the cluster as it is when it is asked for.
func (w *Window) deployed(text func(deploy.Values) string) func() string {
	return func() string { return text(w.session.Snapshot().Deploy) }
}

// nextTexts returns the texts in the order of their use.
func (w *Window) nextTexts(f session.Form) []copyable {
	part := copyable{"part", "auxiliaryImages", words.L("Goes into spec.configuration.model of a Domain that there is already."), w.deployed(deploy.Values.AuxiliaryImages)}
	if f.OnPV {
		part.label, part.help = "domainCreationImages", words.L("Names the domain creation image: goes into spec.configuration.initializeDomainOnPV.domain.")
	}
	texts := []copyable{
		{"namespace", words.L("Namespace") + " (kubectl)", words.L("Makes the namespace where it is missing. The label weblogic-operator=enabled is what the operator looks for by default."), w.deployed(deploy.Values.NamespaceCommand)},
		{"secret", words.L("Pull secret") + " (bash)", words.L("Asks for the token, or reads it from a file: put < FILE behind the closing brace."), w.deployed(deploy.Values.PullSecretCommand)},
		{"docker-registry", words.L("Pull secret") + " (docker-registry)", words.L("kubectl's own form. It asks for the token; while kubectl runs, other programs on this computer can see it."), w.deployed(deploy.Values.DockerRegistryCommand)},
		{"manifest", words.L("Pull secret") + " (YAML)", words.L("Put the token in the place of TOKEN, or save it with the token into a file that you alone can read."), w.deployed(deploy.Values.PullSecretManifest)},
		{"secrets", words.L("Other secrets") + " (bash)", words.L("Asks for the values of the secrets that the Domain needs and that are not there yet; none is kept in the shell's history."), w.deployed(deploy.Values.SecretCommands)},
		{"domain", "Domain (YAML)", words.L("A whole minimal Domain. Put your own names in the place of domain1 and domain1-ns."), w.deployed(deploy.Values.DomainYAML)},
		part,
	}
	if f.OnPV {
		return texts // the operator reads its images once
	}
	return append(texts,
		copyable{"update", words.L("New version") + " (bash)", updateHelp(w.session.Snapshot().Deploy), w.deployed(deploy.Values.UpdateCommand)},
		copyable{"update-powershell", words.L("New version") + " (PowerShell)", updateHelp(w.session.Snapshot().Deploy), w.deployed(deploy.Values.UpdatePowerShell)})
}

// updateHelp says for which Domain an update command is.
func updateHelp(v deploy.Values) string {
	return words.L("For the Domain {{.UID}} in the namespace {{.Namespace}} that is running: sets the image in the place of its first auxiliary image.",
		map[string]any{"UID": v.Name(), "Namespace": v.InNamespace()})
}

// openNext shows what the cluster needs of the image, one text at a time.
func (w *Window) openNext() {
	f := w.session.Snapshot().Form
	d := newTextsDialog(w, words.L("What comes next"), w.nextTexts(f))
	d.save = kit.NewButton(words.L("Save pull secret…"), func() { w.savePullSecret(f) })
	d.saves = map[string]bool{"secret": true, "manifest": true}
	d.open("secret")
}

// openCommand copies the form as a command line, and shows it: what was clicked
// can go into a pipeline.
func (w *Window) openCommand(shell string) {
	help := words.L("The same as a command, without the token: put that into the environment variable AUX_IMAGE_TOKEN.")
	command := func(sh session.Shell) func() string {
		return func() string { return w.session.Snapshot().Command(sh) }
	}
	d := newTextsDialog(w, words.L("As a command"), []copyable{
		{"bash", "bash", help, command(session.Bash)}, {"powershell", "PowerShell", help, command(session.PowerShell)}})
	d.open(shell)
	d.copied.Tapped(nil)
}

// savePullSecret writes the secret with its token where the person says.
func (w *Window) savePullSecret(f session.Form) {
	w.auxiliary.signIn.keepToken()
	w.browse(browsing{title: words.L("Save pull secret…"), start: w.options.Downloads, endings: []string{".yaml"},
		save: "pull-secret.yaml",
		chosen: func(paths []string) {
			save := func(context.Context) error { return w.session.SavePullSecret(paths[0]) }
			w.whileWaiting(words.L("Pull secret"), paths[0], save, func(err error) {
				if err != nil {
					w.tellError(words.L("Pull secret"), err)
					return
				}
				w.tell(words.L("Pull secret"), words.L("Saved with the token of {{.User}}; you alone can read it. Use it with kubectl apply -f and delete it.", map[string]any{"User": f.User}))
			})
		}})
}
