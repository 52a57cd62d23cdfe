package dictionary

import (
	"cmp"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"
)

// reader turns files into folders; what many share, it makes once.
type reader struct {
	files fs.FS
	spans map[string]*span
}

// category returns a category with those that it contains, nil when the
// installer has no such file.
func (r *reader) category(name string) (*folder, error) {
	return r.nested(name, 0)
}

// maxContained is how deep categories may contain each other; those of releases
// do so twice.
const maxContained = 8

func (r *reader) nested(name string, depth int) (*folder, error) {
	text, err := fs.ReadFile(r.files, fileOf(name))
	if err != nil {
		if isAbsent(err) {
			return nil, nil
		}
		return nil, err
	}
	var raw rawFolder
	if err := json.Unmarshal(text, &raw); err != nil {
		return nil, fmt.Errorf("%s: %w", fileOf(name), err)
	}
	if depth > maxContained {
		return nil, fmt.Errorf("%s: categories contain each other without end", fileOf(name))
	}
	return r.folder(name, raw, depth)
}

func (r *reader) folder(name string, raw rawFolder, depth int) (*folder, error) {
	f := &folder{name: name, folders: make(map[string]*folder, len(raw.Folders)), attributes: make(map[string][]attribute, len(raw.Attributes))}
	f.scopes = r.scopes(raw)
	for child, below := range raw.Folders {
		made, err := r.folder(child, below, depth)
		if err != nil {
			return nil, err
		}
		f.folders[child] = made
	}
	for _, contained := range raw.Contains {
		made, err := r.nested(contained, depth+1)
		if err != nil {
			return nil, err
		}
		if made != nil {
			f.folders[contained] = made
		}
	}
	for attribute, entries := range raw.Attributes {
		f.attributes[attribute] = r.attribute(entries)
	}
	return f, nil
}

// scopes returns where a folder is valid: what its folder_params say, each on
// top of what stands in the folder itself.
func (r *reader) scopes(raw rawFolder) []scope {
	made := func(version, mode, child string) scope {
		return scope{span: r.span(version), offline: offline(mode), kind: kinds[child]}
	}
	if len(raw.Params) == 0 {
		return []scope{made(raw.Version, raw.Mode, raw.Kind)}
	}
	var all []scope
	for _, p := range raw.Params {
		all = append(all, made(or(p.Version, raw.Version), or(p.Mode, raw.Mode), or(p.Kind, raw.Kind)))
	}
	return all
}

func or(text *string, otherwise string) string {
	if text != nil {
		return *text
	}
	return otherwise
}

func (r *reader) attribute(entries []rawAttribute) []attribute {
	all := make([]attribute, len(entries))
	for i, e := range entries {
		all[i] = attribute{
			span:     r.span(e.Version),
			offline:  offline(e.Mode),
			kind:     intern(whenOffline(cmp.Or(e.Preferred, e.Type))),
			path:     strings.EqualFold(whenOffline(strings.Trim(string(e.Path), `"`)), "true"),
			setter:   whenOffline(e.Setter) != "",
			fallback: cmp.Or(scalar(e.Default), scalar(e.Value.Default)),
		}
	}
	return all
}

func (r *reader) span(text string) *span {
	if s, made := r.spans[text]; made {
		return s
	}
	s := parseSpan(text)
	r.spans[text] = &s
	return &s
}

func offline(mode string) bool { return mode == "" || mode == "both" || mode == "offline" }

// whenOffline takes the first part of each ${offline:online}, again while there
// is one.
func whenOffline(text string) string {
	for {
		start := strings.Index(text, "${")
		if start < 0 {
			return text
		}
		middle := strings.IndexByte(text[start:], ':')
		end := strings.IndexByte(text[start:], '}')
		if middle < 0 || end < middle {
			return text
		}
		text = text[:start] + text[start+2:start+middle] + text[start+end+1:]
	}
}

// scalar returns a default that is a number, a truth value or a short text;
// others nobody asks for.
func scalar(raw json.RawMessage) string {
	text := strings.Trim(string(raw), `"`)
	if len(text) > 16 || text == "null" || strings.ContainsAny(text, "{[$") {
		return ""
	}
	return intern(text)
}
