package contract

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"path"
	"regexp"
	"slices"
	"strings"
)

// facts are the few things that a file's content decides.
type facts struct {
	Shell   string   `json:"shell,omitempty"`   // "busybox", "bash", "dash" or the name of another
	Version string   `json:"version,omitempty"` // of BusyBox
	Tools   []string `json:"tools,omitempty"`   // of those that are needed, what BusyBox has in it
	Machine uint16   `json:"machine,omitempty"` // of an ELF file, as its header has it
	CR      bool     `json:"cr,omitempty"`      // the first line ends with CR LF
	Text    string   `json:"text,omitempty"`    // of a text that is needed as a whole
	Sum     string   `json:"sum,omitempty"`     // SHA-256 of what the operator may take for a file of the model home
}

// modelEndings are those that the operator takes.
var modelEndings = []string{".yaml", ".properties", ".zip"}

// maxText is the most of a text that is kept, in bytes: a list of accounts of ten
// thousand people.
const maxText = 1 << 20

// maxProgram is the largest program that is looked through, in bytes; shells
// have a tenth of that.
const maxProgram = 16 << 20

// learn reads what it must of a file's content. It returns nil for a file that
// tells nothing.
func learn(file entry, content io.Reader) (*facts, error) {
	start := make([]byte, 512)
	n, err := io.ReadFull(content, start)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return nil, err
	}
	start = start[:n]
	switch {
	case bytes.HasPrefix(start, []byte("\x7fELF")) && n >= 20:
		if file.Mode&0o111 == 0 || file.Size > maxProgram {
			return nil, nil
		}
		return learnProgram(start, content)
	case path.Base(file.Name) == "VERSION.txt", clean(file.Name) == "/etc/passwd", clean(file.Name) == "/etc/group":
		rest, err := io.ReadAll(io.LimitReader(content, maxText))
		return &facts{Text: string(start) + string(rest)}, err
	case slices.Contains(modelEndings, path.Ext(file.Name)):
		h := sha256.New()
		_, err := io.Copy(h, io.MultiReader(bytes.NewReader(start), content))
		return &facts{Sum: hex.EncodeToString(h.Sum(nil))}, err
	case strings.HasSuffix(file.Name, ".sh"):
		line, _, _ := bytes.Cut(start, []byte("\n"))
		if bytes.HasSuffix(line, []byte("\r")) {
			return &facts{CR: true}, nil
		}
	}
	return nil, nil
}

// needed are the tools that the operator's script calls; the shell brings what
// else it needs.
var needed = []string{"basename", "cat", "cp", "date", "dirname", "ls", "mkdir", "rm", "touch", "tr"}

var busyBox = regexp.MustCompile(`BusyBox v(\d+\.\d+(?:\.\d+)?)`)

// marks are what tells shells by their content. Debian's and others' dash share
// their words with BusyBox's ash, which is told by its own first.
var marks = []struct {
	shell string
	all   []string
}{
	{"busybox", []string{"BusyBox v"}},
	{"bash", []string{"@(#)Bash version "}},
	{"bash", []string{"GNU bash, version "}},
	{"mksh", []string{"@(#)MIRBSD KSH "}},
	{"pdksh", []string{"@(#)PD KSH "}},
	{"ksh", []string{"@(#)$Id: Version "}},
	{"zsh", []string{"zsh/zle", "zsh/parameter"}},
	{"toybox", []string{"toybox multicall"}},
	{"dash", []string{"Bad for loop variable", "Illegal number: "}},
}

// learnProgram looks through a program for what tells a shell.
func learnProgram(start []byte, content io.Reader) (*facts, error) {
	machine := uint16(start[18]) | uint16(start[19])<<8
	if start[5] == 2 { // big-endian
		machine = uint16(start[19]) | uint16(start[18])<<8
	}
	f := &facts{Machine: machine}
	found := make(map[string]bool)
	const overlap = 64
	buffer := make([]byte, 256<<10)
	held := copy(buffer, start)
	for {
		n, err := io.ReadFull(content, buffer[held:])
		f.look(buffer[:held+n], found)
		if err != nil {
			if !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
				return nil, err
			}
			break
		}
		held = copy(buffer, buffer[len(buffer)-overlap:])
	}
	for _, mark := range marks {
		if !slices.ContainsFunc(mark.all, func(s string) bool { return !found[s] }) {
			f.Shell = mark.shell
			break
		}
	}
	if f.Shell != "busybox" {
		f.Version, f.Tools = "", nil
	}
	for _, tool := range needed {
		if f.Shell == "busybox" && found["\x00"+tool+"\x00"] {
			f.Tools = append(f.Tools, tool)
		}
	}
	return f, nil
}

// look notes which marks and applet names stand in a piece of a program.
func (f *facts) look(piece []byte, found map[string]bool) {
	note := func(s string) {
		if !found[s] && bytes.Contains(piece, []byte(s)) {
			found[s] = true
		}
	}
	for _, mark := range marks {
		for _, s := range mark.all {
			note(s)
		}
	}
	for _, tool := range needed {
		note("\x00" + tool + "\x00")
	}
	if f.Version == "" && found["BusyBox v"] {
		if m := busyBox.FindSubmatch(piece); m != nil {
			f.Version = string(m[1])
		}
	}
}
