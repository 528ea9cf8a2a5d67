package main

import (
	"errors"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/format"
	"github.com/open-policy-agent/opa/v1/util"
)

type formatRequest struct {
	Sources sources `json:"sources"`
}

type formatResult struct {
	Sources sources `json:"sources"`
}

// formatSources does what `opa fmt` does, file by file.
func formatSources(body []byte) (any, error) {
	request, err := decode[formatRequest](body)
	if err != nil {
		return nil, err
	}
	formatted := make(sources, len(request.Sources))
	var problems ast.Errors
	for _, path := range util.KeysSorted(request.Sources) {
		text, err := format.SourceWithOpts(path, []byte(request.Sources[path]), format.Opts{
			RegoVersion:   ast.DefaultRegoVersion,
			ParserOptions: &ast.ParserOptions{RegoVersion: ast.DefaultRegoVersion},
		})
		var errs ast.Errors
		switch {
		case errors.As(err, &errs):
			problems = append(problems, errs...)
		case err != nil:
			problems = append(problems, placed(err, path))
		default:
			formatted[path] = string(text)
		}
	}
	if len(problems) > 0 {
		return nil, problems
	}
	return formatResult{formatted}, nil
}
