package wdt

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"net/http"
	"net/url"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
	"auximage/imaging/transport"
)

// Download fetches a release into a folder and returns the path of the
// installer, which was checked: size and digest where they are known, and
// always that it is a whole, good installer. No other file is ever overwritten:
// where weblogic-deploy.zip is another one, the name gets the version.
//
// Until then the content has a hidden name of its own. One that a killed run
// left behind is continued when the server still has the same content; of a
// run that ended otherwise it stays only when the connection was lost. The
// error is a report.Finding or the context's.
func (r Releases) Download(ctx context.Context, release Release, dir string, progress report.Listener) (path string, err error) {
	if err := writable(dir); err != nil {
		return "", err
	}
	address, err := url.Parse(release.URL)
	if err != nil {
		return "", report.Fault(CodeBadMirror, nil, report.Args{"Address": release.URL})
	}
	d := &fetch{Releases: r, release: release, host: address.Host, dir: dir}
	d.total.Store(release.Size)
	ctx = transport.WithItem(ctx, transport.Item{Phase: report.Download, Name: fileName, Listener: func(p report.Progress) {
		p.Total = d.total.Load()
		progress.Tell(p)
	}})
	defer func() { d.leave(err) }()
	path, err = d.run(ctx)
	if err == nil {
		size := d.total.Load()
		progress.Tell(report.Progress{Phase: report.Download, Item: fileName, State: report.Finished, Done: size, Total: size})
	}
	return path, err
}

// fetch is one download.
type fetch struct {
	Releases
	release Release
	host    string
	dir     string
	total   atomic.Int64 // bytes; 0 while unknown
	part    *part        // what is there so far; nil for nothing
}

// run fetches and checks. What proves wrong may have been wrong before it was
// continued, or become so on its way: it is fetched once more from its beginning.
func (d *fetch) run(ctx context.Context) (string, error) {
	d.part = adopt(d.dir)
	again := true
	for {
		if err := d.fetchMissing(ctx); err != nil {
			return "", err
		}
		path, err := d.finish(ctx)
		if err == nil || !again || ctx.Err() != nil || !isContent(err) {
			return path, err
		}
		again = false
		d.drop()
	}
}

// fetchMissing asks for what is missing until all of it is there.
func (d *fetch) fetchMissing(ctx context.Context) error {
	for {
		if d.part != nil && d.release.Size > 0 && d.part.size >= d.release.Size {
			return nil // finish judges it
		}
		err := d.ask(ctx)
		if err == nil || !transport.Waited(err) {
			return err
		}
	}
}

// ask sends one request and writes what it brings.
func (d *fetch) ask(ctx context.Context) error {
	header := http.Header{}
	if d.part != nil && d.part.size > 0 {
		header.Set("Range", "bytes="+strconv.FormatInt(d.part.size, 10)+"-")
		header.Set("If-Range", d.part.tag)
	}
	res, err := d.send(ctx, http.MethodGet, d.release.URL, header, follow)
	if err != nil {
		return err
	}
	defer func() { _ = res.Body.Close() }()
	switch {
	case exchange.IsPage(res):
		return webPage(res)
	case res.StatusCode == http.StatusRequestedRangeNotSatisfiable && d.part != nil:
		if total, ok := totalOf(res); ok && total == d.part.size {
			d.total.Store(total)
			return nil
		}
		d.drop() // longer than the file: another file
		return d.ask(ctx)
	case res.StatusCode == http.StatusPartialContent && d.part != nil && d.continues(res):
		if total, ok := totalOf(res); ok {
			d.total.Store(total)
		}
	case res.StatusCode == http.StatusOK:
		d.drop()
		if d.part, err = create(d.dir, res.Header.Get("ETag")); err != nil {
			return err
		}
		if res.ContentLength > 0 {
			d.total.Store(res.ContentLength)
		}
	default:
		return refusal(res)
	}
	return d.appendBody(res)
}

// continues tells whether an answer goes on where the part ends, and is of the
// same content.
func (d *fetch) continues(res *http.Response) bool {
	tag := res.Header.Get("ETag")
	return strings.HasPrefix(res.Header.Get("Content-Range"), "bytes "+strconv.FormatInt(d.part.size, 10)+"-") &&
		(tag == "" || tag == d.part.tag)
}

// totalOf returns the whole content's size from "bytes 10-99/100" or "bytes */100".
func totalOf(res *http.Response) (int64, bool) {
	_, total, _ := strings.Cut(res.Header.Get("Content-Range"), "/")
	n, err := strconv.ParseInt(total, 10, 64)
	return n, err == nil && n > 0
}

// appendBody appends an answer's body to the part. More than was announced is not
// taken in.
func (d *fetch) appendBody(res *http.Response) error {
	source := io.Reader(res.Body)
	if d.release.Size > 0 {
		source = io.LimitReader(source, d.release.Size-d.part.size+1)
	}
	err := d.part.append(source)
	if err == nil || errors.Is(err, context.Canceled) {
		return err
	}
	if transport.Waited(err) {
		if d.part.tag == "" {
			d.drop() // nothing tells that the rest would be of the same content
		}
		return err
	}
	return named(err, d.host)
}

// finish checks the content, gives it its name and returns the path.
func (d *fetch) finish(ctx context.Context) (string, error) {
	version, err := d.check(ctx)
	if err != nil {
		return "", err
	}
	path, err := d.part.publish(d.dir, version)
	if err != nil {
		return "", err
	}
	d.total.Store(d.part.size)
	d.part = nil
	return path, nil
}

// check judges what is on disk and returns the version of the installer.
func (d *fetch) check(ctx context.Context) (string, error) {
	size := d.release.Size
	if size == 0 {
		size = d.total.Load()
	}
	page := d.startsAsPage() // Open says so
	if size > 0 && d.part.size != size && !page {
		return "", d.wrong(CodeWrongSize, report.Args{"Size": int(d.part.size), "Want": int(size)})
	}
	if want := d.release.Digest; want != "" && !page {
		digest, err := d.part.digest()
		if err != nil {
			return "", err
		}
		if digest != want {
			return "", d.wrong(CodeWrongDigest, report.Args{"Digest": digest, "Want": want})
		}
	}
	installer, err := Open(d.part.path)
	if err != nil {
		return "", d.unlike(err)
	}
	defer func() { _ = installer.Close() }()
	if err := installer.Verify(ctx); err != nil {
		return "", d.unlike(err)
	}
	return installer.Version, nil
}

// startsAsPage tells whether a page came in place of the installer, although
// it was not announced as one. Then its size is not what is wrong.
func (d *fetch) startsAsPage() bool {
	start := make([]byte, 1)
	n, _ := d.part.file.ReadAt(start, 0) // nothing is no page
	return n == 1 && start[0] == '<'
}

// unlike names the file in a finding about the content as it would be named:
// the hidden name is soon gone.
func (d *fetch) unlike(err error) error {
	f, ok := report.Of(err)
	if !ok {
		return err
	}
	f.File = filepath.Join(d.dir, fileName)
	return f
}

func (d *fetch) wrong(code report.Code, args report.Args) error {
	args["Host"] = d.host
	return report.Finding{Code: code, Severity: report.Error, Args: args}
}

// isContent tells a fault of the content from one of folder, network or server.
func isContent(err error) bool {
	f, ok := report.Of(err)
	return ok && (f.Code == CodeWrongSize || f.Code == CodeWrongDigest || f.File != "" && !isFolder(f.Code))
}

func isFolder(code report.Code) bool {
	return code == CodeFolderMissing || code == CodeFolderReadOnly || code == CodeDiskFull || code == CodeNotWritten
}

// drop removes the part.
func (d *fetch) drop() {
	if d.part != nil {
		d.part.remove()
		d.part = nil
	}
}

// leave ends the work on a part that got no name: it stays for the next time
// when the connection was lost, and only then.
func (d *fetch) leave(err error) {
	if f, ok := report.Of(err); ok && d.part != nil && d.part.tag != "" && transport.Transient(f.Code) {
		_ = d.part.file.Close() // checked when it is continued
		return
	}
	d.drop()
}

// digestOf returns the digest of all that a reader gives, as "sha256:…".
func digestOf(r io.Reader) (string, error) {
	hash := sha256.New()
	if _, err := io.Copy(hash, r); err != nil {
		return "", err
	}
	return "sha256:" + hex.EncodeToString(hash.Sum(nil)), nil
}
