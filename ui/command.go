package ui

import (
	"auximage/app/session"
	"auximage/app/words"
)

// openCommand copies the form as a command line, and shows it: what was clicked
// can go into a pipeline.
func (w *Window) openCommand(shell string) {
	help := words.L("The same as a command, without the token: put that into the environment variable AUX_IMAGE_TOKEN.")
	command := func(sh session.Shell) func() string {
		return func() string { return w.session.Snapshot().Command(sh) }
	}
	d := newTextsDialog(w, words.L("As a command"), nil, []copyable{
		{key: "bash", label: "bash", help: help, text: command(session.Bash)},
		{key: "powershell", label: "PowerShell", help: help, text: command(session.PowerShell)}})
	d.open(shell)
	d.copied.Tapped(nil)
}
