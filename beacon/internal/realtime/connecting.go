package realtime

import (
	"context"
	"encoding/json"
	"errors"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/proxy"
	"wowlab/beacon/internal/token"
)

// metaKey is where a connection's meta lies in its storage.
const metaKey = "meta"

// encoding tells the sentinel that data and meta are JSON, not base64.
const encoding = "json"

// onConnecting decides by the token when the client brings one; the sentinel is asked only about clients without.
func (h *Handlers) onConnecting(ctx context.Context, event centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	switch {
	case event.Token != "":
		return h.connectByToken(event)
	case h.connectProxy != nil:
		return h.connectByProxy(ctx, event)
	default:
		// Without credentials the library answers "unauthorized".
		return centrifuge.ConnectReply{}, nil
	}
}

func (h *Handlers) connectByToken(event centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	connection, err := h.verifier.Verify(event.Token)
	if errors.Is(err, token.ErrExpired) {
		return centrifuge.ConnectReply{}, centrifuge.ErrorTokenExpired
	}
	if err != nil {
		h.log.Info("connection token refused", "client", event.ClientID, "error", err)
		return centrifuge.ConnectReply{}, centrifuge.DisconnectInvalidToken
	}
	return centrifuge.ConnectReply{
		Credentials:       &centrifuge.Credentials{UserID: connection.Subject, ExpireAt: connection.ExpireAt},
		ClientSideRefresh: true,
		Storage:           storageWith(connection.Meta),
	}, nil
}

func (h *Handlers) connectByProxy(ctx context.Context, event centrifuge.ConnectEvent) (centrifuge.ConnectReply, error) {
	result, err := proxy.Ask[proxy.ConnectResult](ctx, h.connectProxy, proxy.ConnectRequest{
		Connection: proxy.Connection{
			Client:    event.ClientID,
			Transport: event.Transport.Name(),
			Protocol:  string(event.Transport.Protocol()),
			Encoding:  encoding,
		},
		Data:    event.Data,
		Name:    event.Name,
		Version: event.Version,
	})
	if err != nil {
		return centrifuge.ConnectReply{}, h.unanswered(ctx, err, "connect", event.ClientID)
	}
	if result == nil {
		return centrifuge.ConnectReply{}, nil
	}
	return centrifuge.ConnectReply{
		Credentials:       &centrifuge.Credentials{UserID: result.User, ExpireAt: result.ExpireAt, Info: result.Info},
		Data:              result.Data,
		ClientSideRefresh: true,
		Storage:           storageWith(result.Meta),
	}, nil
}

func storageWith(meta json.RawMessage) map[string]any {
	storage := map[string]any{}
	if meta != nil {
		storage[metaKey] = meta
	}
	return storage
}

// unanswered passes refusals on and logs everything else: the library tells the client of a temporary failure then.
func (h *Handlers) unanswered(ctx context.Context, err error, question, clientID string) error {
	var refusal *centrifuge.Error
	var disconnect *centrifuge.Disconnect
	if errors.As(err, &refusal) || errors.As(err, &disconnect) {
		return err
	}
	if ctx.Err() != nil {
		return centrifuge.DisconnectConnectionClosed
	}
	h.log.Error("the sentinel gave no usable answer", "question", question, "client", clientID, "error", err)
	return err
}
