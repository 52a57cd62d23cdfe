package cmdline

import (
	"errors"
	"strconv"
	"time"

	"auximage/imaging/ocir"
	"auximage/imaging/transport"
)

// proxy is the flag for a proxy in place of the system's, or none.
func proxy() *Flag {
	f := &Flag{Name: "proxy", Value: "URL|" + none, read: readProxy, write: writeProxy}
	return f.usually(none)
}

func readProxy(l *Line, value string, _ bool) error {
	p := &l.Preferences
	if p.ProxyMode, p.ProxyURL = transport.OwnProxy, value; value == none {
		p.ProxyMode, p.ProxyURL = transport.NoProxy, ""
	}
	return nil
}

// address returns what a host is written like, when a value is none.
func address(value string) error {
	if ocir.IsAddress(value) {
		return nil
	}
	return errors.New("HOST, HOST:PORT")
}

func writeProxy(l *Line) []written {
	switch p := l.Preferences; p.ProxyMode {
	case transport.OwnProxy:
		return worded("proxy", p.ProxyURL)
	case transport.NoProxy:
		return worded("proxy", none)
	}
	return nil
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
			if err != nil || minutes < 1 {
				return errors.New("≥ 1")
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
