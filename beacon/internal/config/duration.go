package config

import (
	"encoding/json"
	"fmt"
	"time"
)

// Duration is written as text with a unit, such as "25s" or "1500ms".
type Duration time.Duration

func (d Duration) Value() time.Duration {
	return time.Duration(d)
}

func (d *Duration) UnmarshalJSON(raw []byte) error {
	var text string
	if err := json.Unmarshal(raw, &text); err != nil {
		return fmt.Errorf("a duration is %s; write it with its unit, as in \"25s\"", raw)
	}
	parsed, err := time.ParseDuration(text)
	if err != nil {
		return fmt.Errorf("a duration is %q; write it with its unit, as in \"25s\"", text)
	}
	if parsed < 0 {
		return fmt.Errorf("a duration is %q; it cannot be negative", text)
	}
	*d = Duration(parsed)
	return nil
}
