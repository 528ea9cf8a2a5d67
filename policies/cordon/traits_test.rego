package cordon.traits_test

import data.cordon.example_test as example

test_takes_the_gateways_word_on_a_provider_before_the_providers_own if {
	example.misses(_pii("maker"), {}) == set()
	silent := _maker([example.fact({"deployment": "api"})])
	example.misses(_pii("maker"), silent) == {["maker", "system", "retention", "30 days"]}
}

test_takes_the_providers_own_word_where_the_gateway_says_nothing_of_a_trait if {
	retrained := example.entry("maker", {"facts": [object.union(example.clean, {"training": "may"})]})
	example.misses(_pii("maker"), retrained) == {["maker", "system", "training", "may"]}
}

test_knows_nothing_where_nobody_says_anything if {
	silent := example.providers({"good": [example.fact({"deployment": "api"})]})
	example.misses(_pii("good"), silent) == {
		["good", "system", "training", "unknown"],
		["good", "system", "retention", "unknown"],
	}
}

test_takes_the_word_on_the_endpoint_before_the_general_one if {
	changes := example.providers({"good": [
		example.clean,
		example.fact({"retentionDays": 7, "within": {"endpoint": "embedding"}}),
	]})
	example.misses(_pii("good"), changes) == set()
	call := object.union(_pii("good"), {"endpoint": "embedding"})
	example.misses(call, changes) == {["good", "system", "retention", "7 days"]}
}

test_takes_the_worse_of_two_facts_of_one_level if {
	changes := example.providers({"good": [example.clean, example.fact({"retentionDays": 7})]})
	example.misses(_pii("good"), changes) == {["good", "system", "retention", "7 days"]}
}

test_judges_by_the_tier_of_the_call if {
	example.misses(_tier("free"), _tiers) == {["good", "system", "training", "may"]}
	example.misses(_tier("paid"), _tiers) == set()
}

test_judges_by_every_tier_that_may_be_meant if {
	example.misses(_tier("unknown"), _tiers) == {["good", "system", "training", "may"]}
	example.misses({"providers": {"only": ["good"]}}, _tiers) == {["good", "system", "training", "may"]}
}

test_judges_by_no_tier_that_the_facts_do_not_tell_apart if {
	none := example.providers({"good": [example.clean, example.fact({"training": "may", "within": {"tier": "consumer"}})]})
	example.misses(_tier("unknown"), none) == set()
}

test_judges_by_no_tier_too_where_none_may_be_meant if {
	paid := example.providers({"good": [
		example.fact({"deployment": "api"}),
		example.fact({"training": "never", "within": {"tier": "paid"}}),
	]})
	example.misses(_tier("unknown"), paid) == {["good", "system", "training", "unknown"]}
	example.misses(_tier("paid"), paid) == set()
}

test_judges_by_the_tier_of_the_organisation_where_the_call_says_none if {
	paid := object.union(_tiers, example.declared({"tier": "paid"}))
	example.misses({"providers": {"only": ["good"]}}, paid) == set()
	example.misses(_tier("unknown"), paid) == set()
	example.misses(_tier("free"), paid) == {["good", "system", "training", "may"]}
}

test_knows_little_of_a_consumer_product if {
	example.misses(_tier("consumer"), example.providers({"good": [example.clean]})) == {
		["good", "system", "training", "unknown"],
		["good", "system", "deployment", "consumer"],
	}
}

test_knows_of_a_consumer_product_what_is_said_of_it if {
	changes := example.entry("maker", {"facts": [
		example.clean,
		example.fact({"training": "never", "within": {"tier": "consumer"}}),
	]})
	call := {"gateway": "maker", "model": "model-1", "tier": "consumer"}
	example.misses(call, changes) == {["maker", "system", "deployment", "consumer"]}
	example.misses(call, {}) == {
		["maker", "system", "deployment", "consumer"],
		["maker", "system", "training", "unknown"],
	}
}

test_judges_by_the_region_of_the_call if {
	changes := example.providers({"good": [
		object.union(example.clean, {"region": "us"}),
		example.fact({"region": "eu", "within": {"region": "eu-1"}}),
	]})
	hub := object.union(changes, example.entry("hub", {"facts": [object.union(example.clean, {"region": "eu"})]}))
	call := {"categories": ["european"], "providers": {"only": ["good"]}}
	example.misses(object.union(call, {"region": "eu-1"}), hub) == set()
	expected := {["good", "system", "region", "us"]}
	example.misses(object.union(call, {"region": "us-1"}), hub) == expected
	example.misses(object.union(call, {"region": "unknown"}), hub) == expected
	example.misses(call, hub) == expected
}

test_asks_for_the_region_of_the_gateway_too if {
	european := object.union(example.clean, {"region": "eu"})
	call := {"categories": ["european"], "providers": {"only": ["good"]}}
	example.misses(call, example.providers({"good": [european]})) == {["good", "system", "region", "unknown"]}
}

test_asks_for_the_headquarters_of_every_hop if {
	german := object.union(example.clean, {"headquarters": "DE"})
	call := {"categories": ["german"], "providers": {"only": ["good"]}}
	changes := object.union(example.providers({"good": [german]}), example.entry("hub", {"facts": [german]}))
	example.misses(call, changes) == set()
	foreign := object.union(changes, example.entry("hub", {"facts": [object.union(german, {"headquarters": "US"})]}))
	decision := example.decide(call, foreign)
	[reason] := decision.reasons
	[reason.code, reason.need, reason.found] == ["region", "headquarters in DE", "US"]
}

test_accepts_a_route_only_in_all_the_places_that_are_stated if {
	changes := example.providers({"good": [example.clean, object.union(example.clean, {"deployment": "consumer"})]})
	example.misses({"providers": {"only": ["good"]}}, changes) == {["good", "system", "deployment", "consumer"]}
}

test_asks_for_the_assurances_of_every_hop if {
	sound := object.union(example.clean, {"assurances": ["hipaa-baa", "soc2"]})
	call := {"categories": ["phi"], "providers": {"only": ["good"]}}
	provider := example.providers({"good": [sound]})
	example.misses(call, provider) == {["good", "system", "assurance", "not held"]}
	example.misses(call, object.union(provider, example.entry("hub", {"facts": [sound]}))) == set()
	less := example.providers({"good": [sound, object.union(sound, {"assurances": ["soc2"]})]})
	both := object.union(less, example.entry("hub", {"facts": [sound]}))
	example.misses(call, both) == {["good", "system", "assurance", "not held"]}
}

test_asks_for_no_assurance_on_ones_own_machine if {
	call := {"gateway": "machine", "categories": ["phi"], "model": "model-1"}
	example.misses(call, {}) == set()
	cloud := example.entry("machine", {"facts": [object.union(example.clean, {"deployment": "private-cloud"})]})
	example.misses(call, cloud) == {["machine", "system", "assurance", "not held"]}
}

test_takes_the_word_on_a_model_before_that_on_its_provider if {
	changes := _models([example.fact({"retentionDays": 30})])
	example.misses(_pii("good"), changes) == {["good", "system", "retention", "30 days"]}
	other := object.union(_pii("good"), {"model": "maker/model-2"})
	example.misses(other, changes) == set()
}

test_takes_the_good_word_on_a_model_too if {
	example.misses(_pii("keeper"), _models([example.fact({"retentionDays": 0})])) == set()
}

test_takes_the_gateways_word_on_a_model_before_the_general_one if {
	changes := object.union(
		_models([example.fact({"retentionDays": 30})]),
		example.entry("hub", {"models": [{"match": "maker/*", "facts": [example.fact({"retentionDays": 0})]}]}),
	)
	example.misses(_pii("good"), changes) == set()
}

test_hears_no_good_word_of_the_gateway_on_a_model_for_own_keys if {
	call := object.union(_pii("maker"), {"credentials": "byok"})
	soft := example.entry("hub", {"models": [{"match": "*", "facts": [example.fact({"retentionDays": 0})]}]})
	example.misses(call, soft) == {["maker", "byok", "retention", "30 days"]}
	hard := example.entry("hub", {"models": [{
		"match": "*",
		"facts": [example.fact({"retentionDays": 0, "hard": true})],
	}]})
	example.misses(call, hard) == set()
}

test_takes_no_word_on_a_model_for_another_endpoint if {
	fact := example.fact({"retentionDays": 30, "within": {"endpoint": "embedding"}})
	example.misses(_pii("good"), _models([fact])) == set()
	embedding := object.union(_pii("good"), {"endpoint": "embedding"})
	example.misses(embedding, _models([fact])) == {["good", "system", "retention", "30 days"]}
	gateway := example.entry("hub", {"models": [{"match": "*", "facts": [fact]}]})
	example.misses(_pii("good"), gateway) == set()
}

test_takes_the_word_on_a_feature_before_all_others if {
	call := object.union(_pii("good"), {"features": ["store"]})
	example.misses(call, {}) == {["good", "system", "retention", "30 days"]}
	example.misses(call, _models([example.fact({"retentionDays": 0})])) == {["good", "system", "retention", "30 days"]}
}

test_takes_the_gateways_word_on_a_feature_before_the_general_one if {
	changes := example.entry("hub", {"features": [{"feature": "store", "facts": [example.fact({"retentionDays": 1})]}]})
	call := object.union(_pii("good"), {"features": ["store"]})
	example.misses(call, changes) == {["good", "system", "retention", "1 day"]}
}

test_takes_no_general_word_on_a_feature_for_ones_own_machine if {
	call := {"gateway": "machine", "categories": ["pii"], "model": "model-1", "features": ["store"]}
	example.misses(call, {}) == set()
	own := example.entry("machine", {"features": [{"feature": "store", "facts": [example.fact({"retentionDays": 1})]}]})
	example.misses(call, own) == {["machine", "system", "retention", "1 day"]}
}

test_takes_no_word_on_a_feature_for_another_endpoint if {
	fact := example.fact({"retentionDays": 30, "within": {"endpoint": "embedding"}})
	changes := {"catalog": {"features": [{"feature": "store", "facts": [fact]}]}}
	example.misses(object.union(_pii("good"), {"features": ["store"]}), changes) == set()
}

test_takes_a_feature_for_used_that_the_endpoint_implies if {
	about := {"feature": "files", "impliedBy": ["batch"], "facts": [example.fact({"retentionDays": 30})]}
	call := object.union(_pii("good"), {"endpoint": "batch"})
	expected := {["good", "system", "retention", "30 days"]}
	example.misses(call, {"catalog": {"features": [about]}}) == expected
	example.misses(call, example.entry("hub", {"features": [about]})) == expected
	example.misses(_pii("good"), {"catalog": {"features": [about]}}) == set()
}

test_takes_the_worst_of_several_features if {
	changes := {"catalog": {"features": [
		{"feature": "store", "facts": [example.fact({"retentionDays": 30})]},
		{"feature": "search", "facts": [example.fact({"retentionDays": 90})]},
	]}}
	call := object.union(_pii("good"), {"features": ["store", "search"]})
	example.misses(call, changes) == {["good", "system", "retention", "90 days"]}
}

test_counts_what_the_gateway_keeps_as_much_as_what_the_provider_does if {
	kept := example.entry("hub", {"facts": [object.union(example.clean, {"retentionDays": 7})]})
	example.misses(_pii("good"), kept) == {["good", "system", "retention", "7 days"]}
	example.misses(_pii("keeper"), kept) == {["keeper", "system", "retention", "30 days"]}
}

test_counts_what_the_gateway_trains_on if {
	changes := example.entry("hub", {"facts": [object.union(example.clean, {"training": "may"})]})
	example.misses({"providers": {"only": ["good"]}}, changes) == {["good", "system", "training", "may"]}
}

test_counts_what_the_gateway_keeps_of_an_endpoint if {
	changes := example.entry("hub", {"facts": [
		example.clean,
		example.fact({"retentionDays": 7, "within": {"endpoint": "embedding"}}),
	]})
	example.misses(_pii("good"), changes) == set()
	call := object.union(_pii("good"), {"endpoint": "embedding"})
	example.misses(call, changes) == {["good", "system", "retention", "7 days"]}
}

test_counts_what_the_gateway_logs_unless_it_is_off if {
	logging := example.entry("hub", {"logging": {"facts": [example.fact({"retentionDays": 90})]}})
	expected := {["good", "system", "retention", "90 days"]}
	example.misses(_pii("good"), object.union(logging, example.declared({"logging": "on"}))) == expected
	example.misses(_pii("good"), object.union(logging, example.declared({"logging": "unknown"}))) == expected
	example.misses(_pii("good"), object.union(logging, example.declared({"logging": "off"}))) == set()
	example.misses(_pii("good"), object.union(logging, example.declared({}))) == set()
	example.misses(_pii("good"), logging) == set()
	example.misses(_pii("good"), example.declared({"logging": "on"})) == set()
}

test_logs_only_the_endpoints_that_are_said if {
	fact := example.fact({"retentionDays": 90, "within": {"endpoint": "embedding"}})
	logging := object.union(example.entry("hub", {"logging": {"facts": [fact]}}), example.declared({"logging": "on"}))
	example.misses(_pii("good"), logging) == set()
	embedding := object.union(_pii("good"), {"endpoint": "embedding"})
	example.misses(embedding, logging) == {["good", "system", "retention", "90 days"]}
}

test_counts_a_fact_up_to_its_last_day if {
	last := example.fact({"asOf": "2025-11-20"})
	example.misses(_pii("good"), example.providers({"good": [object.union(example.clean, last)]})) == set()
	example.misses(_pii("good"), example.providers({"good": [object.union(example.clean, example.stale({}))]})) == {
		["good", "system", "training", "unknown"],
		["good", "system", "retention", "unknown"],
		["good", "system", "deployment", "unknown"],
	}
}

test_counts_no_old_fact_beside_a_fresh_one if {
	changes := example.providers({"good": [example.clean, example.stale({"retentionDays": 90})]})
	example.misses(_pii("good"), changes) == set()
}

test_takes_no_general_fact_in_place_of_an_old_one if {
	example.misses(_pii("maker"), _maker([example.stale({"retentionDays": 0})])) == {[
		"maker", "system", "retention", "unknown",
	]}
}

test_counts_facts_by_the_age_that_the_organisation_sets if {
	short := {"organisation": {"maxAgeDays": 18}}
	example.codes(_pii("good"), short) == {"deployment", "retention", "training"}
	example.misses(_pii("good"), {"organisation": {"maxAgeDays": 19}}) == set()
}

_pii(provider) := {"categories": ["pii"], "providers": {"only": [provider]}}

_tier(tier) := {"tier": tier, "providers": {"only": ["good"]}}

_tiers := example.providers({"good": [
	example.clean,
	example.fact({"training": "may", "within": {"tier": "free"}}),
	example.fact({"training": "never", "within": {"tier": "paid"}}),
]})

_maker(facts) := example.entry("hub", {"providers": [{"slug": "maker", "api": "maker", "facts": facts}]})

_models(facts) := {"catalog": {"models": [{"match": "maker/model-1", "facts": facts}]}}
