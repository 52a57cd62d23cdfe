package session

import (
	"time"

	"auximage/app/form"
	"auximage/app/words"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

// patience is how long a job asks for a file before it says so: the folder of another
// machine may never answer.
const patience = time.Second

// awaiting asks the file system for what is at a path. While the answer does not come,
// the job says what it waits for.
func (w *worker) awaiting(path string, ask func()) {
	answered := false
	timer := time.AfterFunc(patience, func() {
		w.change(func(st *state) {
			if !answered {
				w.job.waitsFor = path
				st.console.add(report.Info, words.L("Waiting for {{.Path}}…", report.Args{"Path": path}))
			}
		})
	})
	ask()
	if !timer.Stop() {
		w.change(func(*state) { answered, w.job.waitsFor = true, "" })
	}
}

// reach asks for each file that a form's image is made of, before anything else does:
// what it waits for is known by its name.
func (w *worker) reach(f form.Form) {
	paths := f.Sources(f.Installer)
	for _, path := range append(paths, f.DomainFile, f.DownloadDir) {
		if path != "" {
			w.awaiting(path, func() { stateOf(path) })
		}
	}
}

// lookAt returns files as they are now.
func (w *worker) lookAt(paths []string) []input.Seen {
	all := make([]input.Seen, len(paths))
	for i, path := range paths {
		w.awaiting(path, func() { all[i] = input.Look(path) })
	}
	return all
}
