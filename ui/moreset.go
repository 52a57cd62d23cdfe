package ui

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"auximage/app/form"
	"auximage/app/words"
	"auximage/imaging"
)

// setIn returns what of the section More is not as it is by default, by the names of
// the fields; empty for nothing.
func setIn(f form.Form) string {
	var all []string
	if f.KeepsBase() {
		all = append(all, words.L("Keep the image's base"))
	} else if f.CustomBase {
		all = append(all, valueSet(words.L("Custom Base Image to Use"), f.BaseRef+f.BaseFile, ""), valueSet(words.L("Pull user name"), f.BaseUser, ""))
	}
	if f.AlwaysPull {
		all = append(all, words.L("Always Pull Base Image"))
	}
	all = append(all, valueSet(words.L("Platforms"), strings.Join(f.Platforms, ", "), imaging.DefaultPlatform), valueSet(words.L("Labels"), labelText(f.Labels), ""))
	if f.OpenShift {
		all = append(all, words.L("Make Image Compatible with OpenShift"))
	}
	if f.OnPV {
		all = append(all, words.L("The domain lives on a persistent volume: a domain creation image"))
	}
	homes := imaging.Homes{}.Resolved()
	all = append(all, valueSet(words.L("File System Owner"), f.OwnerUser, strconv.Itoa(imaging.DefaultUser)), valueSet(words.L("File System Group"), f.OwnerGroup, "0"),
		valueSet(words.L("WDT Home Directory"), f.WDTHome, homes.WDT), valueSet(words.L("Model Home Directory"), f.ModelHome, homes.Model))
	return listed(slices.DeleteFunc(all, func(s string) bool { return s == "" })...)
}

// valueSet returns a field by its name and what it says, empty where that is what an
// empty one stands for.
func valueSet(name, value, byDefault string) string {
	if cmp.Or(value, byDefault) == byDefault {
		return ""
	}
	return words.Labelled(name, value)
}
