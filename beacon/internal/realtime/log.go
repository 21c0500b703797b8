package realtime

import (
	"context"
	"log/slog"

	"github.com/centrifugal/centrifuge"
)

// libraryLevel turns the file's log level into the library's. Unknown levels were refused when the file was read.
func libraryLevel(level string) centrifuge.LogLevel {
	return map[string]centrifuge.LogLevel{
		"none":  centrifuge.LogLevelNone,
		"trace": centrifuge.LogLevelTrace,
		"debug": centrifuge.LogLevelDebug,
		"info":  centrifuge.LogLevelInfo,
		"warn":  centrifuge.LogLevelWarn,
		"error": centrifuge.LogLevelError,
	}[level]
}

func libraryLog(log *slog.Logger) centrifuge.LogHandler {
	levels := map[centrifuge.LogLevel]slog.Level{
		centrifuge.LogLevelTrace: slog.LevelDebug,
		centrifuge.LogLevelDebug: slog.LevelDebug,
		centrifuge.LogLevelInfo:  slog.LevelInfo,
		centrifuge.LogLevelWarn:  slog.LevelWarn,
		centrifuge.LogLevelError: slog.LevelError,
	}
	return func(entry centrifuge.LogEntry) {
		fields := make([]slog.Attr, 0, len(entry.Fields)+1)
		for name, value := range entry.Fields {
			fields = append(fields, slog.Any(name, value))
		}
		if entry.Error != nil {
			fields = append(fields, slog.String("error", entry.Error.Error()))
		}
		log.LogAttrs(context.Background(), levels[entry.Level], entry.Message, fields...)
	}
}
