package realtime

import (
	"encoding/json"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/proxy"
)

func (h *Handlers) attach(node *centrifuge.Node) {
	node.OnConnecting(h.onConnecting)
	node.OnConnect(h.onConnect)
}

func (h *Handlers) onConnect(client *centrifuge.Client) {
	lanes := newLanes(client.Context(), h.concurrency)
	client.OnRefresh(func(event centrifuge.RefreshEvent, answer centrifuge.RefreshCallback) {
		lanes.run(func() { answer(h.onRefresh(client, event)) })
	})
	client.OnSubscribe(func(event centrifuge.SubscribeEvent, answer centrifuge.SubscribeCallback) {
		lanes.run(func() { answer(h.onSubscribe(client, event)) })
	})
	client.OnRPC(func(event centrifuge.RPCEvent, answer centrifuge.RPCCallback) {
		lanes.run(func() { answer(h.onRPC(client, event)) })
	})
	client.OnPublish(func(event centrifuge.PublishEvent, answer centrifuge.PublishCallback) {
		answer(centrifuge.PublishReply{}, h.refuseOn(event.Channel))
	})
	client.OnPresence(func(event centrifuge.PresenceEvent, answer centrifuge.PresenceCallback) {
		answer(centrifuge.PresenceReply{}, h.refuseOn(event.Channel))
	})
	client.OnPresenceStats(func(event centrifuge.PresenceStatsEvent, answer centrifuge.PresenceStatsCallback) {
		answer(centrifuge.PresenceStatsReply{}, h.refuseOn(event.Channel))
	})
	client.OnHistory(func(event centrifuge.HistoryEvent, answer centrifuge.HistoryCallback) {
		answer(centrifuge.HistoryReply{}, h.refuseOn(event.Channel))
	})
}

// refuseOn answers what no namespace lets clients do: publish, or read presence and history.
func (h *Handlers) refuseOn(channel string) error {
	if _, known := h.namespaces.Of(channel); !known {
		return centrifuge.ErrorUnknownChannel
	}
	return centrifuge.ErrorPermissionDenied
}

func about(client *centrifuge.Client) proxy.Connection {
	return proxy.Connection{
		Client:    client.ID(),
		Transport: client.Transport().Name(),
		Protocol:  string(client.Transport().Protocol()),
		Encoding:  encoding,
	}
}

func metaOf(client *centrifuge.Client) json.RawMessage {
	storage, release := client.AcquireStorage()
	defer release(storage)
	meta, _ := storage[metaKey].(json.RawMessage)
	return meta
}

func setMeta(client *centrifuge.Client, meta json.RawMessage) {
	storage, release := client.AcquireStorage()
	defer release(storage)
	storage[metaKey] = meta
}
