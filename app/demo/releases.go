package demo

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"net/http"
	"sync"
	"time"

	"auximage/imaging/wdt/standin"
)

// Where the WDT releases are.
const (
	releaseAPI   = "api.github.com/repos/oracle/weblogic-deploy-tooling/releases/latest"
	releaseFiles = "github.com/oracle/weblogic-deploy-tooling/releases/"
	releaseTag   = "release-" + standin.DefaultVersion
	releaseZip   = "weblogic-deploy.zip"
)

// standIn returns the installer that every try-out of this run serves: making
// its 21 MB takes a second.
var standIn = sync.OnceValues(func() ([]byte, error) {
	var installer bytes.Buffer
	err := standin.WDTZip(&installer, standin.WDTOptions{Full: true, TryOut: true})
	return installer.Bytes(), err
})

// serveReleases serves the one release there is, the stand-in, as GitHub does.
func serveReleases(mux *http.ServeMux) error {
	installer, err := standIn()
	if err != nil {
		return err
	}
	digest := sha256.Sum256(installer)
	etag := `"` + hex.EncodeToString(digest[:8]) + `"`
	file := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("ETag", etag)
		w.Header().Set("Content-Type", "application/zip")
		http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(installer))
	}
	mux.HandleFunc(releaseFiles+"download/"+releaseTag+"/"+releaseZip, file)
	mux.HandleFunc(releaseFiles+"latest/download/"+releaseZip, file)

	latest, err := json.Marshal(map[string]any{
		"tag_name": releaseTag,
		"name":     "WebLogic Deploy Tooling " + standin.DefaultVersion,
		"assets": []map[string]any{{
			"name":                 releaseZip,
			"size":                 len(installer),
			"digest":               "sha256:" + hex.EncodeToString(digest[:]),
			"browser_download_url": "https://" + releaseFiles + "download/" + releaseTag + "/" + releaseZip,
		}},
	})
	if err != nil {
		return err
	}
	mux.HandleFunc(releaseAPI, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json; charset=utf-8")
		_, _ = w.Write(latest)
	})
	return nil
}
