package main

import (
	"encoding/json"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
)

type checkRequest struct {
	Sources      sources         `json:"sources"`
	Strict       bool            `json:"strict"`
	Schemas      map[string]any  `json:"schemas"`
	Capabilities json.RawMessage `json:"capabilities"`
}

type checkResult struct {
	Problems []problem `json:"problems"`
}

// check does what `opa check --strict --schema` does, without a limit on the number of errors.
func check(body []byte) (any, error) {
	request, err := decode[checkRequest](body)
	if err != nil {
		return nil, err
	}
	capabilities, err := capabilitiesOf(request.Capabilities)
	if err != nil {
		return nil, err
	}
	schemas, err := schemaSet(request.Schemas)
	if err != nil {
		return nil, err
	}
	modules, err := request.Sources.parse(capabilities)
	if err != nil {
		return checkResult{problemsOf(err)}, nil
	}
	compiler := ast.NewCompiler().
		SetErrorLimit(0).
		WithCapabilities(capabilities).
		WithSchemas(schemas).
		WithEnablePrintStatements(true).
		WithStrict(request.Strict).
		WithUseTypeCheckAnnotations(true)
	if compiler.Compile(modules); compiler.Failed() {
		return checkResult{problemsOf(compiler.Errors)}, nil
	}
	return checkResult{[]problem{}}, nil
}

// schemaSet puts each schema under the reference that annotations name it by.
func schemaSet(schemas map[string]any) (*ast.SchemaSet, error) {
	if len(schemas) == 0 {
		return nil, nil
	}
	set := ast.NewSchemaSet()
	for name, schema := range schemas {
		ref, err := ast.ParseRef(name)
		if err != nil || !ref.HasPrefix(ast.SchemaRootRef) {
			return nil, fmt.Errorf("schema `%s` has no usable name; write it like `schema.call` or `schema[\"call\"]`", name)
		}
		set.Put(ref, schema)
	}
	return set, nil
}
