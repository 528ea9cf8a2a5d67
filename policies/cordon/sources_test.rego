package cordon.sources_test

import data.cordon.example_test as example

test_names_the_source_of_what_a_provider_says if {
	example.sources(_pii, _good([_said({"retentionDays": 30}, "terms of good")])) == {"terms of good, 2026-11-01"}
}

test_names_no_source_for_what_nobody_says if example.sources({"providers": {"only": ["stranger"]}}, {}) == {null}

test_names_the_source_of_the_makers_own_terms if {
	facts := [example.fact({"deployment": "api"})]
	silent := example.entry("hub", {"providers": [{"slug": "maker", "api": "maker", "facts": facts}]})
	own := example.entry("maker", {"facts": [_said({"retentionDays": 30}, "terms of maker")]})
	call := {"categories": ["pii"], "providers": {"only": ["maker"]}}
	example.sources(call, object.union(silent, own)) == {"terms of maker, 2026-11-01"}
}

test_names_the_source_on_the_model if {
	models := _models([_said({"retentionDays": 30}, "card")])
	example.sources(_pii, models) == {"card, 2026-11-01"}
}

test_names_the_source_on_a_floor_of_the_model if {
	models := _models([_said({"retentionDays": 30, "hard": true}, "card")])
	held := example.agreements([{"retentionDays": 0}])
	example.sources(_pii, object.union(models, held)) == {"card, 2026-11-01"}
}

test_names_the_source_on_the_floor_alone_where_a_control_lifts_the_rest if {
	models := _models([
		_said({"retentionDays": 90}, "blog"),
		_said({"retentionDays": 30, "hard": true}, "card"),
	])
	call := object.union(_pii, {"controls": {"zeroRetention": true}})
	example.sources(_pii, models) == {"blog, 2026-11-01"}
	example.sources(call, models) == {"card, 2026-11-01"}
}

test_names_no_source_on_a_floor_that_is_unknown if {
	models := _models([example.stale({"retentionDays": 30, "hard": true})])
	held := example.agreements([{"retentionDays": 0}])
	example.misses(_pii, object.union(models, held)) == {["good", "system", "retention", "unknown"]}
	example.sources(_pii, object.union(models, held)) == {null}
}

test_names_the_source_on_the_gateway if {
	hub := example.entry("hub", {"facts": [_said({"retentionDays": 7}, "terms of hub")]})
	example.sources(_pii, hub) == {"terms of hub, 2026-11-01"}
}

test_names_no_source_for_what_an_agreement_or_a_control_leaves if {
	held := example.agreements([{"retentionDays": 7}])
	example.sources(_pii, object.union(_good([_said({"retentionDays": 30}, "terms of good")]), held)) == {null}
	hub := example.entry("hub", {"facts": [_said({"retentionDays": 30}, "terms of hub")]})
	example.sources(_pii, object.union(hub, held)) == {null}
}

test_names_every_source_that_cases_of_one_route_have if {
	facts := [
		example.clean,
		_said({"retentionDays": 30, "within": {"tier": "free"}}, "free terms"),
		_said({"retentionDays": 30, "within": {"tier": "paid"}}, "paid terms"),
	]
	decision := example.decide(object.union(_pii, {"tier": "unknown"}), _good(facts))
	sources := [reason.source | some reason in decision.reasons]
	sources == ["free terms, 2026-11-01", "paid terms, 2026-11-01"]
}

test_names_the_source_of_a_place if {
	consumer := _good([_said({"deployment": "consumer"}, "terms of good")])
	call := {"providers": {"only": ["good"]}}
	example.sources(call, consumer) == {"terms of good, 2026-11-01"}
	models := _models([_said({"deployment": "consumer"}, "card")])
	example.sources(call, models) == {"card, 2026-11-01"}
	hub := example.entry("hub", {"facts": [_said({"deployment": "consumer"}, "terms of hub")]})
	example.sources(call, hub) == {"terms of hub, 2026-11-01"}
}

test_names_no_source_for_assurances if {
	example.sources({"categories": ["phi"], "providers": {"only": ["good"]}}, {}) == {null}
}

_pii := {"categories": ["pii"], "providers": {"only": ["good"]}}

_said(traits, source) := object.union(object.union(example.clean, traits), {"source": source})

_good(facts) := example.providers({"good": facts})

_models(facts) := {"catalog": {"models": [{"match": "maker/*", "facts": facts}]}}
