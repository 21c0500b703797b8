package realtime

import (
	"fmt"

	"github.com/centrifugal/centrifuge"

	"wowlab/beacon/internal/config"
)

// attachEngine gives the node the broker and presence store of the file. Without Redis the library keeps both in memory.
// Presence uses a sorted set for expiry, not hash-field TTL: that needs Redis 7.4.
func attachEngine(node *centrifuge.Node, engine config.Engine) error {
	if engine.Type != "redis" {
		return nil
	}
	shards := make([]*centrifuge.RedisShard, 0, len(engine.Redis.Address))
	for _, address := range engine.Redis.Address {
		shard, err := centrifuge.NewRedisShard(node, centrifuge.RedisShardConfig{Address: address})
		if err != nil {
			// The address may hold a password and is not repeated.
			return fmt.Errorf("Redis (engine.redis.address) cannot be used: %w", err)
		}
		shards = append(shards, shard)
	}
	broker, err := centrifuge.NewRedisBroker(node, centrifuge.RedisBrokerConfig{Prefix: engine.Redis.Prefix, Shards: shards})
	if err != nil {
		return fmt.Errorf("the Redis broker cannot be made: %w", err)
	}
	presence, err := centrifuge.NewRedisPresenceManager(node, centrifuge.RedisPresenceManagerConfig{Prefix: engine.Redis.Prefix, Shards: shards})
	if err != nil {
		return fmt.Errorf("the Redis presence store cannot be made: %w", err)
	}
	node.SetBroker(broker)
	node.SetPresenceManager(presence)
	return nil
}
