package realtime

import (
	"errors"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/token"
)

// onRefresh takes the new token a client brings before, or shortly after, its old one expires.
func (h *Handlers) onRefresh(client *centrifuge.Client, event centrifuge.RefreshEvent) (centrifuge.RefreshReply, error) {
	connection, err := h.verifier.Verify(event.Token)
	if errors.Is(err, token.ErrExpired) {
		return centrifuge.RefreshReply{Expired: true}, nil
	}
	if err != nil {
		h.log.Info("renewal token refused", "client", client.ID(), "user", client.UserID(), "error", err)
		return centrifuge.RefreshReply{}, centrifuge.DisconnectInvalidToken
	}
	if connection.Subject != client.UserID() {
		h.log.Info("renewal token of another user refused", "client", client.ID(), "user", client.UserID(), "token_user", connection.Subject)
		return centrifuge.RefreshReply{}, centrifuge.DisconnectInvalidToken
	}
	if connection.Meta != nil {
		setMeta(client, connection.Meta)
	}
	return centrifuge.RefreshReply{ExpireAt: connection.ExpireAt}, nil
}
