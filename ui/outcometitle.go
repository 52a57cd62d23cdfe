package ui

import (
	"cmp"

	"auximage/app/session"
	"auximage/app/words"
)

// stepOf returns in which step a job ended.
func stepOf(o *session.Outcome) session.Action { return cmp.Or(o.Step, o.Action) }

// titleOf returns the title of an outcome's dialog; how is "Complete", "Failed" or "Stopped".
func titleOf(a session.Action, how string) string {
	switch {
	case pushes(a) && how == "Complete":
		return words.L("Push Image Complete")
	case pushes(a) && how == "Failed":
		return words.L("Push Image Failed")
	case pushes(a):
		return words.L("Push Image Stopped")
	case a == session.ActCheckSignIn:
		return words.L("Sign-in failed")
	case a == session.ActLookUp:
		return words.L("Look up failed")
	case a == session.ActCheck && how == "Failed":
		return words.L("Check failed")
	case a == session.ActSave && how == "Complete":
		return words.L("Save Image Complete")
	case a == session.ActSave && how == "Failed":
		return words.L("Save Image Failed")
	case a == session.ActSave:
		return words.L("Save Image Stopped")
	case how == "Complete":
		return words.L("Create Auxiliary Image Complete")
	case how == "Failed":
		return words.L("Create Auxiliary Image Failed")
	}
	return words.L("Create Auxiliary Image Stopped")
}

// pushes tells whether an action sends an image that is there.
func pushes(a session.Action) bool { return a == session.ActPush || a == session.ActPushFile }
