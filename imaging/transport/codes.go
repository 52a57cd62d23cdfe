package transport

import "auximage/imaging/report"

// What this package finds.
const (
	CodePlainHTTP report.Code = "transport.plain-http" // Host
	CodeBadProxy  report.Code = "transport.bad-proxy"  // URL
	CodeBadCA     report.Code = "transport.bad-ca"     // File
)
