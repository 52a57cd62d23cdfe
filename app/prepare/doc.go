// Package prepare runs the prepareModel tool of WebLogic Deploy Tooling as a
// child process, for those who answer Yes. It needs what the tool needs: a JDK
// and an Oracle home. The files it is given stay as they are; what the tool
// made of them is offered beside them.
//
//	prepare  Run: unpack, stage, start, wait, collect
//	stage    the person's files as the tool takes them
//	result   what the tool made, beside what it was made from
//	homes    the JDK and the Oracle home: found, checked
//	unpack   the installer in a private folder
//	child    a process that ends together with its children
package prepare
