package session

import (
	"maps"
	"reflect"
	"slices"

	"auximage/app/accounts"
)

// with returns settings with what changed from was to now in a session beside: a
// three-way merge. A form is taken whole, with its project and the image made of it;
// preferences one by one; what is remembered joins what was remembered beside.
func (s settings) with(was, now settings) settings {
	if !reflect.DeepEqual([]any{was.Form, was.Project, was.Made}, []any{now.Form, now.Project, now.Made}) {
		s.Form, s.Project, s.Made = now.Form, now.Project, now.Made
	}
	if !reflect.DeepEqual(was.Cloud, now.Cloud) {
		s.Cloud = now.Cloud
	}
	s.Preferences = s.Preferences.with(was.Preferences, now.Preferences)

	s.Accounts = newestFirst(s.Accounts, was.Accounts, now.Accounts, accounts.MaxKnown, itself[accounts.Account])
	s.Recent = newestFirst(s.Recent, was.Recent, now.Recent, maxRecent, itself[string])
	s.Pushes = newestFirst(s.Pushes, was.Pushes, now.Pushes, mostPushes, PastPush.Pinned)

	s.Accepted = mergedMap(s.Accepted, was.Accepted, now.Accepted)
	s.Originals = mergedMap(s.Originals, was.Originals, now.Originals)
	s.Copies = mergedMap(s.Copies, was.Copies, now.Copies)
	s.SkipsPreparing = mergedMap(s.SkipsPreparing, was.SkipsPreparing, now.SkipsPreparing)
	s.NoPassphrase = mergedMap(s.NoPassphrase, was.NoPassphrase, now.NoPassphrase)
	s.DomainFiles = mergedMap(s.DomainFiles, was.DomainFiles, now.DomainFiles)
	return s
}

// with is settings.with for preferences. Of the lists among them, single entries are
// added and removed.
func (p Preferences) with(was, now Preferences) Preferences {
	all := p
	before, after, to := reflect.ValueOf(was), reflect.ValueOf(now), reflect.ValueOf(&all).Elem()
	for i := range to.NumField() {
		if !reflect.DeepEqual(before.Field(i).Interface(), after.Field(i).Interface()) {
			to.Field(i).Set(after.Field(i))
		}
	}
	all.Bypass = mergedSet(p.Bypass, was.Bypass, now.Bypass)
	all.PlainHTTP = mergedSet(p.PlainHTTP, was.PlainHTTP, now.PlainHTTP)
	all.LabDone = mergedSet(p.LabDone, was.LabDone, now.LabDone)
	return all
}

func itself[T any](t T) T { return t }

// newestFirst returns a list with what was put at its front, or removed, from was to now:
// at most so many of it. Two entries of one key are one thing.
func newestFirst[T any, K comparable](list, was, now []T, most int, key func(T) K) []T {
	has := func(list []T, t T) bool {
		return slices.ContainsFunc(list, func(other T) bool { return key(other) == key(t) })
	}
	put := now[:len(now)-untouched(was, now)]
	stays := slices.DeleteFunc(slices.Clone(list), func(t T) bool {
		return has(put, t) || has(was, t) && !has(now, t)
	})
	all := slices.Concat(put, stays)
	return all[:min(len(all), most)]
}

// untouched returns how many entries at the end of a list stood in this order in the one
// that it was.
func untouched[T any](was, now []T) (n int) {
	at := len(was) - 1
	for ; n < len(now); n++ {
		for at >= 0 && !reflect.DeepEqual(was[at], now[len(now)-1-n]) {
			at--
		}
		if at < 0 {
			break
		}
		at--
	}
	return n
}

// mergedSet returns a list with what was added to was, or removed from it.
func mergedSet[T comparable](list, was, now []T) []T {
	all := slices.DeleteFunc(slices.Clone(list), func(t T) bool { return slices.Contains(was, t) && !slices.Contains(now, t) })
	for _, t := range now {
		if !slices.Contains(was, t) && !slices.Contains(all, t) {
			all = append(all, t)
		}
	}
	return all
}

// mergedMap is mergedSet for a map, in which a value may be another too.
func mergedMap[M ~map[K]V, K comparable, V any](all, was, now M) M {
	all = maps.Clone(all)
	if all == nil {
		all = M{}
	}
	maps.DeleteFunc(all, func(k K, _ V) bool {
		_, before := was[k]
		_, after := now[k]
		return before && !after
	})
	for k, v := range now {
		if before, there := was[k]; !there || !reflect.DeepEqual(before, v) {
			all[k] = v
		}
	}
	return all
}
