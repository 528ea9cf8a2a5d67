package cordon.targets_test

import data.cordon.example_test as example

test_denies_a_gateway_that_the_catalogue_does_not_know if {
	decision := example.decide({"gateway": "nobody", "categories": ["internal", "pii", "public"]}, {})
	decision.effect == "deny"
	decision.reasons == [_reason("unknown-gateway", category, "a gateway that the catalogue knows", "nobody") |
		some category in ["internal", "pii"]
	]
	decision.assumptions == []
}

test_denies_an_endpoint_that_the_entry_does_not_cover if {
	example.decide({"endpoint": "realtime"}, {}).reasons == [_reason(
		"unsupported-endpoint",
		"internal",
		"an endpoint that the catalogue covers",
		"realtime",
	)]
}

test_denies_a_name_that_hides_its_route if {
	example.decide({"model": "saved/support"}, {}).reasons == [_opaque("saved/support")]
}

test_lets_what_is_hidden_pass_where_nothing_is_asked if {
	example.effect({"categories": ["public"], "model": "saved/support"}, {}) == "allow"
	example.effect({"categories": ["public"], "gateway": "nobody"}, {}) == "allow"
	example.effect({"categories": ["public"], "endpoint": "realtime"}, {}) == "allow"
}

test_lifts_what_is_hidden_by_no_control if {
	call := {"model": "saved/support", "controls": {"noTraining": true, "zeroRetention": true}}
	example.decide(call, {}).reasons == [_opaque("saved/support")]
}

test_judges_the_other_models_as_ever if {
	models := {"model": "saved/support", "fallbackModels": ["saved/other", "maker/model-2"]}
	call := object.union(models, {"providers": {"only": ["trainer"]}})
	decision := example.decide(call, {})
	{[reason.code, reason.found] | some reason in decision.reasons} == {
		["opaque-model", "saved/support"],
		["opaque-model", "saved/other"],
		["training", "may"],
	}
	{reason.route.model | some reason in decision.reasons} == {"maker/model-2"}
}

test_always_has_a_route_for_what_is_hidden if {
	call := {"model": "saved/support", "providers": {"only": ["good"], "ignore": ["good"]}}
	example.codes(call, {}) == {"opaque-model"}
}

test_judges_a_name_by_where_it_is_attested_to_lead if {
	example.effect(_saved, _leads({"gateway": "hub", "only": ["good"]})) == "allow"
	example.codes(_saved, _leads({"gateway": "hub", "only": ["trainer"]})) == {"training"}
	example.effect(_saved, _leads({"gateway": "machine", "model": "model-1"})) == "allow"
}

test_counts_an_attestation_until_the_end_of_its_last_day if {
	lead := {"match": "saved/*", "leadsTo": {"gateway": "hub", "only": ["good"]}, "reference": "r"}
	example.effect(_saved, example.attestations([object.union(lead, {"validUntil": "2026-11-20"})])) == "allow"
	ended := example.attestations([object.union(lead, {"validUntil": "2026-11-19"})])
	example.codes(_saved, ended) == {"opaque-model"}
	example.effect(_saved, example.attestations([object.union(lead, {"match": "saved/support"})])) == "allow"
	example.codes(_saved, example.attestations([object.union(lead, {"match": "saved/other"})])) == {"opaque-model"}
}

test_attests_no_place_that_nobody_knows if {
	example.codes(_saved, _leads({"gateway": "nobody"})) == {"opaque-model"}
	example.codes(object.union(_saved, {"endpoint": "embedding"}), _leads({"gateway": "machine"})) == {"opaque-model"}
	example.codes(_saved, _leads({"gateway": "hub", "model": "saved/other"})) == {"opaque-model"}
}

test_holds_the_call_to_every_attestation_of_a_name if {
	changes := example.attestations([
		{"match": "saved/*", "leadsTo": {"gateway": "hub", "only": ["good"]}, "reference": "r"},
		{"match": "saved/support", "leadsTo": {"gateway": "hub", "only": ["trainer"]}, "reference": "r"},
	])
	example.codes(_saved, changes) == {"training"}
}

test_looks_facts_up_by_the_model_that_is_attested if {
	models := {"catalog": {"models": [{"match": "maker/model-kept", "facts": [example.fact({"retentionDays": 30})]}]}}
	call := object.union(_saved, {"categories": ["pii"]})
	lead := _leads({"gateway": "hub", "model": "maker/model-kept", "only": ["good"]})
	example.misses(call, object.union(models, lead)) == {["good", "system", "retention", "30 days"]}
}

test_holds_lists_of_both_on_the_same_gateway if {
	lead := _leads({"gateway": "hub", "only": ["good", "trainer"]})
	example.effect(object.union(_saved, {"providers": {"only": ["good", "keeper"]}}), lead) == "allow"
	example.codes(object.union(_saved, {"providers": {"only": ["keeper"]}}), lead) == {"no-route"}
	example.effect(object.union(_saved, {"providers": {"ignore": ["trainer"]}}), lead) == "allow"
}

test_adds_controls_up_on_the_same_gateway if {
	lead := _leads({"gateway": "hub", "controls": {"noTraining": true}})
	example.effect(_saved, lead) == "allow"
	example.effect(object.union(_saved, {"controls": {"noTraining": false}}), lead) == "allow"
	example.effect(object.union(_saved, {"controls": {"noTraining": true}}), _leads({"gateway": "hub"})) == "allow"
}

test_takes_the_smaller_number_of_days_on_the_same_gateway if {
	days := object.union(_days, _leads({"gateway": "hub", "controls": {"maxRetentionDays": 7}}))
	[_kept(30, days), _kept(7, days), _kept(3, days)] == [{"7 days"}, {"7 days"}, {"3 days"}]
}

test_takes_neither_lists_nor_controls_nor_keys_along_to_another_gateway if {
	call := object.union(_saved, {
		"controls": {"noTraining": true},
		"providers": {"only": ["good"]},
		"credentials": "byok",
	})
	trainer := example.entry("maker", {"facts": [object.union(example.clean, {"training": "may"})]})
	lead := object.union(trainer, _leads({"gateway": "maker", "model": "model-1"}))
	example.misses(call, lead) == {["maker", "system", "training", "may"]}
}

test_has_its_own_lists_and_controls_at_another_gateway if {
	other := {"catalog": {"gateways": {"other": {
		"id": "other",
		"kind": "gateway",
		"endpoints": ["language"],
		"controls": {"noTraining": {"binds": {"system": true, "byok": false}, "endpoints": ["language"]}},
		"facts": [example.clean],
		"providers": [
			{"slug": "good", "facts": [example.clean]},
			{"slug": "trainer", "facts": [object.union(example.clean, {"training": "may"})]},
		],
	}}}}
	example.effect(_saved, object.union(other, _leads({"gateway": "other", "only": ["good"]}))) == "allow"
	example.misses(_saved, object.union(other, _leads({"gateway": "other", "only": ["trainer"]}))) == {[
		"trainer", "system", "training", "may",
	]}
	controlled := _leads({"gateway": "other", "only": ["good", "trainer"], "controls": {"noTraining": true}})
	example.effect(_saved, object.union(other, controlled)) == "allow"
	keys := {"organisation": {"gateways": {"other": {"credentials": "byok"}}}}
	keyed := object.union(object.union(other, keys), _leads({"gateway": "other", "only": ["good"]}))
	example.misses(_saved, keyed) == {
		["good", "byok", "training", "unknown"],
		["good", "byok", "deployment", "unknown"],
	}
}

test_counts_the_gateway_of_the_call_as_one_more_hop if {
	kept := example.entry("hub", {"facts": [object.union(example.clean, {"retentionDays": 7})]})
	call := object.union(_saved, {"categories": ["pii"]})
	lead := object.union(kept, _leads({"gateway": "machine", "model": "model-1"}))
	decision := example.decide(call, lead)
	{[reason.found, reason.source] | some reason in decision.reasons} == {["7 days", "terms, 2026-11-01"]}
	agreement := {"organisation": {"agreements": [{
		"gateway": "hub",
		"retentionDays": 0,
		"reference": "contract 1",
		"validUntil": "2026-12-31",
	}]}}
	example.effect(call, object.union(lead, agreement)) == "allow"
	named := {"organisation": {"agreements": [object.union(agreement.organisation.agreements[0], {"provider": "good"})]}}
	example.effect(call, object.union(lead, named)) == "deny"
	ended := {"organisation": {"agreements": [object.union(
		agreement.organisation.agreements[0],
		{"validUntil": "2026-11-19"},
	)]}}
	example.effect(call, object.union(lead, ended)) == "deny"
}

test_names_the_source_of_a_place_on_the_outer_hop if {
	foreign := example.entry("hub", {"facts": [object.union(example.clean, {"region": "us"})]})
	machine := example.entry("machine", {"facts": [object.union(example.clean, {"region": "eu"})]})
	changes := object.union(object.union(foreign, machine), _leads({"gateway": "machine"}))
	decision := example.decide(object.union(_saved, {"categories": ["european"]}), changes)
	{[reason.found, reason.source] | some reason in decision.reasons} == {["us", "terms, 2026-11-01"]}
}

test_asks_for_the_assurances_of_the_outer_hop_too if {
	call := object.union(_saved, {"categories": ["phi"]})
	example.codes(call, _leads({"gateway": "machine"})) == {"assurance"}
	sound := example.entry("hub", {"facts": [object.union(example.clean, {"assurances": ["hipaa-baa"]})]})
	example.effect(call, object.union(sound, _leads({"gateway": "machine"}))) == "allow"
}

test_amends_nothing_at_another_gateway if {
	call := object.union(_saved, {"fallbackModels": ["maker/model-1"], "providers": {"only": ["good", "trainer"]}})
	trainer := example.entry("maker", {"facts": [object.union(example.clean, {"training": "may"})]})
	lead := object.union(trainer, _leads({"gateway": "maker"}))
	example.effect(call, lead) == "deny"
	example.effect(call, _leads({"gateway": "maker"})) == "amend"
}

test_denies_features_that_nobody_knows if {
	decision := example.decide({"features": ["store", "mind-reading"], "providers": {"only": ["good"]}}, {})
	decision.effect == "deny"
	decision.reasons == [_reason("feature", "internal", "a feature that the catalogue knows", "mind-reading")]
	own := example.entry("hub", {"features": [{"feature": "mind-reading", "facts": [example.clean]}]})
	example.effect({"features": ["mind-reading"], "providers": {"only": ["good"]}}, own) == "allow"
	example.effect({"categories": ["public"], "features": ["mind-reading"]}, {}) == "allow"
}

test_denies_features_that_a_gateway_further_on_does_not_know if {
	own := example.entry("hub", {"features": [{"feature": "mind-reading", "facts": [example.clean]}]})
	call := object.union(_saved, {"features": ["mind-reading"]})
	example.codes(call, object.union(own, _leads({"gateway": "machine"}))) == {"feature"}
	example.codes(call, own) == {"opaque-model"}
}

_kept(days, changes) := {reason.found |
	call := object.union(_saved, {"categories": ["pii"], "controls": {"maxRetentionDays": days}})
	some reason in example.decide(call, changes).reasons
	reason.code == "retention"
}

_saved := {"model": "saved/support"}

_leads(lead) := example.attestations([{"match": "saved/*", "leadsTo": lead, "reference": "r"}])

_days := example.entry("hub", {"controls": {"maxRetentionDays": {
	"binds": {"system": true, "byok": false},
	"endpoints": ["language"],
}}})

_opaque(model) := _reason("opaque-model", "internal", "a model whose route is known", model)

_reason(code, category, need, found) := {
	"code": code,
	"category": category,
	"route": null,
	"need": need,
	"found": found,
	"source": null,
}

test_takes_a_name_that_hides_its_route_anywhere_for_hidden_at_every_gateway if {
	everywhere := {"catalog": {"models": [{"match": "vmc/*", "opaque": true, "facts": []}]}}
	example.codes({"model": "vmc/support"}, everywhere) == {"opaque-model"}
	not "opaque-model" in example.codes({"model": "vmd/support"}, everywhere)
}
