package config

import "time"

// defaults are Centrifugo v6's own, for the keys a file leaves out
// (centrifugal/centrifugo v6.9.1, internal/configtypes/types.go).
func defaults() Config {
	return Config{
		HTTPServer: HTTPServer{Port: 8000},
		Log:        Log{Level: "info"},
		Client: Client{
			Proxy:                  ClientProxy{Connect: ConnectProxy{Proxy: Proxy{Timeout: seconds(1)}}},
			PingInterval:           seconds(25),
			PongTimeout:            seconds(8),
			ExpiredCloseDelay:      seconds(25),
			StaleCloseDelay:        seconds(10),
			PresenceUpdateInterval: seconds(27),
			ChannelLimit:           128,
			QueueMaxSize:           1 << 20,
		},
		WebSocket: WebSocket{MessageSizeLimit: 65536, WriteTimeout: seconds(1)},
		Channel: Channel{
			MaxLength:      255,
			HistoryMetaTTL: Duration(720 * time.Hour),
			Proxy:          ChannelProxy{Subscribe: Proxy{Timeout: seconds(1)}},
		},
		RPC:      RPC{Proxy: Proxy{Timeout: seconds(1)}},
		Engine:   Engine{Type: "memory", Redis: Redis{Address: []string{"redis://127.0.0.1:6379"}, Prefix: "centrifugo"}},
		Shutdown: Shutdown{Timeout: seconds(30)},
	}
}

func seconds(n int) Duration {
	return Duration(time.Duration(n) * time.Second)
}
