//go:build linux

package main

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"time"
)

// cost is what one run took, of all processes involved but the registry.
type cost struct {
	Wall     float64 `json:"wall"`     // seconds
	CPU      float64 `json:"cpu"`      // seconds, user and system
	Memory   float64 `json:"memory"`   // bytes, peak of the largest process
	Written  float64 `json:"written"`  // bytes written to disk by the tool
	Received int64   `json:"received"` // bytes that the registry holds more than before; through a relay, all that went to it
	Server   float64 `json:"server"`   // the registry's own CPU seconds
}

// measure runs the script as one shell and returns what it cost, with what the
// daemon that did the work took, where there is one.
func (r *registry) measure(ctx context.Context, script, dir string, d *daemon) (cost, error) {
	before, err := r.received()
	if err != nil {
		return cost{}, err
	}
	server := r.cpu()
	daemonBefore, _ := d.usage()
	// time(1) stands between, since Linux counts the starter's own memory as a
	// child's until that child has started another.
	peak := filepath.Join(dir, "peak")
	c := exec.CommandContext(ctx, "time", "-o", peak, "-f", "%M", "sh", "-ec", script)
	c.Dir = dir
	c.Env = append(os.Environ(), "HOME="+dir)
	var said bytes.Buffer
	c.Stdout, c.Stderr = &said, &said
	begin := time.Now()
	if err := c.Run(); err != nil {
		return cost{}, fmt.Errorf("%w\n%s", err, said.String())
	}
	wall := time.Since(begin)
	after, err := r.received()
	if err != nil {
		return cost{}, err
	}
	kilobytes, err := os.ReadFile(peak)
	if err != nil {
		return cost{}, err
	}
	memory, err := strconv.ParseFloat(strings.TrimSpace(string(kilobytes)), 64)
	if err != nil {
		return cost{}, fmt.Errorf("reading what time says: %w", err)
	}
	daemonAfter, daemonMemory := d.usage()
	usage := c.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{
		Wall:     wall.Seconds(),
		CPU:      (c.ProcessState.UserTime() + c.ProcessState.SystemTime()).Seconds() + daemonAfter - daemonBefore,
		Memory:   max(memory*1024, daemonMemory),
		Written:  float64(usage.Oublock) * 512,
		Received: after - before,
		Server:   r.cpu() - server,
	}, nil
}

// received returns the bytes that came so far.
func (r *registry) received() (int64, error) {
	if r.relay != nil {
		return r.relay.sent.Load(), nil
	}
	return r.stored()
}

// cpu returns the CPU seconds of the registry's process so far.
func (r *registry) cpu() float64 { return ticks(r.Pid(), 11, 12) }

// limits measures what no tool can be faster than: hashing the inputs, and
// curl sending them to the registry.
func (b *bench) limits(ctx context.Context, in inputs, base string) error {
	reg, done, err := b.registry(ctx, "limits", base, open)
	if err != nil {
		return err
	}
	defer done()
	dir := reg.Folder
	begin := time.Now()
	digests := map[string]string{}
	for _, path := range append([]string{in.wdt}, in.modelFiles()...) {
		if digests[path], err = digest(path); err != nil {
			return err
		}
	}
	hashing := time.Since(begin).Seconds()
	var script strings.Builder
	for path, sum := range digests {
		session, err := reg.uploadSession(ctx)
		if err != nil {
			return err
		}
		fmt.Fprintf(&script, "curl -sSf -T %s %s\n", quote(path), quote(session+"digest="+url.QueryEscape("sha256:"+sum)))
	}
	sending, err := reg.measure(ctx, script.String(), dir, nil)
	if err != nil {
		return err
	}
	sending.Wall += hashing
	b.results.add(in.size, cold, limit, sending)
	fmt.Fprintf(os.Stderr, "%s %-4s %-17s %7.2f s wall (hashing %.2f s)\n", in.size, cold, limit, sending.Wall, hashing)
	return nil
}

func (r *registry) uploadSession(ctx context.Context) (string, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, "http://"+r.Address+"/v2/bench/curl/blobs/uploads/", nil)
	if err != nil {
		return "", err
	}
	answer, err := http.DefaultClient.Do(req)
	if err != nil {
		return "", err
	}
	location := answer.Header.Get("Location")
	if !strings.Contains(location, "?") {
		return location + "?", answer.Body.Close()
	}
	return location + "&", answer.Body.Close()
}

func digest(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
