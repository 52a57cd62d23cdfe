// Package kit has the window's widgets, layouts and dialogs. It knows no session
// and no sentence: what a widget says, and what it does, is handed to it.
//
// A widget that draws a value has ShowValue, which calls nothing back, and tells
// of what a person did through the function that it was made with. A key that a
// widget has no use for goes on to the canvas, see PassKey.
//
// Row, Column, Flow, Bordered and Padded lay out; their gaps are counted in the
// theme's paddings, see Gap.
package kit
