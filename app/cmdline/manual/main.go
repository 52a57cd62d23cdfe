// Manual writes what packages put beside auximage-cli: its manual pages and the
// completions for the shells that look for them in folders, as they stand below
// /usr.
package main

import (
	"compress/gzip"
	"context"
	"errors"
	"io"
	"log"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"
	"github.com/spf13/cobra/doc"

	"auximage/app/cmdline"
	"auximage/app/words"
)

// completions are the files of the shells.
var completions = map[string]string{
	"bash": "share/bash-completion/completions/auximage-cli",
	"zsh":  "share/zsh/site-functions/_auximage-cli",
	"fish": "share/fish/vendor_completions.d/auximage-cli.fish",
}

func main() {
	if len(os.Args) != 2 {
		log.Fatal("manual FOLDER")
	}
	if err := manual(os.Args[1]); err != nil {
		log.Fatal(err)
	}
}

// manual writes all files into a folder, in English.
func manual(folder string) error {
	words.Use("en")
	tree := cmdline.Tree(func(context.Context, *cmdline.Line) error { return nil })
	cmdline.Describe(tree)
	for shell, path := range completions {
		err := write(filepath.Join(folder, path), func(to io.Writer) error { return cmdline.Completions[shell](tree, to) })
		if err != nil {
			return err
		}
	}
	return pages(tree, filepath.Join(folder, "share", "man", "man1"))
}

// pages writes the manual page of a command and of those below it, compressed.
// Their date is that of SOURCE_DATE_EPOCH.
func pages(c *cobra.Command, folder string) error {
	page := filepath.Join(folder, name(c)+".1.gz")
	err := write(page, func(to io.Writer) error {
		z, err := gzip.NewWriterLevel(to, gzip.BestCompression)
		if err != nil {
			return err
		}
		header := doc.GenManHeader{Section: "1", Source: "auximage " + c.Root().Version, Manual: "Auxiliary Image Wizard"}
		return errors.Join(doc.GenMan(c, &header, z), z.Close())
	})
	for _, below := range c.Commands() {
		if below.IsAvailableCommand() {
			err = errors.Join(err, pages(below, folder))
		}
	}
	return err
}

// name returns the name of a command's page: auximage-cli-push.
func name(c *cobra.Command) string {
	if !c.HasParent() {
		return c.Name()
	}
	return name(c.Parent()) + "-" + c.Name()
}

// write writes a file, and the folders above it.
func write(path string, content func(io.Writer) error) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	return errors.Join(content(f), f.Close())
}
