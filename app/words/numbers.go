package words

import (
	"fmt"
	"reflect"
	"strings"
	"time"

	"golang.org/x/text/number"

	"auximage/imaging/exchange"
	"auximage/imaging/report"
)

var sizes = []struct {
	key    string
	bytes  float64
	digits int
}{
	{"size.kB", 1e3, 0},
	{"size.MB", 1e6, 1},
	{"size.GB", 1e9, 1},
	{"size.TB", 1e12, 1},
}

// Bytes returns a size as a person reads it in the language in use, "21.2 MB", "21,2 Mo".
func Bytes(n int64) string {
	if n < 1000 {
		return N("size.bytes", int(n))
	}
	unit := sizes[0]
	for _, larger := range sizes[1:] {
		if float64(n) >= 0.9995*larger.bytes { // 999.9 kB would be rounded to 1,000 kB
			unit = larger
		}
	}
	value := number.Decimal(float64(n)/unit.bytes, number.Scale(unit.digits))
	return L(unit.key, report.Args{"Value": speaking.Load().numbers.Sprint(value)})
}

// Rate returns bytes a second, "1.5 MB/s", "1,5 Mo/s"; empty for none.
func Rate(bytesPerSecond float64) string {
	if bytesPerSecond < 1 {
		return ""
	}
	return L("size.rate", report.Args{"Size": Bytes(int64(bytesPerSecond))})
}

// Count returns a whole number, "12,345", "12 345".
func Count(n int) string {
	t := speaking.Load()
	if base, _ := t.tag.Base(); n < 10_000 && fromFive[base.String()] {
		return t.numbers.Sprint(number.Decimal(n, number.NoSeparator()))
	}
	return t.numbers.Sprint(number.Decimal(n))
}

// fromFive are the languages that group the digits of numbers of five digits and
// more: CLDR's minimumGroupingDigits, which golang.org/x/text does not know.
var fromFive = map[string]bool{"es": true, "it": true}

// Duration returns a stretch of time in its two largest units, rounded up to
// whole seconds: "45 s", "2 min 05 s", "1 h 02 min".
func Duration(d time.Duration) string {
	seconds := int((max(d, 0) + time.Second - 1) / time.Second)
	switch minutes := seconds / 60; {
	case minutes == 0:
		return L("duration.seconds", report.Args{"Seconds": seconds})
	case minutes < 60:
		return L("duration.minutes", report.Args{"Minutes": minutes, "Seconds": fmt.Sprintf("%02d", seconds%60)})
	default:
		return L("duration.hours", report.Args{"Hours": minutes / 60, "Minutes": fmt.Sprintf("%02d", minutes%60)})
	}
}

// Clock returns the time of day to the second.
func Clock(t time.Time) string { return t.Format(L("time.clock")) }

// Date returns the day and the time to the minute.
func Date(t time.Time) string { return t.Format(L("time.date")) }

// Changed returns when something was changed last as file lists show it: the time of
// today, else the day.
func Changed(at, now time.Time) string {
	at, now = at.Local(), now.Local()
	if at.YearDay() == now.YearDay() && at.Year() == now.Year() {
		return at.Format(L("time.today"))
	}
	return at.Format(L("time.day"))
}

// shown returns the values that a sentence names as a person reads them: an
// int64 is a size in bytes, an int a count, a time a date; a finding is its sentence in
// the language of now, several are how many they are. Texts, which others may
// have written, are one line of plain characters.
func shown(values any) map[string]any {
	var from map[string]any
	switch v := values.(type) {
	case report.Args:
		from = v
	case map[string]any:
		from = v
	case map[string]string:
		from = make(map[string]any, len(v))
		for name, value := range v {
			from[name] = value
		}
	}
	out := make(map[string]any, len(from)+1)
	for name, value := range from {
		switch v := value.(type) {
		case int64:
			out[name] = size(v)
		case int:
			out[name] = count(v)
		case time.Duration:
			out[name] = Duration(v)
		case time.Time:
			out[name] = Date(v)
		case []string:
			out[name] = exchange.Plain(strings.Join(v, ", "))
		case report.Finding:
			out[name] = Of(v).Sentence
		case []report.Finding:
			out[name] = Found(v)
		case error, fmt.Stringer:
			out[name] = exchange.Plain(fmt.Sprint(v))
		default:
			out[name] = plain(v)
		}
	}
	return out
}

// plain returns a value, of any type of text as plain characters.
func plain(value any) any {
	if reflect.ValueOf(value).Kind() == reflect.String {
		return exchange.Plain(fmt.Sprint(value))
	}
	return value
}

// size and count are written as the language writes them, and count as nothing
// in a condition of a sentence when they are 0.
type (
	size  int64
	count int
)

func (s size) String() string  { return Bytes(int64(s)) }
func (c count) String() string { return Count(int(c)) }
