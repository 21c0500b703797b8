package realtime

import "context"

// lanes lets a few commands of one client wait for the sentinel at the same time, so that a slow answer holds up only the
// command it belongs to. With one lane or none, commands run one after the other.
type lanes struct {
	ctx  context.Context
	free chan struct{}
}

func newLanes(ctx context.Context, count int) lanes {
	if count <= 1 {
		return lanes{ctx: ctx}
	}
	return lanes{ctx: ctx, free: make(chan struct{}, count)}
}

// run blocks the client's reading while every lane is taken. A client that is gone gets nothing done any more.
func (l lanes) run(work func()) {
	if l.free == nil {
		work()
		return
	}
	select {
	case <-l.ctx.Done():
		return
	case l.free <- struct{}{}:
	}
	go func() {
		defer func() { <-l.free }()
		work()
	}()
}
