package model

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
)

// SecretName tells whether what has this name is meant to be secret: a variable, a
// label, an option, a key. It hides what is shown and judges nothing, so that a wrong
// guess costs little; passwordKey is about WebLogic's own attributes, where one would
// raise a warning.
func SecretName(name string) bool {
	words := wordsOf(strings.TrimPrefix(name, "-D")) // of Java
	if len(words) == 0 {
		return false
	}
	words = slices.DeleteFunc(words, func(word string) bool { return slices.Contains(otherWords, word) })
	if len(words) == 0 {
		return false
	}
	if last := len(words) - 1; last > 0 && slices.Contains(plainEnds, words[last]) {
		words = words[:last]
	}
	last := words[len(words)-1]
	if slices.Contains(aboutSecrets, last) && len(words) > 1 {
		return false
	}
	if last == "encrypted" && len(words) > 1 {
		return true // WebLogic's names for what it encrypts
	}
	joined := strings.Join(words, "")
	return slices.Contains(secretEnds, last) || strings.HasSuffix(last, "secret") || strings.HasSuffix(last, "pass") || strings.HasSuffix(last, "token") ||
		slices.ContainsFunc(secretStems, func(stem string) bool { return strings.Contains(joined, stem) }) ||
		slices.ContainsFunc(words, func(word string) bool {
			return slices.Contains(secretWords, word) || strings.HasSuffix(word, "pwd") || strings.HasSuffix(word, "pw")
		})
}

var (
	// secretStems are what names of secrets have in them, in the languages of people who
	// name variables.
	secretStems = []string{
		"password", "passwd", "passphrase", "passcode", "credential", "apikey", "privatekey", "secretkey", "accesskey",
		"sharedkey", "signingkey", "encryptionkey", "accountkey", "bearer", "authorization", "passwrd", "pswd", "storepass", "keypass",
		"masterkey", "sessionkey", "licensekey", "authkey", "pincode", "snmpcommunity", "communityprefix", "encryptedvalue",
		"geheim", "zugangscode", "zugangsdaten", "zugangsschl", "palavrapasse", "palavrachave", "chaveprivada", "segredo",
		"chiaveprivata", "cleprivee", "cléprivée", "clavedeacceso", "claveacceso", "adgangskode", "kodeord", "jelszo", "jelszó",
		"şifre", "sifre", "κωδικός", "秘密鍵", "合言葉",
		"passwort", "kennwort", "motdepasse", "motsdepasse", "contrasena", "contraseña", "wachtwoord", "parola", "senha",
		"hasło", "haslo", "heslo", "lösenord", "salasana", "пароль", "密码", "密碼", "口令", "パスワード", "暗証番号", "비밀번호", "암호",
	}

	// secretWords are words of such names, wherever they stand in them.
	secretWords = []string{"secret", "secrets", "secreto", "segreto", "secreta", "secrète", "secrete", "pass", "passe", "psw", "mdp"}

	// secretEnds are last words of such names, which within a name mean something else.
	secretEnds = []string{
		"pin", "token", "tokens", "cred", "creds", "auth", "wallet", "jwt", "psk", "otp", "sas", "sig", "signature",
		"cookie", "clave", "pat", "hmac", "totp", "webhook", "salt", "community",
	}

	// plainEnds are last words that say nothing of what is named.
	plainEnds = []string{"value", "val", "text", "string"}

	// aboutSecrets are last words of names that tell of a secret what may be known of it.
	aboutSecrets = []string{
		"name", "names", "type", "algorithm", "enabled", "file", "filename", "path", "location", "alias", "length", "timeout",
		"count", "provider", "encoding", "size", "age", "lifetime", "policy", "class", "expiration", "seconds", "days",
		"retries", "attempts", "required", "mode", "level", "format", "digest", "style", "history", "prompt", "header", "hint",
		"store", "source",
	}

	// otherWords end as such names do and mean something else.
	otherWords = []string{"compass", "bypass", "surpass", "trespass"}
)

// wordsOf cuts a name such as DB_PASSWORD, keyStorePassword or client-secret into its
// words, in small letters: a capital begins one behind a small letter, or before one.
func wordsOf(name string) (words []string) {
	var word []rune
	end := func() {
		if len(word) > 0 {
			words, word = append(words, strings.ToLower(string(word))), word[:0]
		}
	}
	letters := []rune(name)
	for i, r := range letters {
		before, behind := i > 0 && unicode.IsLower(letters[i-1]), i+1 < len(letters) && unicode.IsLower(letters[i+1])
		switch {
		case !unicode.IsLetter(r) && !unicode.IsMark(r):
			end()
			continue
		case unicode.IsUpper(r) && (before || behind):
			end()
		}
		word = append(word, r)
	}
	end()
	return words
}

// secretAt tells whether the value at a path of keys is secret by its key, or by the
// folder's above Value (javax.net.ssl.keyStorePassword: {Value: …}). In what the
// operator reads, keys name secrets of the cluster, which everybody may know.
func secretAt(path []string) bool {
	if len(path) == 0 {
		return false
	}
	key := path[len(path)-1]
	if len(path) > 1 && path[len(path)-2] == "stringData" {
		return true // of a Secret
	}
	if isValue(key) && len(path) > 1 {
		key = path[len(path)-2]
	}
	if path[0] == "kubernetes" && strings.HasSuffix(strings.ToLower(strings.TrimSuffix(key, "s")), "secret") {
		return false
	}
	return SecretName(key)
}

// environmental is a text that stands for another: of a shell, of the deploy tooling.
var environmental = regexp.MustCompile(`^(?:\$\{[^{}]+\}|\$\([^()]+\)|\$[A-Z_][A-Z0-9_]*|%[A-Z_]+%)$`)

// statement is SQL that asks for a password, as authenticators have it.
var statement = regexp.MustCompile(`(?is)^(?:select|insert into|update|delete from)\s.*\?`)

// harmless tells whether a value at a secret's place is none: nothing, a switch, a
// token, encrypted, what discovery leaves, hidden already.
func harmless(value string) bool {
	value = strings.TrimSpace(value)
	switch strings.ToLower(value) {
	case "", "true", "false", "null", "~", "none":
		return true
	}
	left := strings.Trim(withoutTokens(value), "\x00")
	return left == "" || strings.HasPrefix(value, Mask) || environmental.MatchString(value) || encrypted(value) ||
		slices.Contains(placeholders, value) || statement.MatchString(value)
}
