// Package token verifies the tokens clients connect with.
package token

import (
	"encoding/json"
	"errors"
	"fmt"

	"github.com/golang-jwt/jwt/v5"
)

var (
	// ErrExpired: the client should fetch a new token and come again.
	ErrExpired = errors.New("token expired")
	// ErrInvalid: no token this client could fetch the same way would do.
	ErrInvalid = errors.New("invalid token")
)

// Connection is what a verified token says.
type Connection struct {
	Subject string
	// ExpireAt is in Unix seconds; 0 when the token has no end.
	ExpireAt int64
	// Meta is told to the sentinel's proxies and to nobody else.
	Meta json.RawMessage
}

type claims struct {
	jwt.RegisteredClaims
	Meta json.RawMessage `json:"meta"`
	// What beacon does not offer must not be ignored: the issuer would count on it.
	Channels json.RawMessage `json:"channels"`
	Subs     json.RawMessage `json:"subs"`
	// Only tokens of single subscriptions carry it; one of those must not open a connection.
	Channel string `json:"channel"`
}

// Verifier checks HS256 tokens against one secret, audience and issuer.
type Verifier struct {
	secret []byte
	parser *jwt.Parser
}

func NewVerifier(secret, audience, issuer string) *Verifier {
	options := []jwt.ParserOption{jwt.WithValidMethods([]string{jwt.SigningMethodHS256.Alg()})}
	if audience != "" {
		options = append(options, jwt.WithAudience(audience))
	}
	if issuer != "" {
		options = append(options, jwt.WithIssuer(issuer))
	}
	return &Verifier{secret: []byte(secret), parser: jwt.NewParser(options...)}
}

// Verify returns ErrExpired only for a token whose signature, audience and issuer are right.
func (v *Verifier) Verify(text string) (Connection, error) {
	var found claims
	_, err := v.parser.ParseWithClaims(text, &found, func(*jwt.Token) (any, error) { return v.secret, nil })
	if err != nil {
		timely := errors.Is(err, jwt.ErrTokenExpired) || errors.Is(err, jwt.ErrTokenNotValidYet)
		foreign := errors.Is(err, jwt.ErrTokenInvalidAudience) || errors.Is(err, jwt.ErrTokenInvalidIssuer) || errors.Is(err, jwt.ErrTokenRequiredClaimMissing)
		if timely && !foreign {
			return Connection{}, ErrExpired
		}
		return Connection{}, fmt.Errorf("%w: %w", ErrInvalid, err)
	}
	if found.Channel != "" {
		return Connection{}, fmt.Errorf("%w: it is for the channel %q, not for a connection", ErrInvalid, found.Channel)
	}
	if found.Channels != nil || found.Subs != nil {
		return Connection{}, fmt.Errorf("%w: beacon offers no server-side subscriptions (claims channels, subs)", ErrInvalid)
	}
	connection := Connection{Subject: found.Subject, Meta: found.Meta}
	if found.ExpiresAt != nil {
		connection.ExpireAt = found.ExpiresAt.Unix()
	}
	return connection, nil
}
