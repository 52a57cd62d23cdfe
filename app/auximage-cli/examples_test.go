package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"auximage/app/cmdline"
)

// written is a command of this program in a text that people copy from.
type written struct {
	file  string
	words []string
	part  bool // what stands there is not all: …
}

// begins is how a command begins.
var begins = regexp.MustCompile("auximage-cli (push|check|save|show|extract|diff|tags)\\b[^\n`]*")

// word is one of a command: quoted or not, or what ends it.
var word = regexp.MustCompile(`"[^"]*"|'[^']*'|[^\s"']+`)

// commandsIn returns the commands in a text; lines that end with a backslash go on.
func commandsIn(file, text string) (all []written) {
	text = regexp.MustCompile(`\\\n\s*`).ReplaceAllString(text, " ")
	for _, line := range begins.FindAllString(text, -1) {
		c := written{file: file}
		for _, w := range word.FindAllString(line, -1)[1:] {
			if slices.Contains([]string{"|", ">", "<", "&&", ";", "||"}, w) {
				break
			}
			if c.part = c.part || strings.ContainsAny(w, "…[|"); !strings.ContainsAny(w, "…[") {
				c.words = append(c.words, strings.Trim(w, `"',;.:)`))
			}
		}
		c.part = c.part || len(c.words) < 2 || slices.Contains(c.words, "--help") // it is spoken of
		all = append(all, c)
	}
	return all
}

// document returns a text of the repository.
func document(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

// documents returns the commands of all texts, by file.
func documents(t *testing.T) (all []written) {
	t.Helper()
	for _, pattern := range []string{"README.md", ".github/*.md", ".github/examples/Jenkinsfile", ".github/examples/*.yml"} {
		paths, err := filepath.Glob(filepath.Join("..", "..", filepath.FromSlash(pattern)))
		if err != nil || len(paths) == 0 {
			t.Fatalf("%s: %v", pattern, err)
		}
		for _, path := range paths {
			all = append(all, commandsIn(path, document(t, path))...)
		}
	}
	return all
}

func TestEachCommandInTheDocumentsIsTaken(t *testing.T) {
	whole := 0
	for _, c := range documents(t) {
		if !c.part {
			for i := range c.words {
				c.words[i] = strings.Replace(c.words[i], "$TAG", "localhost:1/a/b:v1", 1) // of the pipeline
			}
			parse(t, c.words)
			whole++
			continue
		}
		found, _, err := cmdline.Tree(nil).Find(c.words[:1])
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range c.words {
			if flag, is := strings.CutPrefix(w, "--"); is && flag != "help" && (found.Flags().Lookup(flag) == nil || found.Flags().Lookup(flag).Hidden) {
				t.Errorf("%s: %s has no --%s: %q", c.file, c.words[0], flag, c.words)
			}
		}
	}
	if whole < 4 {
		t.Errorf("only %d whole commands were found", whole)
	}
}

// kubernetesJob is as much of a Job as the example has; the names are those of the
// API's batch/v1 and core/v1.
type kubernetesJob struct {
	APIVersion string `yaml:"apiVersion"`
	Kind       string
	Metadata   struct{ Name string }
	Spec       struct {
		BackoffLimit int `yaml:"backoffLimit"`
		Template     struct {
			Spec struct {
				RestartPolicy   string `yaml:"restartPolicy"`
				SecurityContext struct {
					RunAsNonRoot bool `yaml:"runAsNonRoot"`
					RunAsUser    int  `yaml:"runAsUser"`
					FSGroup      int  `yaml:"fsGroup"`
				} `yaml:"securityContext"`
				Containers []struct {
					Name, Image  string
					Args         []string
					Env          []struct{ Name, Value string }
					VolumeMounts []struct {
						Name      string
						MountPath string `yaml:"mountPath"`
						ReadOnly  bool   `yaml:"readOnly"`
					} `yaml:"volumeMounts"`
				}
				Volumes []kubernetesVolume
			}
		}
	}
}

type kubernetesVolume struct {
	Name      string
	ConfigMap struct{ Name string } `yaml:"configMap"`
	Secret    struct {
		SecretName string `yaml:"secretName"`
		Items      []struct{ Key, Path string }
	}
	PersistentVolumeClaim struct {
		ClaimName string `yaml:"claimName"`
	} `yaml:"persistentVolumeClaim"`
}

// gitLabJob is as much of a job of GitLab CI as the example has.
type gitLabJob struct {
	Image struct {
		Name       string
		Entrypoint []string
	}
	Script    []string
	Variables map[string]string
}

// strictly reads an example in which no unknown name may be.
func strictly(t *testing.T, name string, into any) {
	t.Helper()
	decoder := yaml.NewDecoder(bytes.NewReader([]byte(document(t, filepath.Join("..", "..", ".github", "examples", name)))))
	decoder.KnownFields(true)
	if err := decoder.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

func TestTheExampleForKubernetesIsAJobThatMountsWhatItNames(t *testing.T) {
	var job kubernetesJob
	strictly(t, "job.yaml", &job)
	pod := job.Spec.Template.Spec
	if job.APIVersion != "batch/v1" || job.Kind != "Job" || job.Metadata.Name == "" || !slices.Contains([]string{"Never", "OnFailure"}, pod.RestartPolicy) || len(pod.Containers) == 0 {
		t.Errorf("no Job: %+v", job)
	}
	for _, c := range pod.Containers {
		parse(t, c.Args)
		for _, m := range c.VolumeMounts {
			if !slices.ContainsFunc(pod.Volumes, func(v kubernetesVolume) bool { return v.Name == m.Name }) {
				t.Errorf("%s mounts %s, which is no volume", c.Name, m.Name)
			}
		}
	}
}

func TestTheExampleForGitLabIsAJobWithAScript(t *testing.T) {
	jobs := map[string]gitLabJob{}
	strictly(t, "gitlab-ci.yml", &jobs)
	for name, job := range jobs {
		if job.Image.Name == "" || len(job.Script) == 0 || len(commandsIn(name, strings.Join(job.Script, "\n"))) == 0 {
			t.Errorf("%s is no job with a command: %+v", name, job)
		}
	}
	if len(jobs) == 0 {
		t.Error("there is no job")
	}
}
