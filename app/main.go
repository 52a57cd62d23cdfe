// Command auximage is the window: it makes a WebLogic auxiliary image and
// pushes it to a registry.
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"runtime"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/app"

	"auximage/app/demo"
	"auximage/app/places"
	"auximage/app/session"
	"auximage/app/signals"
	"auximage/app/words"
	"auximage/assets"
	"auximage/ui"
)

func main() {
	try := flag.Bool("demo", false, "try the program out: no account, no network")
	show := flag.Bool("version", false, "print the version")
	project := flag.String("project", "", "open a project `file` (.wktproj); a file without the flag is opened too")
	flag.Parse()
	if *project == "" {
		*project = flag.Arg(0) // as a desktop opens a file
	}
	if *show {
		fmt.Println("auximage", assets.Version)
		return
	}
	if err := run(*try, *project); err != nil {
		fmt.Fprintln(os.Stderr, words.OfError(err))
		if hasDisplay() {
			ui.Refuse(newApp(), session.KnownPreferences(""), err)
		}
		os.Exit(1)
	}
}

// run shows the window until it is closed, over the person's own session or
// over the try-out's, with a project file unless its name is empty.
func run(try bool, project string) error {
	words.Use(session.KnownPreferences("").Language) // what starting says is read later
	options := ui.Options{Version: assets.Version, Downloads: places.Downloads(), TryOut: openTryOut, Project: project, SaysTheme: desktopSaysTheme}
	config := session.Config{LooksForKeyring: true}
	var d *demo.Demo
	if try {
		var err error
		if d, err = demo.Start(context.Background()); err != nil {
			return err
		}
		defer func() { _ = d.Close() }()
		config = d.Config()
		options.Demo, options.Downloads, options.TryOut = true, d.Downloads(), nil
		options.DemoUser, options.DemoToken = demo.User, demo.Token
	}
	s, err := session.Open(config)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if d != nil {
		own := session.KnownPreferences("")
		s.Remember(func(p *session.Preferences) { p.Language, p.Theme = own.Language, own.Theme })
		if err := d.Prepare(s); err != nil {
			return err
		}
	}
	a := newApp()
	go quitOnSignal(a)
	ui.New(a, s, options).Window().ShowAndRun()
	return nil
}

// hasDisplay tells whether there is a display to show a window on.
func hasDisplay() bool {
	switch runtime.GOOS {
	case "windows", "darwin":
		return true
	}
	return os.Getenv("DISPLAY") != "" || os.Getenv("WAYLAND_DISPLAY") != ""
}

// newApp returns Fyne's, with what FyneApp.toml says, for builds without Fyne's tool.
func newApp() fyne.App {
	app.SetMetadata(fyne.AppMetadata{ID: "io.github.auximage", Name: ui.Title, Version: assets.Version,
		Migrations: map[string]bool{"fyneDo": true}})
	return app.New()
}

// quitOnSignal closes the program when a signal ends it, so that a job is stopped before
// and leaves nothing half-made. Of these signals Fyne hears two.
func quitOnSignal(a fyne.App) {
	ending := make(chan os.Signal, 1)
	signal.Notify(ending, signals.Ending()...)
	<-ending
	fyne.Do(a.Quit)
}

// openTryOut starts the program a second time, as the try-out.
func openTryOut() error {
	self, err := os.Executable()
	if err != nil {
		return err
	}
	return exec.Command(self, "--demo").Start()
}
