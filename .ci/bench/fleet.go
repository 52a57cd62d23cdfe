//go:build linux

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
)

// firstPushes is the state of a fleet: no domain of it was pushed before.
const firstPushes = "first pushes"

// ownArchive is the size, in bytes, of the archive of each domain of a fleet.
const ownArchive = 1_000_000

// fleet measures the first pushes of so many domains to one registry, each with a
// model, variables and an archive of its own, to a repository of its own: one
// after the other, as in one container of a pipeline, and ours two at once too.
// Buildah is left out: it would copy its storage for each.
func (b *bench) fleet(ctx context.Context, domains int) error {
	if err := os.MkdirAll(b.work, 0o755); err != nil {
		return err
	}
	base, err := writeBase(b.work)
	if err != nil {
		return fmt.Errorf("making the base: %w", err)
	}
	all, err := makeFleet(b.work, domains)
	if err != nil {
		return fmt.Errorf("making the domains: %w", err)
	}
	tools, absent := peers(ctx, b.crane, b.work)
	b.results.Absent = append(absent, "buildah: its storage would be copied for each domain")
	tools = slices.DeleteFunc(tools, func(t tool) bool { return t.name == "buildah" })
	f := fleetRun{base: base, domains: all, work: b.work, results: &b.results}
	for _, t := range append(tools, byProject(b.cli)) {
		if err := f.measure(ctx, t, 1); err != nil {
			return fmt.Errorf("%s: %w", t.name, err)
		}
	}
	return f.measure(ctx, byProject(b.cli), 2)
}

// byProject is ours with the project file that a domain's administrator saved.
func byProject(program string) tool {
	return tool{name: ours, script: func(j job) (string, error) {
		project := filepath.Join(j.inputs.dir, "domain.wktproj")
		text, err := json.Marshal(map[string]any{
			"image": map[string]any{"createAuxImage": true, "auxImageTag": j.tag(), "auxUseCustomBaseImage": true, "auxBaseImage": j.host + "/" + baseRepository},
			"model": map[string]any{"modelFiles": []string{j.model}, "propertiesFiles": []string{j.variables}, "archiveFiles": []string{j.archive}},
		})
		if err != nil {
			return "", err
		}
		return quoted([]string{program, "push", "--project", project, "--wdt", j.wdt, "--plain-http", j.host, "--cache", filepath.Join(j.dir, "cache")}),
			os.WriteFile(project, text, 0o644)
	}}
}

// makeFleet makes the inputs of so many domains, which share the installer.
func makeFleet(work string, domains int) ([]inputs, error) {
	shared, err := makeInputs(work, "S")
	if err != nil {
		return nil, err
	}
	all := make([]inputs, domains)
	for i := range all {
		d := shared
		d.dir = filepath.Join(work, "fleet", fmt.Sprintf("domain-%03d", i+1))
		d.model, d.variables, d.archive = filepath.Join(d.dir, "model.yaml"), filepath.Join(d.dir, "model.properties"), filepath.Join(d.dir, "archive.zip")
		err := errors.Join(os.MkdirAll(d.dir, 0o755), d.editModel(),
			os.WriteFile(d.variables, fmt.Appendf(nil, "cluster.size=%d\n", i+1), 0o644),
			writeOnce(d.archive, func(w io.Writer) error { return writeArchive(w, ownArchive, byte(i)) }))
		if err != nil {
			return nil, err
		}
		all[i] = d
	}
	return all, nil
}

// fleetRun is what the runs of a fleet have in common.
type fleetRun struct {
	base    string // file of the base image
	domains []inputs
	work    string
	results *results
}

// measure pushes the fleet with a tool to a registry of its own, so many domains
// at once.
func (f fleetRun) measure(ctx context.Context, t tool, atOnce int) error {
	dir, err := os.MkdirTemp(f.work, "fleet-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.RemoveAll(dir) }()
	reg, err := startRegistry(ctx, dir, f.base, open)
	if err != nil {
		return err
	}
	defer reg.Kill()
	helper, err := t.helper(ctx, dir)
	if err != nil {
		return err
	}
	defer helper.stop()
	scripts, err := f.scripts(t, job{host: reg.Address, dir: dir})
	if err != nil {
		return err
	}
	syscall.Sync()
	cost, err := reg.measure(ctx, fmt.Sprintf("xargs -P %d -n 1 sh -e <%s", atOnce, quote(scripts)), dir, helper)
	if err != nil {
		return err
	}
	name := t.name
	if atOnce > 1 {
		name = fmt.Sprintf("%s, %d at once", name, atOnce)
	}
	f.results.add(fmt.Sprintf("%d domains", len(f.domains)), firstPushes, name, cost)
	return nil
}

// scripts writes a script for each domain into the run's folder, and returns the
// path of the file that lists them.
func (f fleetRun) scripts(t tool, run job) (string, error) {
	var list strings.Builder
	for _, d := range f.domains {
		name := filepath.Base(d.dir)
		run.inputs, run.repository = d, "bench/"+name
		script, err := t.script(run)
		path := filepath.Join(run.dir, name+".sh")
		if err == nil {
			err = os.WriteFile(path, []byte(script), 0o644)
		}
		if err != nil {
			return "", err
		}
		fmt.Fprintln(&list, path)
	}
	path := filepath.Join(run.dir, "scripts")
	return path, os.WriteFile(path, []byte(list.String()), 0o644)
}
