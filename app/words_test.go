//go:build window

package main

import (
	"encoding/json"
	"os"
	"strings"
	"testing"
)

// tongue returns what a screen says in a language for what it says in English.
type tongue func(english string) string

func english(text string) string { return text }

// french are the lab's words as Oracle's own tools have them in French.
var french = map[string]string{
	"Primary Image":       "Image principale",
	"Auxiliary Image":     "Image auxiliaire",
	"Image":               "Image",
	"Image Tag":           "Balise d'image",
	"Auxiliary Image Tag": "Balise d'image auxiliaire",
	"Target image":        "Image cible",
	"Region":              "Région",
	"lond":                "londr",
	"UK South (London)":   "Sud du Royaume-Uni (Londres)",
	"Frankfurt":           "Francfort",
	"Tenancy namespace":   "Espace de noms de location",
	"Menu › Developer Services › Container Registry": "Menu › Services de développeur › Container Registry",
	"Repository":                             "Référentiel",
	"Version":                                "Version",
	"Sign-in":                                "Connexion",
	"Auxiliary Image Registry Push Username": "Nom utilisateur Push du registre d'images auxiliaires",
	"Auxiliary Image Registry Push Password (auth token)": "Mot de passe Push du registre d'images auxiliaires (jeton d'authentification)",
	"No model yet":           "Pas encore de modèle",
	"Use the sample model":   "Utiliser le modèle d'exemple",
	"Create Auxiliary Image": "Créer une image auxiliaire",
	"Push Auxiliary Image":   "Propager l'image auxiliaire",
	"Prepare the model?":     "Préparer le modèle ?",
	"Yes":                    "Oui",
	"No":                     "Non",
	"Cancel":                 "Annuler",
	"Select the folder to download the WebLogic Deploy Tooling installer to": "Sélectionner le dossier dans lequel enregistrer WebLogic Deploy Tooling",
	"Downloads":                             "Téléchargements",
	"Select":                                "Sélectionner",
	"Stop":                                  "Interrompre",
	"Create Auxiliary Image Complete":       "Création de l'image auxiliaire terminée",
	"Digest":                                "Empreinte",
	"Size":                                  "Taille",
	"OK":                                    "OK",
	"Push Image Complete":                   "Propagation de l'image terminée",
	"Stopped as you asked":                  "Interrompu à votre demande",
	"Push Image Stopped":                    "Propagation interrompue",
	"Layers":                                "Couches",
	"Name, key, identifier or host":         "Nom, clé, identificateur ou hôte",
	"Fill in from Oracle Cloud…":            "Compléter depuis Oracle Cloud…",
	"Ask":                                   "Interroger",
	"Sign in with the registry's own token": "Se connecter avec le jeton du registre",
	"Add files…":                            "Ajouter des fichiers…",
}

// inFrench returns the tongue of a walk in French; a word that it lacks ends
// the test.
func inFrench(t testing.TB) tongue {
	return func(english string) string {
		t.Helper()
		word, ok := french[english]
		if !ok {
			t.Fatalf("%q has no French word here", english)
		}
		return word
	}
}

// checkFrench fails for each line of a screen that the program knows how to say
// in French and says in English.
func checkFrench(t testing.TB, screen string) {
	t.Helper()
	data, err := os.ReadFile("../assets/translations/fr.json")
	if err != nil {
		t.Fatal(err)
	}
	var known map[string]any
	if err := json.Unmarshal(data, &known); err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(screen) {
		line = strings.TrimSpace(line)
		if word, ok := known[line].(string); ok && word != line {
			t.Errorf("in English on the French screen: %q", line)
		}
	}
}
