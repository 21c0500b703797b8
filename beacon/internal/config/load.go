package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"reflect"
	"strings"
)

// Load reads and checks the file at path.
func Load(path string) (Config, error) {
	raw, err := os.ReadFile(path)
	if err != nil {
		return Config{}, fmt.Errorf("the configuration file cannot be read: %w", err)
	}
	cfg, err := Parse(raw)
	if err != nil {
		return Config{}, fmt.Errorf("the configuration file %s is refused: %w", path, err)
	}
	return cfg, nil
}

// Parse decodes and checks the text of a file. Its error names every problem at once.
func Parse(raw []byte) (Config, error) {
	var anything any
	if err := json.Unmarshal(raw, &anything); err != nil {
		return Config{}, fmt.Errorf("it is not JSON: %w", err)
	}
	if _, isObject := anything.(map[string]any); !isObject {
		return Config{}, errors.New("it is not a JSON object")
	}
	if unknown := unknownKeys(anything, reflect.TypeFor[Config](), ""); len(unknown) > 0 {
		return Config{}, fmt.Errorf("unknown keys in config: %s; beacon offers only the keys its README lists", strings.Join(unknown, ", "))
	}
	cfg := defaults()
	if err := json.Unmarshal(raw, &cfg); err != nil {
		return Config{}, err
	}
	if err := cfg.validate(); err != nil {
		return Config{}, err
	}
	return cfg, nil
}
