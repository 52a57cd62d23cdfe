package snakeyaml

import (
	"math/big"
	"regexp"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
)

// How SnakeYAML resolves plain scalars: the types of YAML 1.1 (yaml.org/type),
// with floats as in 1.2 and the lengths beyond which it does not look.
var implicit = []struct {
	tag     string
	longest int
	form    *regexp.Regexp
}{
	{"!!null", 10, regexp.MustCompile(`^(?:~|null|Null|NULL|)$`)},
	{"!!bool", 10, regexp.MustCompile(`^(?:yes|Yes|YES|no|No|NO|true|True|TRUE|false|False|FALSE|on|On|ON|off|Off|OFF)$`)},
	{"!!int", 1024, regexp.MustCompile(`^(?:[-+]?0b_*[01][01_]*|[-+]?0_*[0-7][0-7_]*|[-+]?(?:0|[1-9][0-9_]*)|[-+]?0x_*[0-9a-fA-F][0-9a-fA-F_]*|[-+]?[1-9][0-9_]*(?::[0-5]?[0-9])+)$`)},
	{"!!float", 1024, regexp.MustCompile(`^(?:[-+]?[0-9][0-9_]*\.[0-9_]*(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*[eE][-+]?[0-9]+|[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+\.[0-9_]*|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$`)},
	{"!!merge", 10, regexp.MustCompile(`^<<$`)},
	{"!!timestamp", 50, regexp.MustCompile(`^(?:\d{4}-\d\d-\d\d|\d{4}-\d\d?-\d\d?(?:[Tt]|[ \t]+)\d\d?:\d\d:\d\d(?:\.\d*)?(?:[ \t]*(?:Z|[-+]\d\d?(?::\d\d)?))?)$`)},
}

// Resolve returns the tag of a plain scalar: !!null, !!bool, !!int, !!float,
// !!merge, !!timestamp or !!str.
func Resolve(text string) string {
	if text == "" || strings.ContainsRune("~nNyYtTfFoO-+.<0123456789", rune(text[0])) {
		for _, t := range implicit {
			if len(text) <= t.longest && t.form.MatchString(text) {
				return t.tag
			}
		}
	}
	return "!!str"
}

// short returns a tag as it is written: !!type for YAML's own.
func short(tag string) string {
	if name, ours := strings.CutPrefix(tag, typePrefix); ours {
		return "!!" + name
	}
	return tag
}

// global tells whether a tag is neither YAML's nor a local one: the name of a
// class, which the parser makes nothing of.
func global(tag string) bool {
	return tag != "" && !strings.HasPrefix(tag, typePrefix) && !strings.HasPrefix(tag, "!")
}

// Constructs tells whether a node's tag and what stands behind it make a value:
// a text, a number, a switch, null, a list, a mapping. Dates, sets and binary
// content are values of Java that the deploy tooling has no use for.
func Constructs(n *yaml.Node) bool {
	switch n.Tag {
	case "!!str", "!!null":
		return n.Kind == yaml.ScalarNode
	case "!!bool":
		return n.Kind == yaml.ScalarNode
	case "!!int":
		return n.Kind == yaml.ScalarNode && integer(n.Value)
	case "!!float":
		return n.Kind == yaml.ScalarNode && float(n.Value)
	case "!!map":
		return n.Kind == yaml.MappingNode
	case "!!seq":
		return n.Kind == yaml.SequenceNode
	case "!!omap":
		return orderedMap(n)
	}
	return n.Kind == yaml.AliasNode
}

// orderedMap tells whether a list is one of mappings with one key each.
func orderedMap(n *yaml.Node) bool {
	if n.Kind != yaml.SequenceNode {
		return false
	}
	for _, entry := range n.Content {
		if entry.Kind != yaml.MappingNode || len(entry.Content) != 2 {
			return false
		}
	}
	return true
}

// integer tells whether a text is a number in base 2, 8, 10, 16 or 60.
func integer(text string) bool {
	text = strings.ReplaceAll(text, "_", "")
	digits := strings.TrimLeft(text, "+-")
	if text == "" || len(text)-len(digits) > 1 {
		return false
	}
	base := 10
	switch {
	case digits == "0":
		return true
	case strings.HasPrefix(digits, "0b"):
		base, digits = 2, digits[2:]
	case strings.HasPrefix(digits, "0x"):
		base, digits = 16, digits[2:]
	case strings.HasPrefix(digits, "0"):
		base, digits = 8, digits[1:]
	case strings.Contains(digits, ":"):
		for part := range strings.SplitSeq(digits, ":") {
			if _, err := strconv.ParseInt(part, 10, 64); err != nil {
				return false
			}
		}
		return true
	}
	_, good := new(big.Int).SetString(digits, base)
	return good && !strings.ContainsAny(digits, "+-")
}

// float tells whether a text is a number with a fraction or an exponent, in base
// 10 or 60.
func float(text string) bool {
	text = strings.ToLower(strings.ReplaceAll(text, "_", ""))
	digits := strings.TrimLeft(text, "+-")
	if text == "" || len(text)-len(digits) > 1 {
		return false
	}
	if digits == ".inf" || digits == ".nan" {
		return true
	}
	for part := range strings.SplitSeq(digits, ":") {
		if _, err := strconv.ParseFloat(part, 64); err != nil && !isRange(err) {
			return false
		}
	}
	return true
}

func isRange(err error) bool {
	n, ok := err.(*strconv.NumError)
	return ok && n.Err == strconv.ErrRange
}
