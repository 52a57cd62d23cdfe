package session

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"auximage/app/deploy"
	"auximage/app/diff"
	"auximage/app/form"
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

// Preparing is what WDT's prepareModel does to the models before an image is made
// of them: with which homes, whether it is asked about, and the job.
type Preparing struct{ session *Session }

// Preparing returns what prepares the models.
func (s *Session) Preparing() Preparing { return Preparing{s} }

// Homes returns the JDK and the Oracle home that served last, or those that the
// environment names; see prepare.Homes.Check for what they lack. It reads the disk.
func (p Preparing) Homes() prepare.Homes {
	kept := p.session.Snapshot().Preferences
	return prepare.Homes{Java: kept.JavaHome, Oracle: kept.OracleHome}.Or(prepare.FindHomes())
}

// Start is Session.Start for an action that creates, with the models prepared
// first. What prepareModel made comes as a question; homes that serve are
// remembered. With homes that do not, which only the disk tells, the job fails
// before it does anything.
func (p Preparing) Start(a Action, with Preparation) error {
	return p.session.begin(a, func(_ *state, j *job) { j.prepare = &with })
}

// preparer prepares the models of a job.
type preparer struct{ *worker }

// checkHomes remembers the homes that a job prepares with, where they serve.
func (w preparer) checkHomes() error {
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

// prepared has the models of a form prepared and returns the form with what the
// person took of it, and what was downloaded. Without an installer in the image
// one is got for this alone.
func (w preparer) prepared(ctx context.Context, filled form.Form, installer, saved string) (form.Form, string, error) {
	if installer == "" {
		latest := filled
		latest.WDT = form.WDTLatest
		var err error
		if installer, saved, err = installing(w).installer(ctx, latest); err != nil {
			return filled, saved, err
		}
	}
	filled, err := w.prepare(ctx, filled, installer)
	return filled, saved, err
}

func (w preparer) prepare(ctx context.Context, given form.Form, installer string) (form.Form, error) {
	w.client.Progress.Tell(report.Progress{Phase: PhasePrepare})
	if names := given.InImage(); len(names) > 0 {
		return given, fault(CodeTakeOut, report.Args{"Names": strings.Join(names, ", ")})
	}
	if err := w.unfit(ctx, given); err != nil {
		return given, err
	}
	filled, prepared := w.unprepared(given)
	if err := worst(model.CheckNames(filled.Inputs()), nil); err != nil { // the tool goes by them
		return given, err
	}
	seen := w.lookAt(form.Paths(filled.Files()))
	made, err := prepare.Run(ctx, prepare.Job{
		Homes: w.job.prepare.Homes, Installer: installer, OnPV: filled.OnPV,
		Models: filled.Models, Variables: filled.Variables, Archives: filled.Archives,
		Output: func(line string) { w.Log(report.Info, line) },
	})
	if err != nil {
		return filled, err
	}
	use, err := w.offer(ctx, filled, made)
	if err != nil || !use {
		if err == nil {
			w.Edit(func(f *form.Form) { f.Replace(prepared) })
		}
		return filled, errors.Join(err, made.Discard())
	}
	return w.place(filled, made, prepared, seen)
}

// place puts what the tool made into a folder, and into the form in place of what
// it was made of.
func (w preparer) place(filled form.Form, made *prepare.Result, prepared map[string][]string, seen []input.Seen) (form.Form, error) {
	folder, err := freeFolder(filled.PreparedFolder(w.job.prepare.Folder))
	if err != nil {
		return filled, errors.Join(report.Fault(prepare.CodeNotPlaced, err, report.Args{"Path": folder}), made.Discard())
	}
	placed, err := made.Place(folder)
	if err != nil {
		return filled, errors.Join(err, made.Discard())
	}
	w.change(func(st *state) {
		st.log(report.Finding{Code: CodePreparedPlaced, Args: report.Args{"Folder": folder}})
	})
	w.Edit(func(f *form.Form) {
		f.Replace(prepared)
		f.Place(placed)
	})
	w.change(func(st *state) { st.derive(placed, seen) })
	return w.form(), nil
}

// offer asks whether what the tool made is to be used. Where it changed nothing
// there is nothing to ask.
func (w preparer) offer(ctx context.Context, filled form.Form, made *prepare.Result) (use bool, err error) {
	shown, err := preparedOf(ctx, filled, made)
	if err != nil {
		return false, report.Fault(prepare.CodeUnpack, err, report.Args{"Path": os.TempDir()})
	}
	if len(shown.Files) == 0 {
		w.note(report.Finding{Code: CodePreparedSame, Severity: report.Info})
		return false, nil
	}
	args := report.Args{"Folder": filled.PreparedFolder(w.job.prepare.Folder)}
	choice, err := w.askAbout(ctx, Question{Code: CodePrepared, Args: args, Prepared: shown,
		Choices: []Choice{ChoosePrepared, ChooseOriginal, ChooseCancel}})
	return choice == ChoosePrepared, err
}

// preparedOf returns what a person decides on.
func preparedOf(ctx context.Context, filled form.Form, made *prepare.Result) (*Prepared, error) {
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
	filled = filled.Clone()
	filled.Place(after)
	summary, _ := model.Check(ctx, filled.Inputs(), nil)
	shown.Secrets = deploy.Values{UID: filled.DomainUID, OnPV: filled.OnPV, Secrets: modelSecrets(summary)}.Needed()
	return shown, ctx.Err()
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
