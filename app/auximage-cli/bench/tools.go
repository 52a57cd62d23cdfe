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

// tool is one way to do the job.
type tool struct {
	name string

	// script returns shell commands for the job. Caches stand below dir, which
	// is new for each cold run.
	script func(in inputs, host, dir string) (string, error)

	// start starts the daemon that does the work; nil without one.
	start func(ctx context.Context, dir string) (*daemon, error)
}

const target = "/bench/auxiliary:v1"

// The names that targets are about.
const (
	ours   = "auximage-cli"
	crane  = "crane append"
	docker = "docker + BuildKit"
)

func auximage(program string) tool {
	return tool{name: ours, script: func(in inputs, host, dir string) (string, error) {
		args := []string{program, "push", "--tag", host + target, "--base", host + "/" + baseRepository,
			"--plain-http", host, "--wdt", in.wdt, "--model", in.model, "--variables", in.variables,
			"--cache", filepath.Join(dir, "cache")}
		if in.archive != "" {
			args = append(args, "--archive", in.archive)
		}
		return quoted(args), nil
	}}
}

// craneAppend unpacks, packs and appends: the shortest recipe for crane.
func craneAppend(program string) tool {
	return tool{name: crane, script: func(in inputs, host, dir string) (string, error) {
		root := filepath.Join(dir, "root")
		lines := []string{
			"rm -rf " + quote(root),
			"mkdir -p " + quote(root+"/auxiliary/models"),
			"unzip -q " + quote(in.wdt) + " -d " + quote(root+"/auxiliary"),
			"cp " + quoted(in.modelFiles()) + " " + quote(root+"/auxiliary/models"),
			"tar -C " + quote(root) + " --sort=name --mtime=@0 --owner=1000 --group=0 --numeric-owner -cf " + quote(dir+"/layer.tar") + " auxiliary",
			quoted([]string{program, "append", "--insecure", "-b", host + "/" + baseRepository, "-f", dir + "/layer.tar", "-t", host + target}),
		}
		return strings.Join(lines, "\n"), nil
	}}
}

// buildah builds what the WebLogic Image Tool would build.
func buildah(program string) tool {
	return tool{name: "buildah", script: func(in inputs, host, dir string) (string, error) {
		lines, build, err := in.context(host, dir)
		if err != nil {
			return "", err
		}
		run := quote(program) + " --root " + quote(dir+"/storage") + " --runroot " + quote(dir+"/run") + " --storage-driver vfs "
		lines = append(lines,
			run+"build --isolation chroot --layers --tls-verify=false -q -t "+host+target+" "+quote(build),
			run+"push --tls-verify=false -q "+host+target)
		return strings.Join(lines, "\n"), nil
	}}
}

// dockerBuild is buildah's job for docker with BuildKit and a daemon of its own.
func dockerBuild(program string) tool {
	return tool{name: docker, start: startDocker, script: func(in inputs, host, dir string) (string, error) {
		lines, build, err := in.context(host, dir)
		if err != nil {
			return "", err
		}
		lines = append(lines, "export DOCKER_BUILDKIT=1 DOCKER_HOST="+socket(dir),
			quote(program)+" build --network none -q -t "+host+target+" "+quote(build),
			quote(program)+" push -q "+host+target)
		return strings.Join(lines, "\n"), nil
	}}
}

// context returns the commands that fill a build context, and its folder, in
// which stands the Dockerfile of the WebLogic Image Tool: the models are
// copied, then their modes changed, in layers of their own.
func (in inputs) context(host, dir string) (lines []string, build string, err error) {
	build = filepath.Join(dir, "context")
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
`, host+"/"+baseRepository)
	return []string{
		"mkdir -p " + quote(build+"/models"),
		"cp " + quote(in.wdt) + " " + quote(build+"/weblogic-deploy.zip"),
		"cp " + quoted(in.modelFiles()) + " " + quote(build+"/models"),
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
