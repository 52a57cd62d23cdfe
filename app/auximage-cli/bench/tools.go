//go:build linux

package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// tool is one way to do the job; script returns shell commands for it. Its
// caches stand below dir, which is new for each cold run.
type tool interface {
	name() string
	script(in inputs, host, dir string) (string, error)
}

const target = "/bench/auxiliary:v1"

type ours struct{ program string }

func (ours) name() string { return "auximage-cli" }

func (o ours) script(in inputs, host, dir string) (string, error) {
	args := []string{o.program, "push", "--tag", host + target, "--base", host + "/" + baseRepository,
		"--plain-http", host, "--wdt", in.wdt, "--model", in.model, "--variables", in.variables,
		"--cache", filepath.Join(dir, "cache")}
	if in.archive != "" {
		args = append(args, "--archive", in.archive)
	}
	return quoted(args), nil
}

// craneAppend unpacks, packs and appends: the shortest recipe for crane.
type craneAppend struct{ program string }

func (craneAppend) name() string { return "crane append" }

func (c craneAppend) script(in inputs, host, dir string) (string, error) {
	root := filepath.Join(dir, "root")
	lines := []string{
		"rm -rf " + quote(root),
		"mkdir -p " + quote(root+"/auxiliary/models"),
		"unzip -q " + quote(in.wdt) + " -d " + quote(root+"/auxiliary"),
		"cp " + quoted(in.modelFiles()) + " " + quote(root+"/auxiliary/models"),
		"tar -C " + quote(root) + " --sort=name --mtime=@0 --owner=1000 --group=0 --numeric-owner -cf " + quote(dir+"/layer.tar") + " auxiliary",
		quoted([]string{c.program, "append", "--insecure", "-b", host + "/" + baseRepository, "-f", dir + "/layer.tar", "-t", host + target}),
	}
	return strings.Join(lines, "\n"), nil
}

// buildah builds the Dockerfile of the WebLogic Image Tool: the models are
// copied, then their modes changed, in layers of their own.
type buildah struct{ program string }

func buildahPath() (string, bool) {
	path, err := exec.LookPath("buildah")
	return path, err == nil
}

func (buildah) name() string { return "buildah" }

func (b buildah) script(in inputs, host, dir string) (string, error) {
	build := filepath.Join(dir, "context")
	if err := os.MkdirAll(build, 0o755); err != nil {
		return "", err
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
	if err := os.WriteFile(filepath.Join(build, "Dockerfile"), []byte(dockerfile), 0o644); err != nil {
		return "", err
	}
	flags := "--root " + quote(dir+"/storage") + " --runroot " + quote(dir+"/run") + " --storage-driver vfs"
	lines := []string{
		"mkdir -p " + quote(build+"/models"),
		"cp " + quote(in.wdt) + " " + quote(build+"/weblogic-deploy.zip"),
		"cp " + quoted(in.modelFiles()) + " " + quote(build+"/models"),
		quote(b.program) + " " + flags + " build --isolation chroot --layers --tls-verify=false -q -t " + host + target + " " + quote(build),
		quote(b.program) + " " + flags + " push --tls-verify=false -q " + host + target,
	}
	return strings.Join(lines, "\n"), nil
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
