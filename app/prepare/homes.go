package prepare

import (
	"os"
	"os/exec"
	"path/filepath"
	"runtime"

	"auximage/imaging/report"
)

// Homes are what prepareModel runs with.
type Homes struct {
	Java   string // JAVA_HOME of a JDK
	Oracle string // the Oracle home of a WebLogic Server installation
}

// FindHomes returns what JAVA_HOME and ORACLE_HOME name, and in place of the first the
// home of the java on the PATH; empty where they name nothing that serves.
func FindHomes() Homes {
	var h Homes
	if java := os.Getenv("JAVA_HOME"); checkJava(java) == nil {
		h.Java = java
	} else {
		h.Java = javaOnPath()
	}
	if oracle := os.Getenv("ORACLE_HOME"); checkOracle(oracle) == nil {
		h.Oracle = oracle
	}
	return h
}

// javaOnPath returns the home of the java on the PATH, empty where there is none or only a
// stand-in for one, as macOS has it: a home has a file release.
func javaOnPath() string {
	java, err := exec.LookPath("java")
	if err != nil {
		return ""
	}
	if java, err = filepath.EvalSymlinks(java); err != nil {
		return ""
	}
	home := filepath.Dir(filepath.Dir(java))
	if checkFile(CodeNoJava, home, filepath.Join(home, "release")) != nil || checkJava(home) != nil {
		return ""
	}
	return home
}

// Or returns the homes, with another's in place of each that cannot serve.
func (h Homes) Or(other Homes) Homes {
	if checkJava(h.Java) != nil && other.Java != "" {
		h.Java = other.Java
	}
	if checkOracle(h.Oracle) != nil && other.Oracle != "" {
		h.Oracle = other.Oracle
	}
	return h
}

// Check returns a Finding that names the home which cannot serve.
func (h Homes) Check() error {
	if err := checkJava(h.Java); err != nil {
		return err
	}
	return checkOracle(h.Oracle)
}

func checkJava(home string) error {
	java := filepath.Join(home, "bin", "java")
	if runtime.GOOS == "windows" {
		java += ".exe"
	}
	return checkFile(CodeNoJava, home, java)
}

// checkOracle looks for the jar that the tool's Jython comes from.
func checkOracle(home string) error {
	return checkFile(CodeNoOracle, home, filepath.Join(home, "wlserver", "server", "lib", "weblogic.jar"))
}

func checkFile(code report.Code, home, file string) error {
	info, err := os.Stat(file)
	if home == "" || err != nil || !info.Mode().IsRegular() {
		return report.Fault(code, err, report.Args{"Path": home})
	}
	return nil
}
