// Package snakeyaml reads YAML as SnakeYAML 2.3 does, the parser of WebLogic
// Deploy Tooling 4 (its options: safe, no duplicate keys, no comments).
//
//	Documents   the documents of a text, or the first Problem
//	Constructs  whether a scalar's tag and text make a value
//
// A reader of YAML 1.2, or of what libyaml makes of 1.1, takes models that the
// deploy tooling refuses and refuses models that it takes: tabs between tokens
// and in block text, %YAML 1.2, ? and : in flow collections, octal and
// sexagesimal numbers, yes and no. The rules are those of the YAML 1.1
// specification (yaml.org/spec/1.1) with SnakeYAML's documented departures; where
// it departs, a comment says so.
//
// Nodes are yaml.v3's, with tags resolved by YAML 1.1.
package snakeyaml
