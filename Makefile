# Everything a build makes goes under build/.
export PATH := $(PATH):/usr/local/go/bin
# As what is taken home is built, so that nothing is compiled twice; and without
# asking git, which answers nobody but the folder's owner: a container's root is another.
export GOFLAGS := $(GOFLAGS) -trimpath -buildvcs=false
SOURCES := $(shell find app ui imaging assets -type f) go.mod go.sum

.PHONY: help run demo test test-registries test-windows test-packages build bench bench-fleet bench-window bench-go package screens clean

help:
	@echo 'make demo    try it out: no account, no network; without a display it walks by itself'
	@echo 'make test    every check there is'
	@echo 'make test-registries  pushes to every registry that can be had'
	@echo 'make test-windows     what has no widgets, for Windows, run by Wine 10 (root, 2 GB)'
	@echo 'make test-packages    installed and started in bare Debian 12 and 13, by rpm, on arm64, in a container (root)'
	@echo 'make run     start the program'
	@echo 'make build   build/auximage and build/auximage-cli'
	@echo 'make bench   what is measured beside its peers (SIZE=S: quickly), make bench-go: function by function'
	@echo 'make bench-fleet  a hundred domains to one registry, beside its peers (DOMAINS=10: quickly)'
	@echo 'make package programs to take away, in build/package/ (FOR=linux: for one system)'
	@echo 'make screens pictures of every screen, in build/screens'
	@echo 'make clean   remove build/'

run:
	@.ci/install build
	go run ./app

demo:
	@.ci/demo

test:
	@.ci/test

test-registries:
	@.ci/registries

test-windows:
	@.ci/windows

test-packages:
	@.ci/roots

build: build/auximage build/auximage-cli

build/auximage: $(SOURCES)
	@.ci/install build
	go build -o $@ ./app

build/auximage-cli: $(SOURCES)
	CGO_ENABLED=0 go build -ldflags '-s -w' -o $@ ./app/auximage-cli

SIZE := S,M,L

# Ours and its peers side by side: build/bench.md. SIZE=S takes three minutes at most;
# with size L the window is measured too.
bench: build/auximage-cli build/bench/crane
	@.ci/install bench
	CGO_ENABLED=0 go build -C .ci/bench -o $(CURDIR)/build/bench/bench .
	PATH="$(CURDIR)/build/tools/usr/bin:$(CURDIR)/build/tools/usr/sbin:$(PATH)" build/bench/bench -sizes $(SIZE)
ifneq (,$(findstring L,$(SIZE)))
	@$(MAKE) --no-print-directory bench-window
	cat build/bench/window.md >>build/bench.md
endif

DOMAINS := 100

# The first pushes of a fleet, ours and its peers: build/fleet/bench.md.
bench-fleet: build/auximage-cli build/bench/crane
	@.ci/install bench
	CGO_ENABLED=0 go build -C .ci/bench -o $(CURDIR)/build/bench/bench .
	PATH="$(CURDIR)/build/tools/usr/bin:$(CURDIR)/build/tools/usr/sbin:$(PATH)" build/bench/bench -fleet $(DOMAINS) -out build/fleet

# How soon the window is there, whether it stays alive, and what the programs weigh.
bench-window: build/auximage build/auximage-cli
	@.ci/install build show test
	mkdir -p build/bench
	go build -C .ci/bench -tags window -o $(CURDIR)/build/bench/empty ./empty
	go test -c -tags window -o build/bench/window ./app
	cd app && PATH="$(CURDIR)/build/tools/usr/bin:$(PATH)" ../.ci/keyring ../.ci/desktop ../build/bench/window -test.run '^$$' -test.bench Window -test.benchtime 1x \
	  -program ../build/auximage -command ../build/auximage-cli -empty ../build/bench/empty -results ../build/bench/window.md

build/bench/crane:
	CGO_ENABLED=0 GOBIN=$(CURDIR)/build/bench go install github.com/google/go-containerregistry/cmd/crane@v0.22.1

bench-go:
	CGO_ENABLED=0 go test -run '^$$' -bench . -benchmem ./imaging/... ./app/session/...

package:
	@.ci/package $(FOR)

# Pictures of every screen in each language, look and size, and a sheet with all
# of them for each.
screens:
	rm -rf build/screens
	CGO_ENABLED=0 go test -tags ci -timeout 2h ./ui -run EveryScreen -args -screens $(CURDIR)/build/screens

clean:
	rm -rf build
