package realtime

import (
	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
	"wowlab/beacon/internal/proxy"
)

func (h *Handlers) onSubscribe(client *centrifuge.Client, event centrifuge.SubscribeEvent) (centrifuge.SubscribeReply, error) {
	ns, known := h.namespaces.Of(event.Channel)
	if !known {
		h.logRefusal(client, event.Channel, "unknown namespace")
		return centrifuge.SubscribeReply{}, centrifuge.ErrorUnknownChannel
	}
	if !h.namespaces.Admits(event.Channel) {
		h.logRefusal(client, event.Channel, "the name does not fit its namespace")
		return centrifuge.SubscribeReply{}, centrifuge.ErrorBadRequest
	}
	if event.Token != "" || event.Type != centrifuge.SubscriptionTypeStream {
		h.logRefusal(client, event.Channel, "beacon offers neither subscription tokens nor keyed subscriptions")
		return centrifuge.SubscribeReply{}, centrifuge.ErrorPermissionDenied
	}
	switch {
	case ns.SubscribeProxyEnabled:
		return h.subscribeByProxy(client, event, ns)
	case ns.AllowSubscribeForClient && (client.UserID() != "" || ns.AllowSubscribeForAnonymous):
		return centrifuge.SubscribeReply{Options: subscribeOptions(ns)}, nil
	default:
		h.logRefusal(client, event.Channel, "the namespace is closed to this client")
		return centrifuge.SubscribeReply{}, centrifuge.ErrorPermissionDenied
	}
}

func (h *Handlers) subscribeByProxy(client *centrifuge.Client, event centrifuge.SubscribeEvent, ns config.Namespace) (centrifuge.SubscribeReply, error) {
	result, err := proxy.Ask[proxy.SubscribeResult](client.Context(), h.subscribeProxy, proxy.SubscribeRequest{
		Connection: about(client),
		User:       client.UserID(),
		Channel:    event.Channel,
		Meta:       h.subscribeProxy.Meta(metaOf(client)),
		Data:       event.Data,
	})
	if err != nil {
		return centrifuge.SubscribeReply{}, h.unanswered(client.Context(), err, "subscribe", client.ID())
	}
	options := subscribeOptions(ns)
	if result != nil {
		options.ChannelInfo = result.Info
		options.Data = result.Data
	}
	return centrifuge.SubscribeReply{Options: options}, nil
}

func subscribeOptions(ns config.Namespace) centrifuge.SubscribeOptions {
	mode := centrifuge.RecoveryModeStream
	if ns.ForceRecoveryMode == "cache" {
		mode = centrifuge.RecoveryModeCache
	}
	return centrifuge.SubscribeOptions{
		EmitPresence:   ns.Presence,
		EnableRecovery: ns.ForceRecovery,
		RecoveryMode:   mode,
	}
}

func (h *Handlers) logRefusal(client *centrifuge.Client, channel, reason string) {
	h.log.Info("subscription refused", "client", client.ID(), "user", client.UserID(), "channel", channel, "reason", reason)
}
