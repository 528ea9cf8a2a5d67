package main

import (
	"context"
	"fmt"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/rego"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
)

type evaluateRequest struct {
	Sources sources  `json:"sources"`
	Data    document `json:"data"`
	Query   string   `json:"query"`
	Inputs  []any    `json:"inputs"`
}

type evaluateResult struct {
	Answers []evaluation `json:"answers"`
}

// evaluation tells an undefined answer from a defined null.
type evaluation struct {
	Defined bool `json:"defined"`
	Value   any  `json:"value"`
}

// evaluate asks OPA's interpreter, the reference that the compiled policy has to agree with.
func evaluate(body []byte) (any, error) {
	request, err := decode[evaluateRequest](body)
	if err != nil {
		return nil, err
	}
	modules, err := request.Sources.parse(ast.CapabilitiesForThisVersion())
	if err != nil {
		return nil, err
	}
	options := []func(*rego.Rego){
		rego.Query(request.Query),
		rego.Store(inmem.NewFromObject(request.Data.object())),
	}
	for _, module := range modules {
		options = append(options, rego.ParsedModule(module))
	}
	ctx := context.Background()
	query, err := rego.New(options...).PrepareForEval(ctx)
	if err != nil {
		return nil, err
	}
	answers := make([]evaluation, 0, len(request.Inputs))
	for i, input := range request.Inputs {
		results, err := query.Eval(ctx, rego.EvalInput(input))
		if err != nil {
			return nil, fmt.Errorf("input %d: %w", i, err)
		}
		answers = append(answers, toEvaluation(results))
	}
	return evaluateResult{answers}, nil
}

func toEvaluation(results rego.ResultSet) evaluation {
	if len(results) == 0 || len(results[0].Expressions) == 0 {
		return evaluation{}
	}
	return evaluation{Defined: true, Value: results[0].Expressions[0].Value}
}
