package config

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// unknownKeys lists the keys of a decoded JSON value that t has no field for, each with its full path.
func unknownKeys(value any, t reflect.Type, path string) []string {
	switch t.Kind() {
	case reflect.Struct:
		object, isObject := value.(map[string]any)
		if !isObject {
			return nil // A wrong type is reported when the value is decoded.
		}
		fields := fieldsByKey(t)
		var unknown []string
		for key, inner := range object {
			fieldType, known := fields[key]
			if !known {
				unknown = append(unknown, path+key)
				continue
			}
			unknown = append(unknown, unknownKeys(inner, fieldType, path+key+".")...)
		}
		slices.Sort(unknown)
		return unknown
	case reflect.Slice:
		items, isList := value.([]any)
		if !isList {
			return nil
		}
		var unknown []string
		for i, item := range items {
			unknown = append(unknown, unknownKeys(item, t.Elem(), fmt.Sprintf("%s[%d].", strings.TrimSuffix(path, "."), i))...)
		}
		return unknown
	default:
		return nil
	}
}

func fieldsByKey(t reflect.Type) map[string]reflect.Type {
	fields := make(map[string]reflect.Type)
	for _, field := range reflect.VisibleFields(t) {
		if key := field.Tag.Get("json"); key != "" {
			fields[key] = field.Type
		}
	}
	return fields
}
