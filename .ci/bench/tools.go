//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// job is what a tool is to do: make an image of the inputs and push it.
type job struct {
	inputs
	host, repository string
	ca               string // file of who signed the host's certificate; empty: there is no TLS
	dir              string // where caches stand, new for each cold run
}

// tag returns where the image is pushed to.
func (j job) tag() string { return j.host + "/" + j.repository + ":v1" }

// tool is one way to do the job.
type tool struct {
	name string

	// script returns shell commands for the job.
	script func(job) (string, error)

	// start starts the daemon that does the work; nil without one.
	start func(ctx context.Context, dir string) (*daemon, error)
}

// The names that targets are about.
const (
	ours   = "auximage-cli"
	crane  = "crane append"
	docker = "docker + BuildKit"
)

func auximage(program string) tool {
	return tool{name: ours, script: func(j job) (string, error) {
		args := []string{program, "push", "--tag", j.tag(), "--base", j.host + "/" + baseRepository,
			"--wdt", j.wdt, "--model", j.model, "--variables", j.variables, "--cache", filepath.Join(j.dir, "cache")}
		if j.ca != "" {
			args = append(args, "--ca", j.ca)
		} else {
			args = append(args, "--plain-http", j.host)
		}
		if j.archive != "" {
			args = append(args, "--archive", j.archive)
		}
		return quoted(args), nil
	}}
}

// craneAppend unpacks, packs and appends: the shortest recipe for crane.
func craneAppend(program string) tool {
	return tool{name: crane, script: func(j job) (string, error) {
		root := filepath.Join(j.dir, "root")
		lines := []string{
			"rm -rf " + quote(root),
			"mkdir -p " + quote(root+"/auxiliary/models"),
			"unzip -q " + quote(j.wdt) + " -d " + quote(root+"/auxiliary"),
			"cp " + quoted(j.modelFiles()) + " " + quote(root+"/auxiliary/models"),
			"tar -C " + quote(root) + " --sort=name --mtime=@0 --owner=1000 --group=0 --numeric-owner -cf " + quote(j.dir+"/layer.tar") + " auxiliary",
			quoted([]string{program, "append", "--insecure", "-b", j.host + "/" + baseRepository, "-f", j.dir + "/layer.tar", "-t", j.tag()}),
		}
		return strings.Join(lines, "\n"), nil
	}}
}

// helper starts the daemon that does the tool's work; nil for one without.
func (t tool) helper(ctx context.Context, dir string) (*daemon, error) {
	if t.start == nil {
		return nil, nil
	}
	return t.start(ctx, dir)
}

// buildah builds what the WebLogic Image Tool would build.
func buildah(program string) tool {
	return tool{name: "buildah", script: func(j job) (string, error) {
		lines, build, err := j.context()
		if err != nil {
			return "", err
		}
		run := quote(program) + " --root " + quote(j.dir+"/storage") + " --runroot " + quote(j.dir+"/run") + " --storage-driver vfs "
		lines = append(lines,
			run+"build --isolation chroot --layers --tls-verify=false -q -t "+j.tag()+" "+quote(build),
			run+"push --tls-verify=false -q "+j.tag())
		return strings.Join(lines, "\n"), nil
	}}
}

// dockerBuild is buildah's job for docker with BuildKit and a daemon of its own.
func dockerBuild(program string) tool {
	return tool{name: docker, start: startDocker, script: func(j job) (string, error) {
		lines, build, err := j.context()
		if err != nil {
			return "", err
		}
		base := quote(j.host + "/" + baseRepository)
		lines = append(lines, "export DOCKER_BUILDKIT=1 DOCKER_HOST="+socket(j.dir))
		if j.ca != "" { // BuildKit would ask for it without TLS on loopback
			lines = append(lines, "docker image inspect "+base+" >/dev/null 2>&1 || docker pull -q "+base)
		}
		lines = append(lines,
			quote(program)+" build --network none -q -t "+j.tag()+" "+quote(build),
			quote(program)+" push -q "+j.tag())
		return strings.Join(lines, "\n"), nil
	}}
}

// context returns the commands that fill a build context, and its folder, in
// which stands the Dockerfile of the WebLogic Image Tool: the models are
// copied, then their modes changed, in layers of their own.
func (j job) context() (lines []string, build string, err error) {
	build = filepath.Join(j.dir, "context")
	if err := os.MkdirAll(build, 0o755); err != nil {
		return nil, "", err
	}
	dockerfile := fmt.Sprintf(`FROM %[1]s AS wdt
COPY weblogic-deploy.zip /tmp/
RUN mkdir -p /auxiliary && unzip -q /tmp/weblogic-deploy.zip -d /auxiliary
FROM %[1]s
COPY --from=wdt --chown=1000:0 /auxiliary /auxiliary
COPY --chown=1000:0 models /auxiliary/models
RUN chmod -R 640 /auxiliary/models/*
USER 1000
`, j.host+"/"+baseRepository)
	return []string{
		"rm -rf " + quote(build+"/models"),
		"mkdir -p " + quote(build+"/models"),
		"cp " + quote(j.wdt) + " " + quote(build+"/weblogic-deploy.zip"),
		"cp " + quoted(j.modelFiles()) + " " + quote(build+"/models"),
	}, build, os.WriteFile(filepath.Join(build, "Dockerfile"), []byte(dockerfile), 0o644)
}

// peers returns the tools besides ours that are here, and why others are not
// measured.
func peers(ctx context.Context, craneProgram, work string) (tools []tool, absent []string) {
	tools = append(tools, craneAppend(craneProgram))
	absent = []string{"skopeo: copies images and builds none"}
	if path, err := exec.LookPath("buildah"); err == nil {
		tools = append(tools, buildah(path))
	} else {
		absent = append(absent, "buildah: not installed")
	}
	if why := dockerAway(ctx, work); why != "" {
		return tools, append(absent, docker+": "+why)
	}
	path, _ := exec.LookPath("docker")
	return append(tools, dockerBuild(path)), absent
}

func (in inputs) modelFiles() []string {
	files := []string{in.model, in.variables}
	if in.archive != "" {
		files = append(files, in.archive)
	}
	return files
}

func quote(s string) string { return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'" }

func quoted(args []string) string {
	all := make([]string, len(args))
	for i, a := range args {
		all[i] = quote(a)
	}
	return strings.Join(all, " ")
}
