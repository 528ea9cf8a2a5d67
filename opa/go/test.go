package main

import (
	"cmp"
	"context"
	"encoding/json"
	"runtime"
	"slices"
	"strings"
	"time"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/cover"
	"github.com/open-policy-agent/opa/v1/storage"
	"github.com/open-policy-agent/opa/v1/storage/inmem"
	"github.com/open-policy-agent/opa/v1/tester"
	"github.com/open-policy-agent/opa/v1/topdown"
)

type testRequest struct {
	Sources        sources         `json:"sources"`
	Data           document        `json:"data"`
	TimeoutSeconds float64         `json:"timeoutSeconds"`
	Run            string          `json:"run"`
	Capabilities   json.RawMessage `json:"capabilities"`
}

type testResults struct {
	Results  []testResult `json:"results"`
	Coverage coverage     `json:"coverage"`
}

type testResult struct {
	Package     string   `json:"package"`
	Name        string   `json:"name"`
	File        string   `json:"file"`
	Line        int      `json:"line"`
	Passed      bool     `json:"passed"`
	Skipped     bool     `json:"skipped"`
	Error       string   `json:"error,omitempty"`
	DurationMs  float64  `json:"durationMs"`
	Output      string   `json:"output,omitempty"`
	FailedCases []string `json:"failedCases,omitempty"`
}

// test does what `opa test --coverage` does.
func test(body []byte) (any, error) {
	request, err := decode[testRequest](body)
	if err != nil {
		return nil, err
	}
	capabilities, err := capabilitiesOf(request.Capabilities)
	if err != nil {
		return nil, err
	}
	modules, err := request.Sources.parse(capabilities)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	store := inmem.NewFromObject(request.Data.object())
	txn, err := store.NewTransaction(ctx)
	if err != nil {
		return nil, err
	}
	defer store.Abort(ctx, txn)

	covered := cover.New()
	results, err := tester.NewRunner().
		SetCompiler(ast.NewCompiler().
			WithCapabilities(capabilities).
			WithPathConflictsCheck(storage.NonEmpty(ctx, store, txn)).
			WithEnablePrintStatements(true).
			WithUseTypeCheckAnnotations(true)).
		SetStore(store).
		SetModules(modules).
		SetCoverageQueryTracer(&yielding{Cover: covered}).
		SetTimeout(timeout(request.TimeoutSeconds)).
		SetParallel(1).
		Filter(request.Run).
		RunTests(ctx, txn)
	if err != nil {
		return nil, err
	}
	return testResults{Results: collect(results), Coverage: coverageOf(covered, modules)}, nil
}

func timeout(seconds float64) time.Duration {
	return time.Duration(cmp.Or(seconds, 5) * float64(time.Second))
}

// collect sorts by place, because tests end in no particular order.
func collect(channel chan *tester.Result) []testResult {
	results := []testResult{}
	for result := range channel {
		results = append(results, toTestResult(result))
	}
	slices.SortFunc(results, func(a, b testResult) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), strings.Compare(a.Name, b.Name))
	})
	return results
}

func toTestResult(result *tester.Result) testResult {
	reported := testResult{
		Package:    result.Package,
		Name:       result.Name,
		Passed:     result.Pass(),
		Skipped:    result.Skip,
		DurationMs: float64(result.Duration.Microseconds()) / 1000,
		Output:     string(result.Output),
	}
	if result.Location != nil {
		reported.File, reported.Line = result.Location.File, result.Location.Row
	}
	if result.Error != nil {
		reported.Error = result.Error.Error()
	}
	for name, sub := range result.SubResults.Iter {
		if sub.Fail && len(sub.SubResults) == 0 {
			reported.FailedCases = append(reported.FailedCases, strings.Join(name, "/"))
		}
	}
	return reported
}

// yielding lets timers run while a test evaluates. WebAssembly has one thread and no preemption:
// without a pause now and then, the timeout of a runaway test would never be noticed.
type yielding struct {
	*cover.Cover
	events uint
}

func (y *yielding) TraceEvent(event topdown.Event) {
	y.Cover.TraceEvent(event)
	if y.events++; y.events%1024 == 0 {
		runtime.Gosched()
	}
}
