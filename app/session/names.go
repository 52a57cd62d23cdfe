package session

import (
	"strings"

	"auximage/app/session/words"
	"auximage/imaging"
)

// PartName names a layer by what it holds, in the person's language.
func PartName(k imaging.PartKind) string {
	switch k {
	case imaging.BasePart:
		return words.L("Base image")
	case imaging.WDTPart:
		return "WebLogic Deploy Tooling"
	case imaging.ArchivePart:
		return words.L("Archives")
	}
	return words.L("Model and variables")
}

// ItemName names an item of a phase, a layer by what it holds; a file's name
// stays.
func ItemName(name string) string {
	switch k := imaging.PartKind(name); {
	case k == imaging.BasePart, k == imaging.WDTPart, k == imaging.ArchivePart, k == imaging.ModelPart:
		return PartName(k)
	case strings.HasPrefix(name, "sha256:"):
		return words.L("Image configuration")
	}
	return name
}
