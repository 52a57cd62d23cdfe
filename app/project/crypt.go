package project

import (
	"bytes"
	"compress/zlib"
	"crypto/aes"
	"crypto/cipher"
	"crypto/pbkdf2"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"strings"
)

// The toolkit's format: AES-256-GCM under a PBKDF2-HMAC-SHA256 key, the parts
// tag-ciphertext-iv-salt in base64, deflated, in base64 once more.
const (
	iterations = 10_000
	keySize    = 32
	saltSize   = 128
	ivSize     = 16
	tagSize    = 16
	// maxSecret bounds what an encrypted value may inflate to; tokens have
	// hundreds of bytes.
	maxSecret = 1 << 20
)

var errSecret = errors.New("not decrypted: wrong passphrase or damaged")

func encrypt(passphrase, plain string) (string, error) {
	salt, iv := make([]byte, saltSize), make([]byte, ivSize)
	_, _ = rand.Read(salt) // never fails
	_, _ = rand.Read(iv)
	gcm, err := newGCM(passphrase, salt)
	if err != nil {
		return "", err
	}
	sealed := gcm.Seal(nil, iv, []byte(plain), nil)
	body, tag := sealed[:len(sealed)-tagSize], sealed[len(sealed)-tagSize:]
	encode := base64.StdEncoding.EncodeToString
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	if _, err := fmt.Fprintf(z, "%s-%s-%s-%s", encode(tag), encode(body), encode(iv), encode(salt)); err != nil {
		return "", err
	}
	if err := z.Close(); err != nil {
		return "", err
	}
	return encode(b.Bytes()), nil
}

// decrypt returns errSecret for everything that is not a value under this
// passphrase.
func decrypt(passphrase, text string) (string, error) {
	parts, err := secretParts(text)
	if err != nil {
		return "", err
	}
	tag, body, iv, salt := parts[0], parts[1], parts[2], parts[3]
	if len(iv) != ivSize || len(tag) != tagSize {
		return "", errSecret
	}
	gcm, err := newGCM(passphrase, salt)
	if err != nil {
		return "", err
	}
	plain, err := gcm.Open(nil, iv, append(body, tag...), nil)
	if err != nil {
		return "", errSecret
	}
	return string(plain), nil
}

func secretParts(text string) (parts [4][]byte, err error) {
	packed, err := base64.StdEncoding.DecodeString(text)
	if err != nil {
		return parts, errSecret
	}
	z, err := zlib.NewReader(bytes.NewReader(packed))
	if err != nil {
		return parts, errSecret
	}
	unpacked, err := io.ReadAll(io.LimitReader(z, maxSecret))
	if err != nil {
		return parts, errSecret
	}
	fields := strings.Split(string(unpacked), "-")
	if len(fields) != len(parts) {
		return parts, errSecret
	}
	for i, field := range fields {
		if parts[i], err = base64.StdEncoding.DecodeString(field); err != nil {
			return parts, errSecret
		}
	}
	return parts, nil
}

func newGCM(passphrase string, salt []byte) (cipher.AEAD, error) {
	key, err := pbkdf2.Key(sha256.New, passphrase, salt, iterations, keySize)
	if err != nil {
		return nil, fmt.Errorf("deriving the key: %w", err)
	}
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	return cipher.NewGCMWithNonceSize(block, ivSize)
}
