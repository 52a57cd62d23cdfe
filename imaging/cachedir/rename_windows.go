package cachedir

import (
	"errors"
	"os"
	"time"

	"golang.org/x/sys/windows"
)

// retryBudget bounds the time in which others have to close a file, backoff is between
// two tries.
const (
	retryBudget = 2 * time.Second
	backoff     = 10 * time.Millisecond
)

// rename is os.Rename with retries: Windows replaces no file that another program has
// open, such as a virus scanner or a second run that reads it, and which is closed
// within moments. The go command does so too (cmd/internal/robustio).
func rename(from, to string) error {
	for end := time.Now().Add(retryBudget); ; time.Sleep(backoff) {
		if err := os.Rename(from, to); !isOpen(err) || time.Now().After(end) {
			return err
		}
	}
}

// isOpen tells whether an error may be that of a file which somebody has open.
func isOpen(err error) bool {
	return errors.Is(err, windows.ERROR_SHARING_VIOLATION) || errors.Is(err, windows.ERROR_ACCESS_DENIED) || errors.Is(err, windows.ERROR_LOCK_VIOLATION)
}
