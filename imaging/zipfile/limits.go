package zipfile

import "auximage/imaging/report"

// Limits say what a zip may be.
type Limits struct {
	Entries int   // most entries
	Size    int64 // most bytes of content over all entries; 0 is no limit
	Ratio   int64 // most bytes of content for each compressed byte, beyond ratioFree

	// Strict refuses what only some systems can unpack (colons, device names,
	// names that collide) and counts sizes and ratio over all entries, not just
	// over those that are read.
	Strict bool
}

// Installer are the limits of a WDT installer, which a release has 435 entries
// in, 31 MB, and deflates by a third.
var Installer = Limits{
	Entries: 1 << 17, // twice what a zip without zip64 can hold; some 30 MB of memory
	Size:    1 << 30, // thirty times a release, inflated in two seconds
	Ratio:   100,     // text deflates 5 to 20 times, a bomb a thousand times
	Strict:  true,
}

// Archive are the limits of an application archive: it is copied, never
// unpacked here, and runs on Linux.
var Archive = Limits{
	Entries: 1 << 19, // some 120 MB of memory; exploded applications have tens of thousands
	Ratio:   100,
}

// ratioFree are the bytes of content that no ratio is asked of: a small file of
// blanks is no bomb.
const ratioFree = 1 << 20

// checkRatio refuses entries that inflate too far, alone or taken together. The
// sizes are those of the directory, which no reader here goes beyond.
func (l Limits) checkRatio(entries ...Entry) error {
	var size, compressed int64
	for _, e := range entries {
		if e.Size > ratioFree && (e.Size-ratioFree)/l.Ratio > e.Compressed {
			return report.Finding{Code: CodeRatio, Severity: report.Error, File: e.path,
				Args: report.Args{"Entry": printable(e.Name), "Limit": int(l.Ratio)}}
		}
		size, compressed = size+e.Size, compressed+e.Compressed
	}
	if size > ratioFree && (size-ratioFree)/l.Ratio > compressed {
		return report.Finding{Code: CodeRatio, Severity: report.Error, File: entries[0].path, Args: report.Args{"Limit": int(l.Ratio)}}
	}
	return nil
}
