// Package api offers the part of Centrifugo's HTTP API that the sentinel uses.
package api

import (
	"log/slog"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
)

// Executor carries out commands, whether they came alone or in a batch.
type Executor struct {
	node       *centrifuge.Node
	namespaces *config.Namespaces
	log        *slog.Logger
}

func NewExecutor(node *centrifuge.Node, channel config.Channel, log *slog.Logger) *Executor {
	return &Executor{node: node, namespaces: config.NewNamespaces(channel), log: log}
}

func (e *Executor) failed(method string, err error) response {
	e.log.Error("an API command failed", "method", method, "error", err)
	return refused(errInternal)
}

func (e *Executor) disconnect(request disconnectRequest) response {
	options := []centrifuge.DisconnectOption{
		centrifuge.WithDisconnectClient(request.Client),
		centrifuge.WithDisconnectClientWhitelist(request.Whitelist),
	}
	if wanted := request.Disconnect; wanted != nil {
		options = append(options, centrifuge.WithCustomDisconnect(centrifuge.Disconnect{Code: wanted.Code, Reason: wanted.Reason}))
	}
	if err := e.node.Disconnect(request.User, options...); err != nil {
		return e.failed("disconnect", err)
	}
	return done(struct{}{})
}

// unsubscribe with an empty channel takes the user out of every channel.
func (e *Executor) unsubscribe(request unsubscribeRequest) response {
	if request.Channel != "" {
		if _, known := e.namespaces.Of(request.Channel); !known {
			return refused(errUnknownChannel)
		}
	}
	if err := e.node.Unsubscribe(request.User, request.Channel, centrifuge.WithUnsubscribeClient(request.Client)); err != nil {
		return e.failed("unsubscribe", err)
	}
	return done(struct{}{})
}

func (e *Executor) presence(request presenceRequest) response {
	if request.Channel == "" {
		return refused(errBadRequest)
	}
	ns, known := e.namespaces.Of(request.Channel)
	if !known {
		return refused(errUnknownChannel)
	}
	if !ns.Presence {
		return refused(errNotAvailable)
	}
	found, err := e.node.Presence(request.Channel)
	if err != nil {
		return e.failed("presence", err)
	}
	clients := make(map[string]clientInfo, len(found.Presence))
	for id, info := range found.Presence {
		clients[id] = clientInfo{User: info.UserID, Client: info.ClientID, ConnInfo: info.ConnInfo, ChanInfo: info.ChanInfo}
	}
	return done(presenceResult{Presence: clients})
}

func (e *Executor) info() response {
	info, err := e.node.Info()
	if err != nil {
		return e.failed("info", err)
	}
	nodes := make([]nodeResult, 0, len(info.Nodes))
	for _, node := range info.Nodes {
		nodes = append(nodes, nodeResult{
			UID:         node.UID,
			Name:        node.Name,
			Version:     node.Version,
			NumClients:  node.NumClients,
			NumUsers:    node.NumUsers,
			NumChannels: node.NumChannels,
			NumSubs:     node.NumSubs,
			Uptime:      node.Uptime,
		})
	}
	return done(infoResult{Nodes: nodes})
}
