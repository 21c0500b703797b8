package api

func (e *Executor) batch(request batchRequest) batchResult {
	replies := make([]map[string]any, len(request.Commands))
	work := func(i int) { replies[i] = e.run(request.Commands[i]) }
	if request.Parallel {
		inParallel(len(replies), work)
	} else {
		for i := range replies {
			work(i)
		}
	}
	return batchResult{Replies: replies}
}

// run answers under the command's own name, or under "error".
func (e *Executor) run(c command) map[string]any {
	method, answer := e.dispatch(c)
	if answer.Error != nil {
		return map[string]any{"error": answer.Error}
	}
	return map[string]any{method: answer.Result}
}

func (e *Executor) dispatch(c command) (string, response) {
	switch {
	case c.Publish != nil:
		return "publish", e.publish(*c.Publish)
	case c.Broadcast != nil:
		return "broadcast", e.broadcast(*c.Broadcast)
	case c.Presence != nil:
		return "presence", e.presence(*c.Presence)
	case c.Disconnect != nil:
		return "disconnect", e.disconnect(*c.Disconnect)
	case c.Unsubscribe != nil:
		return "unsubscribe", e.unsubscribe(*c.Unsubscribe)
	case c.Info != nil:
		return "info", e.info()
	default:
		return "", refused(errNotFound)
	}
}
