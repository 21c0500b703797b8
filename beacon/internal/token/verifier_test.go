package token

import (
	"errors"
	"testing"
	"time"

	"github.com/golang-jwt/jwt/v5"
)

const secret = "a secret of more than thirty-two characters"

func signed(t *testing.T, method jwt.SigningMethod, key any, claims jwt.MapClaims) string {
	t.Helper()
	text, err := jwt.NewWithClaims(method, claims).SignedString(key)
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func claimsWith(changes jwt.MapClaims) jwt.MapClaims {
	claims := jwt.MapClaims{"sub": "node-1", "aud": "realtime", "iss": "sentinel", "exp": time.Now().Add(time.Minute).Unix()}
	for name, value := range changes {
		if value == nil {
			delete(claims, name)
		} else {
			claims[name] = value
		}
	}
	return claims
}

func TestARightTokenTellsSubjectEndAndMeta(t *testing.T) {
	claims := claimsWith(jwt.MapClaims{"meta": map[string]any{"kind": "node"}})
	got, err := NewVerifier(secret, "realtime", "sentinel").Verify(signed(t, jwt.SigningMethodHS256, []byte(secret), claims))
	if err != nil || got.Subject != "node-1" || got.ExpireAt != claims["exp"] || string(got.Meta) != `{"kind":"node"}` {
		t.Errorf("got %+v, %v", got, err)
	}
}

func TestWrongTokensAreInvalidAndLateOnesExpired(t *testing.T) {
	past := time.Now().Add(-time.Minute).Unix()
	future := time.Now().Add(time.Hour).Unix()
	cases := map[string]struct {
		token string
		want  error
	}{
		"expired":                       {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"exp": past})), ErrExpired},
		"not valid yet":                 {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"nbf": future})), ErrExpired},
		"expired, of another audience":  {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"exp": past, "aud": "x"})), ErrInvalid},
		"expired, of another issuer":    {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"exp": past, "iss": "x"})), ErrInvalid},
		"expired, with another secret":  {signed(t, jwt.SigningMethodHS256, []byte("x"), claimsWith(jwt.MapClaims{"exp": past})), ErrInvalid},
		"another secret":                {signed(t, jwt.SigningMethodHS256, []byte("x"), claimsWith(nil)), ErrInvalid},
		"another audience":              {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"aud": "x"})), ErrInvalid},
		"no audience":                   {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"aud": nil})), ErrInvalid},
		"no issuer":                     {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"iss": nil})), ErrInvalid},
		"algorithm none":                {signed(t, jwt.SigningMethodNone, jwt.UnsafeAllowNoneSignatureType, claimsWith(nil)), ErrInvalid},
		"another algorithm":             {signed(t, jwt.SigningMethodHS512, []byte(secret), claimsWith(nil)), ErrInvalid},
		"a single channel's":            {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"channel": "job:1"})), ErrInvalid},
		"with server-side subscription": {signed(t, jwt.SigningMethodHS256, []byte(secret), claimsWith(jwt.MapClaims{"channels": []string{"job:1"}})), ErrInvalid},
		"nothing":                       {"", ErrInvalid},
		"three dots":                    {"...", ErrInvalid},
	}
	verifier := NewVerifier(secret, "realtime", "sentinel")
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if _, err := verifier.Verify(c.token); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}
