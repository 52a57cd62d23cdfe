package prepare

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"time"

	"auximage/imaging/contract"
	"auximage/imaging/input"
	"auximage/imaging/report"
)

// grace is how long a stopped tool may take to end by itself.
const grace = 5 * time.Second

// Job is what is to be prepared.
type Job struct {
	Homes     Homes
	Installer string // path of the WDT installer zip
	OnPV      bool   // for a domain on a persistent volume
	Models    []input.File
	Variables []input.File
	Archives  []input.File
	Output    func(line string) // what the tool prints, a line at a time; may be nil
}

// target is what WDT calls the environment that the models are prepared for.
func (j Job) target() string {
	if j.OnPV {
		return "wko-pv"
	}
	return "wko"
}

// Run prepares the models. Homes and inputs are checked before anything is
// unpacked. A stop ends the tool with all its children and leaves nothing.
func Run(ctx context.Context, j Job) (_ *Result, err error) {
	if err := j.Homes.Check(); err != nil {
		return nil, err
	}
	if len(j.Models) == 0 {
		return nil, report.Fault(CodeNoModel, nil, nil)
	}
	dir, err := os.MkdirTemp("", "auximage-prepare-*")
	if err != nil {
		return nil, report.Fault(CodeUnpack, err, report.Args{"Path": os.TempDir()})
	}
	defer func() {
		if err != nil {
			_ = os.RemoveAll(dir)
		}
	}()
	wdt := filepath.Join(dir, "wdt")
	if err := unpack(j.Installer, wdt); err != nil {
		if _, named := report.Of(err); named {
			return nil, err
		}
		return nil, report.Fault(CodeUnpack, err, report.Args{"Path": dir})
	}
	out := filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o700); err != nil {
		return nil, report.Fault(CodeUnpack, err, report.Args{"Path": dir})
	}
	given, err := j.stage(filepath.Join(dir, "in"))
	if err != nil {
		return nil, report.Fault(CodeUnpack, err, report.Args{"Path": dir})
	}
	if err := j.start(ctx, wdt, out, given); err != nil {
		return nil, err
	}
	return given.collect(dir, out)
}

func (j Job) start(ctx context.Context, wdt, out string, given staged) error {
	tool := filepath.Join(wdt, contract.Tooling, "bin", script)
	if _, err := os.Stat(tool); err != nil {
		return report.Fault(CodeNoTool, err, nil)
	}
	c := exec.CommandContext(ctx, tool, j.arguments(out, given)...)
	c.Dir = out
	c.Env = j.environment(filepath.Dir(out))
	c.WaitDelay = grace
	lines := &lineWriter{tell: j.Output}
	c.Stdout, c.Stderr = lines, lines
	own(c)
	err := c.Run()
	reap(c)
	lines.flush()
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if err != nil && (c.ProcessState.ExitCode() != exitWarnings || !given.prepared(out)) {
		f := report.Finding{Code: CodeFailed, Severity: report.Error, Cause: err,
			Args: report.Args{"Exit": c.ProcessState.ExitCode(), "Last": lines.last}}
		return fmt.Errorf("preparing the model: %w", f)
	}
	return nil
}

// exitWarnings is WDT's exit code of a tool that did its work and warned.
const exitWarnings = 1

func (j Job) arguments(out string, given staged) []string {
	args := []string{"-oracle_home", j.Homes.Oracle, "-model_file", strings.Join(given.models.paths(), ","),
		"-output_dir", out, "-target", j.target()}
	if len(given.variables) > 0 {
		args = append(args, "-variable_file", given.variables[0].path)
	}
	if len(given.archives) > 0 {
		args = append(args, "-archive_file", strings.Join(given.archives, ","))
	}
	return args
}

// environment is the least that the script and java need: nothing else of the
// person's environment reaches the tool.
func (j Job) environment(temp string) []string {
	env := []string{"JAVA_HOME=" + j.Homes.Java, "ORACLE_HOME=" + j.Homes.Oracle, "TMPDIR=" + temp, "TEMP=" + temp, "TMP=" + temp}
	for _, name := range []string{"PATH", "HOME", "LANG", "LC_ALL", "SystemRoot", "ComSpec", "PATHEXT", "USERPROFILE"} {
		if value, ok := os.LookupEnv(name); ok {
			env = append(env, name+"="+value)
		}
	}
	return env
}
