package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/util"
)

// document is the root of `data`: an object, and an empty one where a request has none.
type document map[string]any

// UnmarshalJSON refuses other roots before OPA does, which would panic.
func (d *document) UnmarshalJSON(text []byte) error {
	var value any
	if err := util.UnmarshalJSON(text, &value); err != nil {
		return err
	}
	object, ok := value.(map[string]any)
	if !ok {
		return errors.New("`data` is not an object; put the value under a key")
	}
	*d = object
	return nil
}

// object is never nil, as OPA's store demands.
func (d document) object() map[string]any {
	if d == nil {
		return map[string]any{}
	}
	return d
}
