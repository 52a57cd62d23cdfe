// Package words makes every sentence that a person reads: a code and its
// arguments in, a sentence in the person's language out.
//
// A language is one file in assets/translations, named by its tag, such as
// pt-BR.json; every file has the same keys, which the tests see to. They are the
// English text itself for what stands in the interface; a report code for a
// finding, the code with ".next" for what to do about it; "phase." with a phase,
// "choice." with an answer. A file repeats the keys of Fyne's own widgets, so
// that they can speak the same language. Its terms are those that Oracle's
// WebLogic Kubernetes Toolkit UI and documentation have in that language.
package words

import (
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/jeandeaual/go-locale"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	"auximage/assets"
)

const folder = "translations"

// tongue is one language. Its file is read when the first text is asked for.
type tongue struct {
	tag     language.Tag
	texts   func() *i18n.Localizer
	numbers *message.Printer
}

var speaking atomic.Pointer[tongue]

func init() { speaking.Store(newTongue(language.English)) }

func newTongue(tag language.Tag) *tongue {
	return &tongue{tag: tag, numbers: message.NewPrinter(tag), texts: sync.OnceValue(func() *i18n.Localizer {
		bundle := i18n.NewBundle(tag)
		bundle.MustParseMessageFileBytes(file(tag.String()), tag.String()+".json")
		return i18n.NewLocalizer(bundle, tag.String())
	})}
}

// file returns a language's file. The files are part of the program and tested,
// so that one that cannot be read is a fault of the build.
func file(name string) []byte {
	data, err := assets.Translations.ReadFile(folder + "/" + name + ".json")
	if err != nil {
		panic(err)
	}
	return data
}

// Use sets the language, such as "fr" or "pt-BR"; empty, or one that is not
// there, is the system's, or English where the system's is not there. Widgets
// keep the strings that they were built with.
func Use(name string) {
	if slices.Contains(Languages(), name) {
		speaking.Store(newTongue(language.Make(name)))
		return
	}
	speaking.Store(newTongue(nearest(preferred())))
}

// preferred returns the languages that the system's user reads, best first.
func preferred() []language.Tag {
	names, _ := locale.GetLocales() // none is English
	tags := make([]language.Tag, 0, len(names))
	for _, name := range names {
		name, _, _ = strings.Cut(name, "@")               // "de_DE@euro"
		if tag, err := language.Parse(name); err == nil { // "C" is none
			tags = append(tags, tag)
		}
	}
	return tags
}

// nearest returns the language there is that serves the readers of others best:
// that of Brazil to those of Portugal; English when none does.
func nearest(tags []language.Tag) language.Tag {
	there := []language.Tag{language.English} // first: what the matcher falls back to
	for _, name := range Languages() {
		there = append(there, language.Make(name))
	}
	_, i, _ := language.NewMatcher(there).Match(tags...)
	return there[i]
}

// Language returns the language in use, such as "fr".
func Language() string { return speaking.Load().tag.String() }

// Languages returns the languages that there are, in alphabetical order.
func Languages() []string {
	files, err := assets.Translations.ReadDir(folder)
	if err != nil {
		panic(err) // an embedded folder
	}
	names := make([]string, len(files))
	for i, f := range files {
		names[i] = strings.TrimSuffix(f.Name(), ".json")
	}
	return names
}

// NameOf returns a language's name in that language, "Français" for "fr".
func NameOf(name string) string {
	var is struct {
		Name string `json:"language.name"`
	}
	if err := json.Unmarshal(file(name), &is); err != nil {
		panic(err) // an embedded file, read by every test
	}
	return is.Name
}

// File returns the file of the language in use: JSON, for those who speak by
// themselves, as Fyne's widgets do.
func File() []byte { return file(Language()) }

// L returns the text of a key in the language in use. Interface texts use their
// English text as key; data is one map of the values that the text names.
func L(key string, data ...any) string {
	var values any
	if len(data) > 0 {
		values = shown(data[0])
	}
	if text, ok := speaking.Load().text(key, nil, values); ok {
		return text
	}
	return key
}

// N returns the text of a key in the form for a count, named {{.Count}} in it.
func N(key string, count int, data ...any) string {
	values := map[string]any{}
	if len(data) > 0 {
		values = shown(data[0])
	}
	values["Count"] = Count(count)
	if text, ok := speaking.Load().text(key, count, values); ok {
		return text
	}
	return key
}

// text returns the text of a key, and whether there is one. A text without the
// plural form that a count asks for serves with its general form.
func (t *tongue) text(key string, count, values any) (string, bool) {
	text, _ := t.texts().Localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: count, TemplateData: values})
	return text, text != ""
}
