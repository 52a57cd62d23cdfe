package ui

import (
	"auximage/app/cmdline"
	"auximage/app/words"
)

// openCommand copies the form as a command line, and shows it: what was clicked
// can go into a pipeline.
func openCommand(w *Window, shell string) {
	help := words.L("The same as a command, without the token: put that into the environment variable AUX_IMAGE_TOKEN.")
	command := func(sh cmdline.Shell) func() string {
		return func() string { return cmdline.Write(w.session.Snapshot(), sh) }
	}
	d := newTextsDialog(w, words.L("As a command"), nil, []copyable{
		{key: "bash", file: "push.sh", label: "bash", help: help, text: command(cmdline.Bash)},
		{key: "powershell", file: "push.ps1", label: "PowerShell", help: help, text: command(cmdline.PowerShell)}}, textRoom)
	d.open(shell)
	d.copied.Tapped(nil)
}
