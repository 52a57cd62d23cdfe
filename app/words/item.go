package words

import (
	"strings"

	"auximage/imaging"
	"auximage/imaging/exchange"
)

// Item names an item of a phase in the person's language: a layer by what it
// holds, the image's configuration, which is known by its digest, as such. The
// name of a file stays.
func Item(name string) string {
	switch imaging.PartKind(name) {
	case imaging.BasePart:
		return L("Base image")
	case imaging.WDTPart:
		return "WebLogic Deploy Tooling"
	case imaging.ArchivePart:
		return L("Archives")
	case imaging.ModelPart:
		return L("Model and variables")
	}
	if strings.HasPrefix(name, "sha256:") {
		return L("Image configuration")
	}
	return Plain(name)
}

// Plain returns a line that others wrote, such as a tool's output, without the
// characters that move a terminal's cursor or turn text around.
func Plain(line string) string { return exchange.Plain(line) }
