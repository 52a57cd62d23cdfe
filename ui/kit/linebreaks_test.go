package kit

import (
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2/test"
)

func TestALineEndsWhereTheScriptAllows(t *testing.T) {
	for text, want := range map[string][]string{
		"push the image":  {"push ", "the ", "image"},
		"a-b/c --flag":    {"a-b/c ", "--flag"},
		"イメージを、作成。":       {"イ", "メー", "ジ", "を、", "作", "成。"},
		"推送 OCIR 映像。":     {"推", "送 ", "OCIR ", "映", "像。"},
		"（test-model）です":  {"（test-model）", "で", "す"},
		"이미지를 푸시합니다.":     {"이미지를 ", "푸시합니다."},
		"":                {""},
		"two  blanks":     {"two ", " ", "blanks"},
		"lhr.ocir.io/a:v": {"lhr.ocir.io/a:v"},
	} {
		got := lineBreaks(text)
		if !slices.Equal(got, want) {
			t.Errorf("%q ends at %q, want %q", text, got, want)
		}
		if strings.Join(got, "") != text {
			t.Errorf("%q is %q in pieces", text, got)
		}
	}
}

func TestAParagraphIsBrokenWithoutLoss(t *testing.T) {
	test.NewTempApp(t)
	for _, text := range []string{
		"The registry has the image, and its digest was read back.",
		"sha256:2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
		"WebLogic Deploy Toolingのインストーラを保存するフォルダを選択してください。",
	} {
		p := Paragraph(text)
		for _, width := range []float32{60, 90, 250, 4000} {
			lines := p.broken(p.Text, width)
			for _, l := range lines {
				if p.measure(l) > width && len([]rune(l)) > 1 {
					t.Errorf("%q is wider than %v", l, width)
				}
				if strings.HasPrefix(l, "。") {
					t.Errorf("%q begins with a full stop", l)
				}
			}
			if got, want := strings.Join(lines, ""), strings.ReplaceAll(text, " ", ""); strings.ReplaceAll(got, " ", "") != want {
				t.Errorf("at %v: %q", width, lines)
			}
			if width == 4000 && len(lines) != 1 {
				t.Errorf("%q", lines)
			}
		}
	}
}
