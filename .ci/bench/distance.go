//go:build linux

package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"syscall"
)

// The states of a registry that is reached through a relay, with TLS and a
// password.
const (
	second  = "second domain" // first push of another domain's model and archive to a repository of its own
	faraway = "far away"      // one line of the model changed, over 100 ms and 20 Mbit/s
)

// through is which sizes are measured so: with more archive there is more to be
// sent, and nothing more to be seen.
var through = map[string][]string{"S": {second, faraway}, "M": {second}}

// distance runs a tool through the relay's states, after a first push that is
// not measured.
func (b *bench) distance(ctx context.Context, t tool, in inputs, base string) error {
	if through[in.size] == nil {
		return nil
	}
	reg, done, err := b.registry(ctx, "distance", base, secured)
	if err != nil {
		return err
	}
	defer done()
	dir := reg.Folder
	way, err := startRelay(reg.Address)
	if err != nil {
		return err
	}
	defer way.stop()
	reg.relay = way
	helper, err := t.helper(ctx, dir)
	if err != nil {
		return err
	}
	defer helper.stop()
	first := job{inputs: in, host: way.host, repository: "bench/auxiliary", ca: reg.ca, dir: dir}
	if err := signedIn(dir, way.host); err != nil {
		return err
	}
	if _, err := b.once(ctx, t, first, reg, helper); err != nil {
		return fmt.Errorf("%s, before %s: %w", t.name, second, err)
	}
	for _, state := range through[in.size] {
		next := first
		switch state {
		case second:
			next.repository = "bench/second"
			next.inputs, err = in.other()
		case faraway:
			way.link.Store(&far)
			err = in.editModel()
		}
		if err != nil {
			return err
		}
		cost, err := b.once(ctx, t, next, reg, helper)
		if err != nil {
			return fmt.Errorf("%s, %s: %w", t.name, state, err)
		}
		b.results.add(in.size, state, t.name, cost)
	}
	return nil
}

// once lets the disk come to rest, then runs a tool.
func (b *bench) once(ctx context.Context, t tool, j job, reg *registry, helper *daemon) (cost, error) {
	syscall.Sync()
	script, err := t.script(j)
	if err != nil {
		return cost{}, err
	}
	return reg.measure(ctx, script, j.dir, helper)
}

// signedIn writes the sign-in of the container tools, which every tool here
// reads, for a host.
func signedIn(home, host string) error {
	folder := filepath.Join(home, ".docker")
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return err
	}
	text := fmt.Sprintf(`{"auths":{%q:{"auth":%q}}}`, host, basic)
	return os.WriteFile(filepath.Join(folder, "config.json"), []byte(text), 0o600)
}
