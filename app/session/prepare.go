package session

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"

	"auximage/app/deploy"
	"auximage/app/diff"
	"auximage/app/prepare"
	"auximage/imaging/input"
	"auximage/imaging/model"
	"auximage/imaging/report"
)

// PhasePrepare is the stretch of a job in which prepareModel runs.
const PhasePrepare report.Phase = "prepare"

// Preparation is what a Create that prepares the models first works with.
type Preparation struct {
	Homes  prepare.Homes
	Folder string // for the prepared files; empty is "prepared" beside the first model
}

// Prepared is what prepareModel made, as a question shows it.
type Prepared struct {
	Files   []PreparedFile // those that it changed or added
	Secrets []string       // Kubernetes secrets that the Domain will need with them
}

// PreparedFile is one file that prepareModel changed or added.
type PreparedFile struct {
	Name  string
	New   bool
	Lines []diff.Line // the difference; none for an archive
}

// Homes returns the JDK and the Oracle home that served last, or those that the
// environment names; see prepare.Homes.Check for what they lack. It reads the disk.
func (s *Session) Homes() prepare.Homes {
	s.mu.Lock()
	p := s.state.preferences
	s.mu.Unlock()
	return prepare.Homes{Java: p.JavaHome, Oracle: p.OracleHome}.Or(prepare.FindHomes())
}

// StartPrepared is Start for an action that creates, with the models prepared
// first. What prepareModel made comes as a question; homes that serve are
// remembered. With homes that do not, which only the disk tells, the job fails
// before it does anything.
func (s *Session) StartPrepared(a Action, p Preparation) error {
	return s.begin(a, func(_ *state, j *job) { j.prepare = &p })
}

// checkHomes remembers the homes that a job prepares with, where they serve.
func (w *worker) checkHomes() error {
	if w.job.prepare == nil {
		return nil
	}
	homes := w.job.prepare.Homes
	if err := homes.Check(); err != nil {
		return err
	}
	w.change(func(st *state) {
		st.preferences.JavaHome, st.preferences.OracleHome = homes.Java, homes.Oracle
		st.unsaved = true
	})
	return nil
}

// WantsFolder tells whether an action that creates needs Form.DownloadDir. To
// prepare the models an installer is needed even where none goes in.
func (f Form) WantsFolder(preparing bool) bool {
	return f.WantsLatest() || preparing && f.WDT == WDTNone
}

// prepared has the models of a form prepared and returns the form with what the
// person took of it, and what was downloaded. Without an installer in the image
// one is got for this alone.
func (w *worker) prepared(ctx context.Context, form Form, installer, saved string) (Form, string, error) {
	if installer == "" {
		latest := form
		latest.WDT = WDTLatest
		var err error
		if installer, saved, err = w.installer(ctx, latest); err != nil {
			return form, saved, err
		}
	}
	form, err := w.prepare(ctx, form, installer)
	return form, saved, err
}

func (w *worker) prepare(ctx context.Context, given Form, installer string) (Form, error) {
	w.client.Progress.Tell(report.Progress{Phase: PhasePrepare})
	form, prepared := w.unprepared(given)
	if err := worst(model.CheckNames(form.Inputs()), nil); err != nil { // the tool goes by them
		return given, err
	}
	seen := lookAt(paths(form.Files()))
	made, err := prepare.Run(ctx, prepare.Job{
		Homes: w.job.prepare.Homes, Installer: installer, OnPV: form.OnPV,
		Models: form.Models, Variables: form.Variables, Archives: form.Archives,
		Output: func(line string) { w.Log(report.Info, line) },
	})
	if err != nil {
		return form, err
	}
	use, err := w.offer(ctx, form, made)
	if err != nil || !use {
		if err == nil {
			w.Edit(func(f *Form) { f.Replace(prepared) })
		}
		return form, errors.Join(err, made.Discard())
	}
	folder, err := freeFolder(form.PreparedFolder(w.job.prepare.Folder))
	if err != nil {
		return form, errors.Join(report.Fault(prepare.CodeNotPlaced, err, report.Args{"Path": folder}), made.Discard())
	}
	placed, err := made.Place(folder)
	if err != nil {
		return form, errors.Join(err, made.Discard())
	}
	w.change(func(st *state) {
		st.log(report.Finding{Code: CodePreparedPlaced, Args: report.Args{"Folder": folder}})
	})
	w.Edit(func(f *Form) {
		f.Replace(prepared)
		f.Place(placed)
	})
	w.change(func(st *state) { st.derive(placed, seen) })
	return w.form(), nil
}

// offer asks whether what the tool made is to be used. Where it changed nothing
// there is nothing to ask.
func (w *worker) offer(ctx context.Context, form Form, made *prepare.Result) (use bool, err error) {
	shown, err := preparedOf(ctx, form, made)
	if err != nil {
		return false, report.Fault(prepare.CodeUnpack, err, report.Args{"Path": os.TempDir()})
	}
	if len(shown.Files) == 0 {
		w.note(report.Finding{Code: CodePreparedSame, Severity: report.Info})
		return false, nil
	}
	args := report.Args{"Folder": form.PreparedFolder(w.job.prepare.Folder)}
	choice, err := w.askAbout(ctx, Question{Code: CodePrepared, Args: args, Prepared: shown,
		Choices: []Choice{ChoosePrepared, ChooseOriginal, ChooseCancel}})
	return choice == ChoosePrepared, err
}

// preparedOf returns what a person decides on.
func preparedOf(ctx context.Context, form Form, made *prepare.Result) (*Prepared, error) {
	shown := &Prepared{}
	var after []prepare.Placed
	for _, c := range made.Changes {
		if c.Same {
			continue
		}
		lines, err := c.Diff()
		if err != nil {
			return nil, err
		}
		shown.Files = append(shown.Files, PreparedFile{Name: c.Name, New: len(c.Sources) == 0, Lines: lines})
		after = append(after, prepare.Placed{Sources: c.Sources, Path: c.After})
	}
	form = form.Clone()
	form.Place(after)
	summary, _ := model.Check(ctx, form.Inputs(), nil)
	for _, secret := range (deploy.Values{UID: form.DomainUID, Secrets: modelSecrets(summary)}).ModelSecrets() {
		shown.Secrets = append(shown.Secrets, secret.Name)
	}
	return shown, ctx.Err()
}

// Inputs returns the files of the form as package model takes them.
func (f *Form) Inputs() model.Inputs {
	return model.Inputs{
		Models:    f.Models,
		Variables: f.Variables,
		Archives:  f.Archives,
	}
}

// Place puts prepared files in the places of the files that they were made from, and
// adds those that were made from none.
func (f *Form) Place(placed []prepare.Placed) {
	for _, p := range placed {
		if len(p.Sources) == 0 {
			f.Add([]string{p.Path})
			continue
		}
		f.Replace(map[string][]string{p.Sources[0]: {p.Path}})
		for _, more := range p.Sources[1:] {
			f.Remove(more)
		}
	}
}

// Replace puts files in the places of others, by path. Where there are several in
// the place of one, the first has its name in the image.
func (f *Form) Replace(others map[string][]string) {
	for _, list := range f.lists() {
		for i := len(*list) - 1; i >= 0; i-- {
			paths := others[(*list)[i].Path]
			if len(paths) == 0 {
				continue
			}
			(*list)[i].Path = paths[0]
			for n, path := range paths[1:] {
				*list = slices.Insert(*list, i+1+n, input.File{Path: path})
			}
		}
	}
}

// PreparedFolder returns where prepared files are to be placed, when a folder
// was given there, otherwise beside the first model.
func (f *Form) PreparedFolder(given string) string {
	if given != "" || len(f.Models) == 0 {
		return given
	}
	return filepath.Join(filepath.Dir(f.Models[0].Path), "prepared")
}

// freeFolder makes the folder, or the first of folder-2, folder-3 and so on in
// which nothing is yet, and returns it.
func freeFolder(folder string) (string, error) {
	if err := os.MkdirAll(filepath.Dir(folder), 0o755); err != nil {
		return folder, err
	}
	for n, name := 2, folder; ; n++ {
		err := os.Mkdir(name, 0o755)
		if errors.Is(err, fs.ErrExist) {
			if inside, unread := os.ReadDir(name); unread != nil || len(inside) > 0 {
				name = folder + "-" + strconv.Itoa(n)
				continue
			}
			err = nil
		}
		return name, err
	}
}

func paths(files []input.File) []string {
	var all []string
	for _, f := range files {
		all = append(all, f.Path)
	}
	return all
}
