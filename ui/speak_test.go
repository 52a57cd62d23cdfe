package ui

import (
	"testing"

	"fyne.io/fyne/v2/lang"

	"auximage/app/words"
)

func TestFyneSpeaksTheChosenLanguageWhateverTheSystemSpeaks(t *testing.T) {
	t.Cleanup(func() { speak("en") })
	for _, system := range []string{"fr_FR.UTF-8", "C", "de_DE.UTF-8", "en_GB", "it_IT.UTF-8", "pt_BR.UTF-8", "pt_PT.UTF-8", "zh_CN.UTF-8"} {
		t.Run(system, func(t *testing.T) {
			t.Setenv("LC_ALL", system)
			t.Setenv("LANGUAGE", "")
			for _, language := range words.Languages() {
				speak(language)
				for _, key := range []string{"Cancel", "Paste", "Select all"} {
					if got, want := lang.L(key), words.L(key); got != want {
						t.Errorf("in %s Fyne says %q, want %q", language, got, want)
					}
				}
			}
		})
	}
}
