package words

import (
	"strings"
	"testing"

	"auximage/imaging/transport"
)

func TestSentencesFollowEachOtherAsTheLanguageWritesThem(t *testing.T) {
	for _, c := range []struct {
		sentences []string
		want      string
	}{
		{[]string{"The host is unknown.", "Check its name."}, "The host is unknown. Check its name."},
		{[]string{"主机未知。", "请检查名称。"}, "主机未知。请检查名称。"},
		{[]string{"本当ですか？", "はい。"}, "本当ですか？はい。"},
		{[]string{"", "One.", "", "Two."}, "One. Two."},
		{nil, ""},
	} {
		if got := Sentences(c.sentences...); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestNoMessageHasASpaceBehindAFullWidthStop(t *testing.T) {
	t.Cleanup(func() { Use("en") })
	for _, language := range []string{"zh-CN", "zh-TW", "ja"} {
		Use(language)
		said := about(transport.CodeRefused, "registry.example.com")
		if !strings.Contains(said, "。") || strings.Contains(said, "。 ") {
			t.Errorf("%s: got %q", language, said)
		}
	}
}
