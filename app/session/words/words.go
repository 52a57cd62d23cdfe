// Package words makes every sentence that a person reads: a code and its
// arguments in, a sentence in the person's language out.
//
// A language is one file in assets/translations. Its keys are the English text
// itself for what stands in the interface; a report code for a finding, the
// code with ".next" for what to do about it; "phase." with a phase, "choice."
// with an answer. It repeats the keys of Fyne's own widgets, so that they speak
// the same language on systems where Fyne cannot be told one.
package words

import (
	"encoding/json"
	"slices"
	"sync"
	"sync/atomic"

	"fyne.io/fyne/v2/lang"
	"github.com/nicksnyder/go-i18n/v2/i18n"
	"golang.org/x/text/language"
	"golang.org/x/text/message"

	_ "auximage/app/session/words/locale"
	"auximage/assets"
)

const folder = "translations"

// tongue is one language ready to speak.
type tongue struct {
	name    string
	texts   *i18n.Localizer
	numbers *message.Printer
}

var (
	bundle   = load()
	speaking atomic.Pointer[tongue]
	using    sync.Mutex // Fyne's translations are not safe for two at once
)

func init() { speaking.Store(newTongue(language.English)) }

// load reads every translation. The files are part of the program and tested,
// so that one that cannot be read is a fault of the build.
func load() *i18n.Bundle {
	b := i18n.NewBundle(language.English)
	b.RegisterUnmarshalFunc("json", json.Unmarshal)
	files, err := assets.Translations.ReadDir(folder)
	if err != nil {
		panic(err)
	}
	for _, f := range files {
		b.MustParseMessageFileBytes(translation(f.Name()), f.Name())
	}
	return b
}

func translation(file string) []byte {
	data, err := assets.Translations.ReadFile(folder + "/" + file)
	if err != nil {
		panic(err)
	}
	return data
}

func newTongue(tag language.Tag) *tongue {
	return &tongue{
		name:    tag.String(),
		texts:   i18n.NewLocalizer(bundle, tag.String()),
		numbers: message.NewPrinter(tag),
	}
}

// Use sets the language, "en" or "fr"; empty, or one that is not there, is the
// system's, or English where the system's is not there. Call it while no widget
// is being made: widgets keep the strings that they were built with.
func Use(name string) {
	using.Lock()
	defer using.Unlock()
	if !slices.Contains(Languages(), name) {
		name = lang.SystemLocale().String()
	}
	_, i, _ := language.NewMatcher(bundle.LanguageTags()).Match(language.Make(name))
	t := newTongue(bundle.LanguageTags()[i])
	speaking.Store(t)

	// Fyne speaks the system's language and has no setter: it is given the
	// chosen language's words under the name of the system's.
	_ = lang.AddTranslationsForLocale(translation(t.name+".json"), lang.SystemLocale())
}

// Language returns the language in use, such as "fr".
func Language() string { return speaking.Load().name }

// Languages returns the languages that there are, in alphabetical order.
func Languages() []string {
	var names []string
	for _, t := range bundle.LanguageTags() {
		names = append(names, t.String())
	}
	slices.Sort(names)
	return names
}

// NameOf returns a language's name in that language, "Français" for "fr".
func NameOf(name string) string {
	text, _ := newTongue(language.Make(name)).text("language.name", nil, nil)
	return text
}

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
	text, _ := t.texts.Localize(&i18n.LocalizeConfig{MessageID: key, PluralCount: count, TemplateData: values})
	return text, text != ""
}
