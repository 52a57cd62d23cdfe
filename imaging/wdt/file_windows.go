package wdt

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// ours tells whether a file is this user's own, or the administrators' where this
// user is one. Who else may write to it, the folder says on Windows, of the
// finished file too.
func ours(file *os.File, _ os.FileInfo) bool {
	security, err := windows.GetSecurityInfo(windows.Handle(file.Fd()), windows.SE_FILE_OBJECT, windows.OWNER_SECURITY_INFORMATION)
	if err != nil {
		return false
	}
	owner, _, err := security.Owner()
	if err != nil {
		return false
	}
	user, err := windows.GetCurrentProcessToken().GetTokenUser()
	if err != nil {
		return false
	}
	admins, err := windows.CreateWellKnownSid(windows.WinBuiltinAdministratorsSid)
	return owner.Equals(user.User.Sid) || err == nil && owner.Equals(admins) && windows.GetCurrentProcessToken().IsElevated()
}

// lock takes the lock of an open file without waiting for it. It covers a byte
// far behind the content, which others may then read.
func lock(file *os.File) error {
	beyond := &windows.Overlapped{OffsetHigh: 1 << 30}
	return windows.LockFileEx(windows.Handle(file.Fd()),
		windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY, 0, 1, 0, beyond)
}

// moveOpen renames an open file and closes it, before: Windows renames no open
// files.
func moveOpen(file *os.File, from, to string) error {
	if err := file.Close(); err != nil {
		return err
	}
	return os.Rename(from, to)
}

func removeOpen(file *os.File, path string) {
	_ = file.Close()
	_ = os.Remove(path)
}

// syncFolder does nothing: Windows keeps names without being asked.
func syncFolder(string) error { return nil }

func isFull(err error) bool {
	return errors.Is(err, windows.ERROR_DISK_FULL) || errors.Is(err, windows.ERROR_HANDLE_DISK_FULL)
}

func isReadOnly(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
