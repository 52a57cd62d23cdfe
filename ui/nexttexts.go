package ui

import (
	"path/filepath"
	"strings"

	"auximage/app/deploy"
	"auximage/app/session"
	"auximage/app/words"
	"auximage/imaging/report"
)

// nextTexts returns the texts in the order of their use: those that a new domain needs
// have the number of their step, of which one is enough, then those for one that runs.
func nextTexts(s session.Snapshot) []copyable {
	v := s.Deploy
	as := func(text func(deploy.Values) string) func() string { return func() string { return text(v) } }
	part, help := "auxiliaryImages", words.L("Goes into spec.configuration.model of a Domain that there is already.")
	if s.Form.OnPV {
		part, help = "domainCreationImages", words.L("Names the domain creation image: goes into spec.configuration.initializeDomainOnPV.domain.")
	}
	update := updateHelp(v)
	texts := []copyable{
		{key: "namespace", file: "namespace.sh", label: "1. " + words.L("Namespace") + " (kubectl)", text: as(deploy.Values.NamespaceCommand),
			help: words.L("Makes the namespace where it is missing. The label weblogic-operator=enabled is what the operator looks for by default.")},
		{key: "secret", file: "pull-secret.sh", secret: true, label: "2. " + words.L("Pull secret") + " (bash)", text: as(deploy.Values.PullSecretCommand),
			help: words.Sentences(words.L("Asks for the token, or reads it from a file: put < FILE behind the closing brace."), oneOfThem())},
		{key: "docker-registry", file: "pull-secret-docker-registry.sh", secret: true, label: "2. " + words.L("Pull secret") + " (docker-registry)", text: as(deploy.Values.DockerRegistryCommand),
			help: words.Sentences(words.L("kubectl's own form. It asks for the token; while kubectl runs, other programs on this computer can see it."), oneOfThem()),
			off:  v.DockerRegistryCommand() == ""}, // it makes no secret of two registries
		{key: "manifest", file: "pull-secret.yaml", secret: true, label: "2. " + words.L("Pull secret") + " (YAML)", text: as(deploy.Values.PullSecretManifest),
			help: words.Sentences(words.L("Put the token in the place of TOKEN, or save it with the token into a file that you alone can read."), oneOfThem())},
		{key: "secrets", file: "secrets.sh", label: "3. " + words.L("Other secrets") + " (bash)", text: as(deploy.Values.SecretCommands),
			help: words.L("Asks for the values of the secrets that the Domain needs and that are not there yet; none is kept in the shell's history. What is there stays: with another password or runtime encryption key a running domain would not start again.")},
		{key: "domain", file: "domain.yaml", label: "4. Domain (YAML)", text: as(deploy.Values.DomainYAML), help: domainHelp(s)},
		{key: "part", file: part + ".yaml", label: part, text: as(deploy.Values.AuxiliaryImages), help: help},
		// Of a domain on a volume the operator reads the images once.
		{key: "update", file: "update.sh", label: words.L("Update command") + " (bash)", text: as(deploy.Values.UpdateCommand), help: update, off: v.UpdateCommand() == ""},
		{key: "update-powershell", file: "update.ps1", label: words.L("Update command") + " (PowerShell)", text: as(deploy.Values.UpdatePowerShell), help: update, off: v.UpdateCommand() == ""},
	}
	for i := range texts {
		key := texts[i].key
		texts[i].notes = func() []report.Finding { return notesOf(key, s) }
	}
	return texts
}

// updateHelp says which image of the Domain the new one takes the place of.
func updateHelp(v deploy.Values) string {
	if image := v.Replaces(); image != "" {
		return words.L("For the Domain {{.UID}} in the namespace {{.Namespace}} that is running: sets the image in the place of {{.Image}}.",
			map[string]any{"UID": v.Name(), "Namespace": v.InNamespace(), "Image": image})
	}
	return words.L("For the Domain {{.UID}} in the namespace {{.Namespace}} that is running: sets the image in the place of its first auxiliary image.",
		map[string]any{"UID": v.Name(), "Namespace": v.InNamespace()})
}

// oneOfThem says that the texts of a pull secret are the same in three forms.
func oneOfThem() string { return words.L("One of the texts with the number 2 is enough.") }

// domainHelp says what the Domain is, the person's own or a minimal one, and what brings
// it to the cluster.
func domainHelp(s session.Snapshot) string {
	applied := words.L("Save it, and the cluster gets it by kubectl apply -f with the file's name.")
	if s.Form.DomainFile == "" {
		return words.Sentences(words.L("A minimal Domain that is complete, with the names from above."), applied)
	}
	if homes := s.Deploy.NewHomes(); len(homes) > 0 {
		return words.L("Your own {{.Name}} with this image in it, and with where things are in it: {{.Homes}}. Everything else is as you wrote it.",
			map[string]any{"Name": filepath.Base(s.Form.DomainFile), "Homes": strings.Join(homes, ", ")})
	}
	return words.L("Your own {{.Name}} with this image in it: everything else is as you wrote it.", map[string]any{"Name": filepath.Base(s.Form.DomainFile)})
}

// notesOf returns what a person has to know beside a text.
func notesOf(key string, s session.Snapshot) []report.Finding {
	switch key {
	case "domain":
		return append(unwritable(s), s.Deploy.Notes()...)
	case "part", "update", "update-powershell":
		return s.Deploy.Notes()
	case "secret", "docker-registry", "manifest":
		return s.Deploy.PullNotes()
	}
	return nil
}

// unwritable returns why the image cannot be set in the person's own Domain, nil where
// it can.
func unwritable(s session.Snapshot) []report.Finding {
	if s.Deploy.Domain == nil {
		return nil
	}
	_, err := s.Deploy.Domain.Rewrite(s.Deploy.Image, s.Deploy.Homes)
	f, bad := report.Of(err)
	if !bad {
		return nil
	}
	f.File, f.Severity = s.Form.DomainFile, report.Warning // the text is shown without it
	return []report.Finding{f}
}
