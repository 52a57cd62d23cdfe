package words

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
	"time"
	"unicode"

	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/zipfile"
)

func TestPluralsAreRightAfterASwitch(t *testing.T) {
	for _, c := range []struct {
		language string
		bytes    int64
		want     string
	}{
		{"en", 0, "0 bytes"}, {"en", 1, "1 byte"}, {"en", 2, "2 bytes"},
		{"fr", 0, "0 octet"}, {"fr", 1, "1 octet"}, {"fr", 2, "2 octets"},
		{"de", 0, "0 Byte"}, {"de", 1, "1 Byte"}, {"de", 2, "2 Byte"},
		{"es", 0, "0 bytes"}, {"es", 1, "1 byte"}, {"es", 2, "2 bytes"},
		{"it", 0, "0 byte"}, {"it", 1, "1 byte"}, {"it", 2, "2 byte"},
		{"pt-BR", 0, "0 byte"}, {"pt-BR", 1, "1 byte"}, {"pt-BR", 2, "2 bytes"},
		{"en", 0, "0 bytes"},
	} {
		Use(c.language)
		if got := Bytes(c.bytes); got != strings.ReplaceAll(c.want, " ", "\u00a0") {
			t.Errorf("%s: %d is %q, want %q", c.language, c.bytes, got, c.want)
		}
	}
}

func TestWhatWasFoundIsSaidInTheLanguageOfNow(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	Use("en")
	found := report.Finding{Code: "registry.refused", Severity: report.Error}
	one := report.Finding{Code: "session.newly-found", Severity: report.Error, File: "model.yaml", Args: report.Args{"Found": found}}
	several := report.Finding{Code: "session.checked", Severity: report.Info, Args: report.Args{"Found": []report.Finding{found, found}}}
	for _, language := range []string{"en", "fr", "ja"} {
		Use(language)
		if got, want := Of(one).Sentence, Of(found).Sentence; !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want it to say %q", language, got, want)
		}
		if got, want := Of(several).Sentence, N("{{.Count}} errors", 2); !strings.Contains(got, want) {
			t.Errorf("%s: got %q, want it to say %q", language, got, want)
		}
	}
}

func TestAnEmptyOrUnknownLanguageIsTheSystems(t *testing.T) {
	onUnix(t)
	t.Setenv("LANGUAGE", "")
	for system, want := range map[string]string{
		"fr_CA.UTF-8": "fr", "en_GB.UTF-8": "en", "C": "en", "th_TH.UTF-8": "en", "de_AT.UTF-8": "de", "es_MX": "es",
		"pt_PT.UTF-8": "pt-BR", "pt": "pt-BR", "it_CH.UTF-8@euro": "it", "de_DE@euro": "de", "C.UTF-8": "en", "": "en",
		"ja_JP.UTF-8": "ja", "ko_KR.UTF-8": "ko", "zh_CN.UTF-8": "zh-CN", "zh_SG": "zh-CN", "zh_TW.UTF-8": "zh-TW", "zh_HK": "zh-TW",
	} {
		t.Setenv("LANG", "")
		t.Setenv("LC_ALL", system)
		for _, name := range []string{"", "tlh"} {
			if Use(name); Language() != want {
				t.Errorf("on %s %q speaks %s, want %s", system, name, Language(), want)
			}
		}
	}
}

// onUnix leaves out a test where the environment does not tell the language:
// Windows tells it by a call.
func onUnix(t *testing.T) {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("the environment does not tell the language here")
	}
}

func TestTheSystemsSecondLanguageServesWhereItsFirstIsNotThere(t *testing.T) {
	onUnix(t)
	t.Setenv("LC_ALL", "th_TH.UTF-8")
	t.Setenv("LANGUAGE", "th:de:fr")
	if Use(""); Language() != "de" {
		t.Errorf("it speaks %s", Language())
	}
}

func TestNumbersAreWrittenAsTheLanguageWritesThem(t *testing.T) {
	at := time.Date(2026, 3, 4, 15, 6, 7, 0, time.UTC)
	for _, c := range []struct{ language, got, want string }{
		{"en", use("en", func() string { return Bytes(999) }), "999 bytes"},
		{"en", use("en", func() string { return Bytes(1000) }), "1 kB"},
		{"en", use("en", func() string { return Bytes(999_499) }), "999 kB"},
		{"en", use("en", func() string { return Bytes(999_600) }), "1.0 MB"},
		{"en", use("en", func() string { return Bytes(21_234_567) }), "21.2 MB"},
		{"fr", use("fr", func() string { return Bytes(21_234_567) }), "21,2 Mo"},
		{"fr", use("fr", func() string { return Rate(1.5e6) }), "1,5 Mo/s"},
		{"en", use("en", func() string { return Rate(0) }), ""},
		{"en", use("en", func() string { return Count(12345) }), "12,345"},
		{"fr", use("fr", func() string { return Count(12345) }), "12 345"},
		{"en", use("en", func() string { return Duration(44100 * time.Millisecond) }), "45 s"},
		{"en", use("en", func() string { return Duration(-time.Second) }), "0 s"},
		{"en", use("en", func() string { return Duration(125 * time.Second) }), "2 min 05 s"},
		{"fr", use("fr", func() string { return Duration(62 * time.Minute) }), "1 h 02 min"},
		{"en", use("en", func() string { return Clock(at) }), "15:06:07"},
		{"fr", use("fr", func() string { return Date(at) }), "04/03/2026 15:06"},
		{"de", use("de", func() string { return Rate(21_234_567) }), "21,2 MB/s"},
		{"de", use("de", func() string { return Count(1234) }), "1.234"},
		{"de", use("de", func() string { return Date(at) }), "04.03.2026, 15:06"},
		{"es", use("es", func() string { return Bytes(21_234_567) }), "21,2 MB"},
		{"es", use("es", func() string { return Count(1234) + " " + Count(12345) }), "1234 12.345"},
		{"es", use("es", func() string { return Date(at) }), "04/03/2026, 15:06"},
		{"it", use("it", func() string { return Bytes(21_234_567) }), "21,2 MB"},
		{"it", use("it", func() string { return Count(1234) + " " + Count(12345) }), "1234 12.345"},
		{"it", use("it", func() string { return Date(at) }), "04/03/2026, 15:06"},
		{"pt-BR", use("pt-BR", func() string { return Bytes(21_234_567) }), "21,2 MB"},
		{"pt-BR", use("pt-BR", func() string { return Count(1234) }), "1.234"},
		{"pt-BR", use("pt-BR", func() string { return Date(at) }), "04/03/2026, 15:06"},
	} {
		if got := strings.ReplaceAll(c.got, "\u00a0", " "); got != c.want {
			t.Errorf("%s: %q, want %q", c.language, got, c.want)
		}
	}
}

func TestErrorsWithoutACodeHaveASentenceToo(t *testing.T) {
	Use("en")
	for _, c := range []struct {
		err  error
		want string
	}{
		{fmt.Errorf("push: %w", context.Canceled), "Stopped."},
		{&fs.PathError{Op: "open", Path: "model.yaml", Err: fs.ErrNotExist}, "model.yaml does not exist."},
		{errors.New("odd"), "Something unexpected happened."},
	} {
		if got := OfError(c.err).Sentence; got != c.want {
			t.Errorf("%v: %q, want %q", c.err, got, c.want)
		}
	}
	if got := OfError(errors.New("odd")).Details; !strings.Contains(got, "odd") {
		t.Errorf("the details %q do not hold the error", got)
	}
}

func TestDetailsKeepTheServersOwnWords(t *testing.T) {
	Use("fr")
	m := Of(report.Finding{Code: "no.such-code", File: "model.yaml", Line: 3, Exchange: &report.Exchange{
		Method: "PUT", Host: "lhr.ocir.io", Path: "/v2/ns/x/manifests/v1", Status: 403, Text: "denied: no", RequestID: "abc",
	}})
	for _, want := range []string{"model.yaml:3", "PUT lhr.ocir.io/v2/ns/x/manifests/v1: 403", "denied: no", "abc", "no.such-code"} {
		if !strings.Contains(m.Details, want) {
			t.Errorf("no %q in %q", want, m.Details)
		}
	}
	if m.Sentence == "" {
		t.Error("a finding without a sentence of its own says nothing")
	}
}

func TestATextWithoutATranslationIsItsKey(t *testing.T) {
	if got := L("no such text"); got != "no such text" {
		t.Errorf("%q", got)
	}
	if got := N("no such text", 3); got != "no such text" {
		t.Errorf("%q", got)
	}
}

func TestEveryLanguageHasAName(t *testing.T) {
	for _, name := range Languages() {
		if NameOf(name) == "" {
			t.Errorf("%s has no name", name)
		}
	}
}

func use(language string, f func() string) string {
	Use(language)
	return f()
}

func TestASentenceWritesItsValuesAndLeavesOutWhatIsZero(t *testing.T) {
	Use("fr")
	lost := func(tries int) string {
		return Of(report.Finding{Code: "transport.lost", Args: report.Args{"Host": "h", "Tries": tries}}).Sentence
	}
	if got := lost(0); strings.Contains(got, "0") {
		t.Error(got)
	}
	if got := lost(1200); !strings.Contains(got, "1\u00a0200") {
		t.Error(got)
	}
	large := Of(report.Finding{Code: "registry.too-large", Args: report.Args{"Host": "h", "Layer": "models", "Size": int64(21_200_000)}})
	if got := large.Sentence; !strings.Contains(got, "21,2\u00a0Mo") || !strings.Contains(got, L("Model and variables")) {
		t.Error(got)
	}
}

func TestACharacterThatIsNotSeenIsNamed(t *testing.T) {
	Use("en")
	for character, want := range map[string]string{"é": "cannot have “é” in it", " ": "cannot have a space in it", "\u00a0": "cannot have a space in it"} {
		if got := Of(report.Finding{Code: ocir.CodeBadUser, Args: report.Args{"Character": character}}).Sentence; !strings.Contains(got, want) {
			t.Errorf("%q is said as %q, want %q", character, got, want)
		}
	}
}

func TestALimitIsSaidWithItsOwnUnit(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	f, err := z.Create("bomb")
	if err == nil {
		_, err = f.Write(make([]byte, 8<<20))
	}
	if err == nil {
		err = z.Close()
	}
	path := filepath.Join(t.TempDir(), "a.zip")
	if err == nil {
		err = os.WriteFile(path, b.Bytes(), 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	Use("en")
	for limit, want := range map[zipfile.Limits]string{
		{Entries: 1, Size: 4 << 20, Ratio: 10_000}:             "would unpack to more than 4.2\u00a0MB.",
		{Entries: 1, Size: 16 << 20, Ratio: 100, Strict: true}: "would unpack to more than 100 times its size.",
	} {
		_, err := zipfile.Open(path, limit)
		if got := OfError(err).Sentence; !strings.HasSuffix(got, want) {
			t.Errorf("%+v: %q, want %q", limit, got, want)
		}
	}
}

func TestNothingThatOthersWroteMovesATerminal(t *testing.T) {
	const evil = "\x1b[2J\u009b31m\u202eAll is well\r\nPushed\a"
	type named string
	f := report.Finding{
		Code: "model.unknown-section", File: "/a/" + evil + ".yaml", Line: 3,
		Args:     report.Args{"Name": evil, "Names": []string{evil, evil}, "Kind": named(evil), "Why": errors.New(evil)},
		Exchange: &report.Exchange{Method: "GET", Host: evil, Path: "/" + evil, Status: 403, Text: evil, RequestID: evil},
		Cause:    errors.New(evil),
	}
	m := Of(f)
	texts := map[string]string{
		"the sentence": m.Sentence, "the next step": m.Next, "an item": Item(evil), "a count": N("{{.Count}} files", 2, report.Args{"Name": evil}),
		"an argument": L("{{.Phase}}: {{.Why}}", report.Args{"Phase": evil, "Why": evil}),
	}
	for name, value := range shown(f.Args) {
		texts["the argument "+name] = fmt.Sprint(value)
	}
	for where, text := range texts {
		if strings.ContainsFunc(text, moves) {
			t.Errorf("%s is %q", where, text)
		}
	}
	if strings.ContainsFunc(strings.ReplaceAll(m.Details, "\n", ""), moves) {
		t.Errorf("the details are %q", m.Details)
	}
}

// moves tells whether a character moves a terminal's cursor or turns text around.
func moves(r rune) bool { return unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) }

func TestWhatChangedTodayHasATimeAndTheRestADay(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	now := time.Date(2026, 3, 1, 9, 0, 0, 0, time.Local)
	for _, c := range []struct {
		language string
		at       time.Time
		want     string
	}{
		{"en", time.Date(2026, 3, 1, 0, 7, 59, 0, time.Local), "00:07"},
		{"en", time.Date(2026, 2, 28, 23, 59, 0, 0, time.Local), "28 Feb 2026"},
		{"de", time.Date(2025, 3, 1, 9, 0, 0, 0, time.Local), "01.03.2025"},
		{"ko", time.Date(2027, 3, 1, 9, 0, 0, 0, time.Local), "2027. 3. 1."},
	} {
		Use(c.language)
		if got := Changed(c.at, now); got != c.want {
			t.Errorf("%s: %v is %q, want %q", c.language, c.at, got, c.want)
		}
	}
}
