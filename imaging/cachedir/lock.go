package cachedir

import (
	"context"
	"fmt"
	"hash/fnv"
	"os"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// How many locks there are, so that their files stay few: names share them, which costs
// a wait now and then. And how often one that is held is asked for again.
const (
	locks   = 64
	askLock = 20 * time.Millisecond
)

// Lock has the processes of a machine that have a folder in common do one thing of a
// name at a time. It waits until nobody else holds the name's lock, or the end of ctx,
// and returns what gives it back; the system does when the process ends. A lock that cannot
// be had, as in a folder that cannot be written to, is no reason to fail.
func Lock(ctx context.Context, dir, name string) (unlock func()) {
	if os.MkdirAll(dir, 0o700) != nil {
		return func() {}
	}
	sum := fnv.New32a()
	_, _ = sum.Write([]byte(name))
	lock := flock.New(filepath.Join(dir, fmt.Sprintf("%02d.lock", sum.Sum32()%locks)))
	_, _ = lock.TryLockContext(ctx, askLock)
	return func() { _ = lock.Close() }
}
