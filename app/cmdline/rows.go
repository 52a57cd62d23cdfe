package cmdline

import (
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	v1 "github.com/google/go-containerregistry/pkg/v1"

	"auximage/app/session"
	"auximage/imaging"
	"auximage/imaging/ocir"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// The rows that are more than a field.

// region is offered with the keys of all regions.
func region() *Flag {
	f := text("region", "REGION", func(l *Line) *string { return &l.Region })
	f.values = func() (keys []string) {
		for _, r := range ocir.Regions() {
			keys = append(keys, r.Key)
		}
		return keys
	}
	return f
}

// as names the file before it.
func as() *Flag {
	return &Flag{
		Name: "as", Value: "NAME", Many: true,
		read: func(l *Line, name string, _ bool) error {
			if l.named == nil || name == "" {
				return report.Fault(codeAsWhat, nil, nil)
			}
			files := *l.named
			files[len(files)-1].Name = name
			return nil
		},
		write: func(*Line) []written { return nil }, // beside its file
	}
}

// The words for --wdt, --proxy and --cache that are no file, URL or folder.
const (
	latest = "latest"
	none   = "none"
	off    = "off"
)

func tooling() *Flag {
	f := &Flag{
		Name: "wdt", Value: "FILE|latest|none", endings: []string{"zip"},
		read: func(l *Line, value string, _ bool) error {
			f := &l.Form
			switch f.Installer = ""; value {
			case latest:
				f.WDT = session.WDTLatest
			case none:
				f.WDT = session.WDTNone
			default:
				f.WDT, f.Installer = session.WDTFile, absolute(value)
			}
			return nil
		},
		write: func(l *Line) []written {
			switch l.Form.WDT {
			case session.WDTFile:
				return worded("wdt", l.Form.Installer)
			case session.WDTNone:
				return worded("wdt", none)
			}
			return worded("wdt", latest)
		},
	}
	return f.usually(latest, none)
}

func base() *Flag {
	return text("base", "REF", func(l *Line) *string { return &l.Form.BaseRef }).then(customBase).only(customBaseUsed)
}

func customBase(l *Line) { l.Form.CustomBase = l.Form.BaseRef != "" || l.Form.BaseFile != "" }

func customBaseUsed(l *Line) bool { return l.Form.CustomBase }

func takesDigest(l *Line) bool { return l.Form.TakesDigest() }

// digest returns that a base's digest is none: nobody pins a base to have
// another one taken.
func digest(value string) error {
	if value == "" {
		return nil
	}
	if _, err := v1.NewHash(value); err != nil {
		return report.Fault(codeBadDigest, err, report.Args{"Digest": value})
	}
	return nil
}

func platform() *Flag {
	f := &Flag{
		Name: "platform", Value: "OS/ARCH,…",
		read: func(l *Line, value string, _ bool) error { l.Form.Platforms = platforms(value); return nil },
		write: func(l *Line) []written {
			return worded("platform", strings.Join(l.Form.Platforms, ","))
		},
	}
	return f.usually("linux/amd64", "linux/arm64", "linux/amd64,linux/arm64")
}

func owner() *Flag {
	return &Flag{
		Name: "owner", Value: "UID:GID",
		read: func(l *Line, value string, _ bool) error {
			l.Form.OwnerUser, l.Form.OwnerGroup, _ = strings.Cut(value, ":")
			return nil
		},
		write: func(l *Line) []written {
			if l.Form.OwnerUser == "" && l.Form.OwnerGroup == "" {
				return nil
			}
			return worded("owner", l.Form.OwnerUser+":"+l.Form.OwnerGroup)
		},
	}
}

func label() *Flag {
	return &Flag{
		Name: "label", Value: "NAME=VALUE", Many: true,
		read: func(l *Line, pair string, first bool) error {
			name, value, ok := strings.Cut(pair, "=")
			if !ok || name == "" {
				return errors.New("NAME=VALUE")
			}
			if first {
				l.Form.Labels = map[string]string{}
			}
			l.Form.Labels[name] = value
			return nil
		},
		write: func(l *Line) (all []written) {
			for _, name := range slices.Sorted(maps.Keys(l.Form.Labels)) {
				all = append(all, worded("label", name+"="+l.Form.Labels[name])...)
			}
			return all
		},
	}
}

// webLogic returns what is a version, when a value is none.
func webLogic(value string) error {
	if value == session.AnyWebLogic || imaging.ValidWebLogic(value) {
		return nil
	}
	return errors.New("12.2.1.4, 14.1.2.0, 15.1.1, any")
}

func acceptance(value string) error {
	if strings.Contains(value, ":") {
		return nil
	}
	return errors.New("CODE:PATH")
}

func proxy() *Flag {
	f := &Flag{
		Name: "proxy", Value: "URL|none",
		read: func(l *Line, value string, _ bool) error {
			p := &l.Preferences
			switch p.ProxyMode, p.ProxyURL = transport.OwnProxy, value; value {
			case "":
				p.ProxyMode = ""
			case none:
				p.ProxyMode, p.ProxyURL = transport.NoProxy, ""
			}
			return nil
		},
		write: func(l *Line) []written {
			switch p := l.Preferences; p.ProxyMode {
			case transport.OwnProxy:
				return worded("proxy", p.ProxyURL)
			case transport.NoProxy:
				return worded("proxy", none)
			}
			return nil
		},
	}
	return f.usually(none)
}

func ownProxy(l *Line) bool { return l.Preferences.ProxyMode == transport.OwnProxy }

// cache is a folder, but for the word that says that there is none.
func cache() *Flag {
	f := path("cache", "DIR|"+off, func(l *Line) *string { return &l.Cache })
	read := f.read
	f.read = func(l *Line, value string, first bool) error {
		if value == off {
			l.Cache = off
			return nil
		}
		return read(l, value, first)
	}
	return f.usually(off)
}

// patience is the retry budget, in minutes.
func patience() *Flag {
	return &Flag{
		Name: "patience", Value: "MINUTES",
		read: func(l *Line, value string, _ bool) error {
			minutes, err := strconv.Atoi(value)
			if err != nil || minutes < 0 {
				return errors.New("≥ 0")
			}
			l.Preferences.RetryBudget = time.Duration(minutes) * time.Minute
			return nil
		},
		write: func(l *Line) []written {
			minutes := int(l.Preferences.RetryBudget / time.Minute)
			if minutes == 0 {
				return nil
			}
			return worded("patience", strconv.Itoa(minutes))
		},
	}
}
