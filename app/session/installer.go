package session

import (
	"context"
	"net/url"

	"auximage/app/form"
	"auximage/imaging/report"
	"auximage/imaging/wdt"
)

// installing gets the WDT installer that goes in.
type installing struct{ *worker }

// installer returns the path of the installer that goes in, empty for none, and
// the same path as saved when it was downloaded for it.
func (w installing) installer(ctx context.Context, f form.Form) (path, saved string, err error) {
	switch f.WDT {
	case form.WDTNone:
		return "", "", nil
	case form.WDTKept:
		return sameVersion(w.engine, f), "", nil
	case form.WDTFile:
		return f.Installer, "", nil
	}
	if err := w.unfit(ctx, f); err != nil {
		return "", "", err
	}
	if f.DownloadDir == "" {
		return "", "", fault(CodeNoFolder, nil)
	}
	latest, err := w.latest(ctx)
	if ctx.Err() != nil {
		return "", "", ctx.Err()
	}
	if mine := w.engine.Installers(f.DownloadDir); len(mine) > 0 {
		use, asked := w.useMine(ctx, mine[0], latest)
		if asked != nil {
			return "", "", asked
		}
		if use {
			return mine[0].Path, "", nil
		}
	}
	if err != nil {
		return "", "", err
	}
	err = w.allowing(ctx, func() (err error) {
		path, err = w.engine.DownloadWDT(ctx, latest, f.DownloadDir)
		return err
	})
	if err == nil && latest.Digest == "" {
		w.note(report.Finding{Code: wdt.CodeNoDigest, Severity: report.Info, Args: report.Args{"Host": hostOf(latest.URL)}})
	}
	return path, path, err
}

// sameVersion returns an installer that is there of the version that stays in an image:
// its tables judge the models. Empty is none.
func sameVersion(e engine, f form.Form) string {
	if f.DownloadDir == "" || f.FromWDT == "" {
		return ""
	}
	for _, there := range e.Installers(f.DownloadDir) {
		if there.Version == f.FromWDT {
			return there.Path
		}
	}
	return ""
}

// hostOf returns the host of an address, all of it where it has none.
func hostOf(address string) string {
	if u, err := url.Parse(address); err == nil && u.Host != "" {
		return u.Host
	}
	return address
}

// note tells what is worth a word, now and at the end.
func (w *worker) note(f report.Finding) {
	w.notes = append(w.notes, f)
	w.change(func(st *state) { st.log(f) })
}

// latest asks for the latest release.
func (w installing) latest(ctx context.Context) (release wdt.Release, err error) {
	err = w.allowing(ctx, func() (err error) {
		release, err = w.engine.LatestWDT(ctx)
		return err
	})
	return release, err
}

// useMine tells whether the installer that is there serves: when it is the
// latest, when it is not known which one that is, or when the person says so.
func (w installing) useMine(ctx context.Context, mine wdt.Found, latest wdt.Release) (bool, error) {
	switch {
	case latest.Version == "":
		w.note(report.Finding{Code: CodeLatestUnknown, Severity: report.Info, Args: report.Args{"Mine": mine.Version}})
		return true, nil
	case wdt.Compare(mine.Version, latest.Version) >= 0:
		return true, nil
	}
	args := report.Args{"Mine": mine.Version, "Latest": latest.Version}
	choice, err := w.ask(ctx, CodeOlderInstaller, args, ChooseDownload, ChooseMine, ChooseCancel)
	return choice == ChooseMine, err
}
