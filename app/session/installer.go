package session

import (
	"context"
	"errors"

	"auximage/imaging"
)

// installer returns the path of the installer that goes in, empty for none, and
// where it was saved when it was downloaded.
func (w *worker) installer(ctx context.Context, env imaging.Env, f Form) (path, saved string, err error) {
	switch f.WDT {
	case WDTNone:
		return "", "", nil
	case WDTFile:
		return f.Installer, "", nil
	}
	return "", "", errors.ErrUnsupported
}
