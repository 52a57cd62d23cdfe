package zipfile

import (
	"cmp"
	"io"
	"slices"
)

// VerifyStream does what Verify does with the file's bytes as somebody reads them,
// from the first to the last: one entry after the other, in the order in which
// they stand. It reads r to its end, unless something is wrong.
func (f *File) VerifyStream(r io.Reader) error {
	inPlace := slices.SortedFunc(slices.Values(f.Entries), func(a, b Entry) int { return cmp.Compare(a.offset, b.offset) })
	at := int64(0)
	for _, e := range inPlace {
		begin, err := f.Offset(e)
		if err != nil {
			return err
		}
		if _, err := io.CopyN(io.Discard, r, begin-at); err != nil {
			return err
		}
		if err := f.verifyNext(r, e); err != nil {
			return err
		}
		at = begin + e.Compressed
	}
	_, err := io.Copy(io.Discard, r)
	return err
}

// verifyNext reads an entry's bytes, of which a bomb's are passed over.
func (f *File) verifyNext(r io.Reader, e Entry) error {
	raw := io.LimitReader(r, e.Compressed)
	if f.limits.checkRatio(e) == nil {
		content := Inflate(raw, e)
		defer func() { _ = content.Close() }()
		if _, err := io.Copy(io.Discard, content); err != nil {
			return err
		}
	}
	_, err := io.Copy(io.Discard, raw)
	return err
}
