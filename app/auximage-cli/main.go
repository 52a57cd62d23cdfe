// Auximage-cli makes an auxiliary image and pushes it: the job of the window
// without a window, for pipelines and for those who measure. It is another
// listener of the same session.
package main

import (
	"context"
	"io"
	"log"
	"os"
	"os/signal"

	"auximage/app/signals"
	"auximage/app/words"
)

func main() {
	log.SetOutput(io.Discard) // net/http logs what a server sends unasked
	words.Use("")
	ctx, stop := signal.NotifyContext(context.Background(), signals.Ending()...)
	context.AfterFunc(ctx, stop) // a second signal ends at once
	ctx, unread := context.WithCancelCause(ctx)
	surviveBrokenPipe()
	os.Exit(run(ctx, os.Args[1:], os.Stdin, watched{os.Stdout, unread}, watched{os.Stderr, unread}))
}
