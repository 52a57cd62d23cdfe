//go:build !windows && !darwin

package places

import (
	"os"
	"path/filepath"
	"testing"
)

func TestDownloadsIsTheSystemsOwnFolder(t *testing.T) {
	elsewhere := t.TempDir()
	for name, c := range map[string]struct {
		dirs    string   // user-dirs.dirs; empty is none
		folders []string // in the home folder
		want    string   // in the home folder, or absolute
	}{
		"a French desktop":           {"# comment\nXDG_DESKTOP_DIR=\"$HOME/Bureau\"\nXDG_DOWNLOAD_DIR=\"$HOME/Téléchargements\"\n", []string{"Téléchargements", "Downloads"}, "Téléchargements"},
		"no file":                    {"", []string{"Downloads"}, "Downloads"},
		"no file, no folder":         {"", nil, ""},
		"a folder that is gone":      {"XDG_DOWNLOAD_DIR=\"$HOME/Gone\"\n", []string{"Downloads"}, ""},
		"another disk":               {"XDG_DOWNLOAD_DIR=\"" + elsewhere + "\"\n", nil, elsewhere},
		"the home folder":            {"XDG_DOWNLOAD_DIR=\"$HOME/\"\n", nil, ""},
		"a name with odd characters": {`XDG_DOWNLOAD_DIR="$HOME/My \"Files\" \$1"`, []string{`My "Files" $1`}, `My "Files" $1`},
		"a relative path":            {"XDG_DOWNLOAD_DIR=\"Downloads\"\n", []string{"Downloads"}, ""},
		"a line that is a comment":   {"#XDG_DOWNLOAD_DIR=\"$HOME/Other\"\n", []string{"Other", "Downloads"}, "Downloads"},
	} {
		t.Run(name, func(t *testing.T) {
			home := t.TempDir()
			t.Setenv("HOME", home)
			t.Setenv("XDG_CONFIG_HOME", "")
			for _, folder := range append(c.folders, ".config") {
				if err := os.Mkdir(filepath.Join(home, folder), 0o755); err != nil {
					t.Fatal(err)
				}
			}
			if c.dirs != "" {
				if err := os.WriteFile(filepath.Join(home, ".config", "user-dirs.dirs"), []byte(c.dirs), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want := c.want
			if !filepath.IsAbs(want) {
				want = filepath.Join(home, want)
			}
			if got := Downloads(); got != want {
				t.Errorf("got %s, want %s", got, want)
			}
		})
	}
}

func TestWithoutAHomeThereIsNoFolder(t *testing.T) {
	t.Setenv("HOME", "")
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	if got := Downloads(); got != "" {
		t.Errorf("got %s", got)
	}
}
