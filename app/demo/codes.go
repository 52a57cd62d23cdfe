package demo

import "auximage/imaging/report"

// What this package finds.
const (
	CodeNoBase report.Code = "demo.no-base" // neither a static BusyBox here nor the published one
	CodeNoRoom report.Code = "demo.no-room" // File: the folder for temporary files; Full: its disk. That, or a loopback port, could not be had
)
