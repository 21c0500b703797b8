package api

import (
	"sync"

	"github.com/centrifugal/centrifuge"
)

// maxParallel bounds how many publications of one broadcast or batch run at once.
const maxParallel = 256

func (e *Executor) publish(request publishRequest) response {
	if request.Channel == "" || len(request.Data) == 0 {
		return refused(errBadRequest)
	}
	ns, known := e.namespaces.Of(request.Channel)
	if !known {
		return refused(errUnknownChannel)
	}
	options := []centrifuge.PublishOption{
		centrifuge.WithTags(request.Tags),
		centrifuge.WithIdempotencyKey(request.IdempotencyKey),
	}
	if !request.SkipHistory {
		options = append(options, centrifuge.WithHistory(ns.HistorySize, ns.HistoryTTL.Value()))
	}
	published, err := e.node.Publish(request.Channel, request.Data, options...)
	if err != nil {
		return e.failed("publish", err)
	}
	return done(publishResult{Offset: published.Offset, Epoch: published.Epoch})
}

// broadcast publishes to each channel by itself: one that is refused does not stop the others.
func (e *Executor) broadcast(request broadcastRequest) response {
	if len(request.Channels) == 0 || len(request.Data) == 0 {
		return refused(errBadRequest)
	}
	responses := make([]response, len(request.Channels))
	inParallel(len(request.Channels), func(i int) {
		one := request.publishRequest
		one.Channel = request.Channels[i]
		responses[i] = e.publish(one)
	})
	return done(broadcastResult{Responses: responses})
}

func inParallel(count int, work func(int)) {
	var running sync.WaitGroup
	free := make(chan struct{}, maxParallel)
	for i := range count {
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			work(i)
		})
	}
	running.Wait()
}
