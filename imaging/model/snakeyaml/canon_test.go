package snakeyaml_test

import (
	"fmt"
	"math/big"
	"strings"

	"go.yaml.in/yaml/v3"

	"auximage/imaging/model/snakeyaml"
)

// refused is a text that the deploy tooling does not take.
type refused string

// canonical returns what the deploy tooling makes of a text, keys in the order
// of the file, or why it takes it for no model.
func canonical(text string) (result string, why refused) {
	defer func() {
		if thrown := recover(); thrown != nil {
			result, why = "", thrown.(refused)
		}
	}()
	documents, problem := snakeyaml.Documents([]byte(text))
	switch {
	case problem != nil:
		return "", refused(problem.Kind)
	case len(documents) == 0:
		return "{}", ""
	case len(documents) > 1:
		return "", "documents"
	}
	root := documents[0].Content[0]
	if root.Kind != yaml.MappingNode && root.Tag != "!!omap" {
		return "", "root"
	}
	var b strings.Builder
	writer{&b, map[*yaml.Node]bool{}}.value(root, false)
	return b.String(), ""
}

// writer writes values as JSON nearly is.
type writer struct {
	*strings.Builder
	open map[*yaml.Node]bool
}

func (w writer) text(s string) {
	w.WriteByte('"')
	for _, r := range s {
		if r < ' ' || r == '"' || r == '\\' || r > '~' {
			fmt.Fprintf(w, "\\{%x}", r)
		} else {
			w.WriteRune(r)
		}
	}
	w.WriteByte('"')
}

func (w writer) value(n *yaml.Node, inList bool) {
	if n.Kind == yaml.AliasNode {
		n = n.Alias
	}
	if w.open[n] {
		panic(refused("recursion"))
	}
	w.open[n] = true
	defer delete(w.open, n)
	if !snakeyaml.Constructs(n) {
		panic(refused("tag " + n.Tag))
	}
	switch n.Tag {
	case "!!map":
		w.mapping(n)
	case "!!omap":
		w.WriteByte('{')
		for _, entry := range n.Content {
			w.text(entry.Content[0].Value)
			w.WriteByte(':')
			w.value(entry.Content[1], false)
			w.WriteByte(',')
		}
		w.WriteByte('}')
	case "!!seq":
		w.WriteByte('[')
		for _, item := range n.Content {
			w.value(item, true)
			w.WriteByte(',')
		}
		w.WriteByte(']')
	default:
		w.scalar(n, inList)
	}
}

func (w writer) scalar(n *yaml.Node, inList bool) {
	switch n.Tag {
	case "!!null":
		w.WriteString(map[bool]string{true: "null", false: "{}"}[inList])
	case "!!bool":
		switch strings.ToLower(n.Value) {
		case "yes", "true", "on":
			w.WriteString("true")
		case "no", "false", "off":
			w.WriteString("false")
		default:
			w.WriteString(map[bool]string{true: "null", false: "{}"}[inList])
		}
	case "!!int":
		w.WriteString(number(n.Value))
	case "!!float":
		w.WriteString("f")
	default:
		w.text(n.Value)
	}
}

func number(text string) string {
	text = strings.ReplaceAll(text, "_", "")
	sign := ""
	if strings.HasPrefix(text, "-") {
		sign = "-"
	}
	text = strings.TrimLeft(text, "+-")
	total := new(big.Int)
	switch {
	case strings.HasPrefix(text, "0b"):
		total.SetString(text[2:], 2)
	case strings.HasPrefix(text, "0x"):
		total.SetString(text[2:], 16)
	case strings.HasPrefix(text, "0") && len(text) > 1:
		total.SetString(text[1:], 8)
	default:
		for part := range strings.SplitSeq(text, ":") {
			digits, _ := new(big.Int).SetString(part, 10)
			total.Add(total.Mul(total, big.NewInt(60)), digits)
		}
	}
	if total.Sign() == 0 {
		sign = ""
	}
	return sign + total.String()
}

// mapping writes a mapping with what << brings: its own keys win, then earlier
// ones; what is merged stands where the << stood.
func (w writer) mapping(n *yaml.Node) {
	var keys []string
	values := map[string]*yaml.Node{}
	own := map[string]bool{}
	var take func(n *yaml.Node, preferred bool)
	take = func(n *yaml.Node, preferred bool) {
		for i := 0; i+1 < len(n.Content); i += 2 {
			k, v := n.Content[i], n.Content[i+1]
			if k.Kind == yaml.AliasNode {
				k = k.Alias
			}
			if k.Tag == "!!merge" {
				if v.Kind == yaml.AliasNode {
					v = v.Alias
				}
				sources := []*yaml.Node{v}
				if v.Kind == yaml.SequenceNode {
					sources = v.Content
				}
				for _, source := range sources {
					if source.Kind == yaml.AliasNode {
						source = source.Alias
					}
					if source.Kind != yaml.MappingNode {
						panic(refused("merge"))
					}
					if source != n { // one that merges itself brings nothing
						take(source, false)
					}
				}
				continue
			}
			if k.Tag != "!!str" || !snakeyaml.Constructs(k) {
				panic(refused("key " + k.Tag))
			}
			if preferred && own[k.Value] {
				panic(refused("duplicate"))
			}
			own[k.Value] = own[k.Value] || preferred
			if values[k.Value] == nil {
				keys = append(keys, k.Value)
				values[k.Value] = v
			} else if preferred {
				values[k.Value] = v
			}
		}
	}
	take(n, true)
	w.WriteByte('{')
	for _, k := range keys {
		w.text(k)
		w.WriteByte(':')
		w.value(values[k], false)
		w.WriteByte(',')
	}
	w.WriteByte('}')
}
