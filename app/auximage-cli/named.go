package main

import (
	"os"
	"path/filepath"
	"slices"
	"strings"

	"auximage/app/cmdline"
	"auximage/imaging"
	"auximage/imaging/report"
)

// checkNamed returns which image of the line can be none, before anything is asked.
func checkNamed(l *cmdline.Line) error {
	platform := ""
	if l.Looks() && len(l.Form.Platforms) > 0 {
		platform = l.Form.Platforms[0]
	}
	named := []string{l.Change, l.Form.BaseRef}
	if l.Given("primary") {
		named = append(named, l.Form.PrimaryTag)
	}
	if l.Looks() {
		named = append(named, l.Images()...)
	}
	for _, from := range named {
		if from == "" {
			continue
		}
		if err := imaging.CheckNamed(from, platform); err != nil {
			return err
		}
	}
	if l.Command == cmdline.Extract {
		return checkFolder(l)
	}
	return nil
}

// ofFiles are the endings of what a model home holds.
var ofFiles = []string{".yaml", ".yml", ".json", ".properties", ".zip"}

// checkFolder returns that a file is named where the folder comes that files are taken
// out to: it would become one of the file's name.
func checkFolder(l *cmdline.Line) error {
	folder := l.Args[1]
	info, err := os.Stat(folder)
	if err == nil && info.IsDir() || err != nil && !slices.Contains(ofFiles, strings.ToLower(filepath.Ext(folder))) {
		return nil
	}
	return report.Finding{Code: codeNoFolderFirst, Severity: report.Error, File: folder, Args: report.Args{"Image": l.Args[0]}}
}
