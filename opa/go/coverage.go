package main

import (
	"slices"
	"strings"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
)

type coverage struct {
	Percent float64                 `json:"percent"`
	Files   map[string]fileCoverage `json:"files"`
}

type fileCoverage struct {
	Covered    []int   `json:"covered"`
	NotCovered []int   `json:"notCovered"`
	Percent    float64 `json:"percent"`
}

// coverageOf counts lines as OPA does, but leaves out test files: a test always covers itself.
func coverageOf(covered *cover.Cover, modules map[string]*ast.Module) coverage {
	report := covered.Report(modules)
	files := map[string]fileCoverage{}
	hit, missed := 0, 0
	for path, file := range report.Files {
		if strings.HasSuffix(path, "_test.rego") {
			continue
		}
		files[path] = fileCoverage{
			Covered:    rows(file.Covered),
			NotCovered: rows(file.NotCovered),
			Percent:    percent(file.CoveredLines, file.NotCoveredLines),
		}
		hit += file.CoveredLines
		missed += file.NotCoveredLines
	}
	return coverage{Percent: percent(hit, missed), Files: files}
}

// percent is 100 where there is nothing to cover.
func percent(hit, missed int) float64 {
	if hit+missed == 0 {
		return 100
	}
	return 100 * float64(hit) / float64(hit+missed)
}

func rows(ranges []cover.Range) []int {
	lines := []int{}
	for _, r := range ranges {
		for row := r.Start.Row; row <= r.End.Row; row++ {
			lines = append(lines, row)
		}
	}
	slices.Sort(lines)
	return slices.Compact(lines)
}
