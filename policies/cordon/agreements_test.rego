package cordon.agreements_test

import data.cordon.example_test as example

test_counts_until_the_end_of_its_last_day if {
	example.effect(_keeper, _zdr({"validUntil": "2026-11-20"})) == "allow"
	example.effect(_keeper, _zdr({"validUntil": "2026-11-19"})) != "allow"
	example.effect(_keeper, _zdr({"validUntil": "2026-11-21"})) == "allow"
}

test_covers_every_provider_of_the_gateway_or_the_one_that_it_names if {
	example.effect(_keeper, _zdr({"provider": "*"})) == "allow"
	example.effect(_keeper, _zdr({"provider": "keeper"})) == "allow"
	example.effect(_keeper, _zdr({"provider": "good"})) != "allow"
}

test_covers_no_route_of_another_gateway if example.effect(_keeper, _zdr({"gateway": "maker"})) != "allow"

test_covers_the_account_that_it_names if {
	example.effect(_keeper, _zdr({"credential": "system"})) == "allow"
	example.effect(_keeper, _zdr({"credential": "byok"})) != "allow"
}

test_covers_the_models_that_it_names if {
	example.effect(_keeper, _zdr({"models": ["maker/*"]})) == "allow"
	example.effect(_keeper, _zdr({"models": ["other/*", "maker/model-1"]})) == "allow"
	example.effect(_keeper, _zdr({"models": ["other/*"]})) != "allow"
	example.effect(_keeper, _zdr({"models": []})) != "allow"
}

test_covers_no_model_by_name_where_the_call_names_none if {
	call := {"categories": ["pii"], "gateway": "maker", "now": "2026-11-20"}
	_effect(call, {"gateway": "maker", "retentionDays": 0}) == "allow"
	_effect(call, {"gateway": "maker", "retentionDays": 0, "models": ["*model*"]}) == "deny"
}

test_grants_nothing_that_it_does_not_say if {
	example.misses(_keeper, example.agreements([{"training": "never"}])) == {["keeper", "system", "retention", "30 days"]}
	example.effect(_keeper, example.agreements([{"retentionDays": 1}])) != "allow"
}

test_says_how_long_data_is_kept_then if {
	decision := example.decide(_keeper, example.agreements([{"retentionDays": 7}]))
	{[reason.found, reason.source] | some reason in decision.reasons} == {["7 days", null]}
}

test_grants_that_nobody_trains if {
	call := {"providers": {"only": ["trainer"]}}
	example.effect(call, example.agreements([{"training": "never"}])) == "allow"
}

test_makes_nothing_worse if {
	example.effect(_pii("good"), example.agreements([{"retentionDays": 30, "deployment": "private-cloud"}])) == "allow"
}

test_improves_the_hop_of_the_gateway_too if {
	kept := example.entry("hub", {"facts": [object.union(example.clean, {"retentionDays": 7})]})
	example.effect(_pii("good"), object.union(kept, _zdr({}))) == "allow"
	less := example.decide(_pii("good"), object.union(kept, example.agreements([{"retentionDays": 1}])))
	{reason.found | some reason in less.reasons} == {"1 day"}
}

test_takes_the_best_of_several if {
	held := example.agreements([{"retentionDays": 7}, {"retentionDays": 0}, {"training": "never"}])
	example.effect(_keeper, held) == "allow"
}

test_adds_assurances_on_both_hops if {
	call := {"categories": ["phi"], "providers": {"only": ["good"]}}
	example.effect(call, example.agreements([{"assurances": ["hipaa-baa"]}])) == "allow"
	example.codes(call, example.agreements([{"assurances": ["soc2"]}])) == {"assurance"}
}

test_puts_the_route_in_another_deployment if {
	consumer := example.providers({"good": [object.union(example.clean, {"deployment": "consumer"})]})
	call := {"providers": {"only": ["good"]}}
	example.codes(call, consumer) == {"deployment"}
	example.effect(call, object.union(consumer, example.agreements([{"deployment": "private-cloud"}]))) == "allow"
}

test_puts_the_route_in_another_region_and_under_other_headquarters if {
	european := {"categories": ["european"], "providers": {"only": ["good"]}}
	example.effect(european, example.agreements([{"region": "eu"}])) == "allow"
	example.effect(european, example.agreements([{"region": "us"}])) == "deny"
	german := {"categories": ["german"], "providers": {"only": ["good"]}}
	example.effect(german, example.agreements([{"headquarters": "DE"}])) == "allow"
	example.effect(german, example.agreements([{"headquarters": "US"}])) == "deny"
}

test_makes_assurances_needless_by_the_deployment_that_it_grants if {
	call := {"categories": ["phi"], "providers": {"only": ["good"]}}
	example.effect(call, example.agreements([{"deployment": "self-hosted"}])) == "allow"
}

test_covers_own_keys_by_a_contract_with_their_provider if {
	call := object.union(_pii("maker"), {"credentials": "byok"})
	example.effect(call, _zdr({"gateway": "maker"})) == "allow"
	example.effect(call, _zdr({"gateway": "maker", "credential": "byok"})) == "allow"
	example.effect(call, _zdr({"gateway": "maker", "credential": "system"})) == "deny"
	example.effect(call, _zdr({"gateway": "maker", "provider": "maker"})) == "allow"
	example.effect(call, _zdr({"gateway": "maker", "provider": "other"})) == "deny"
	example.effect(_pii("maker"), object.union(_zdr({"gateway": "maker"}), _kept)) != "allow"
}

test_covers_own_keys_on_the_hop_of_the_provider_alone if {
	call := object.union(_pii("maker"), {"credentials": "byok", "categories": ["phi"]})
	held := {"gateway": "maker", "retentionDays": 0, "assurances": ["hipaa-baa"]}
	example.codes(call, example.agreements([held])) == {"assurance"}
	both := [held, {"gateway": "hub", "credential": "byok", "assurances": ["hipaa-baa"]}]
	example.misses(call, example.agreements(both)) == {["maker", "system", "assurance", "not held"]}
}

test_asks_a_service_that_is_its_own_provider_for_no_account if {
	call := {"gateway": "maker", "categories": ["pii"], "model": "model-1"}
	every words in [{}, {"credential": "byok"}, {"credential": "system"}, {"provider": "maker"}] {
		example.effect(call, _zdr(object.union({"gateway": "maker"}, words))) == "allow"
	}
	example.effect(call, _zdr({"gateway": "maker", "provider": "other"})) == "deny"
}

test_does_not_lift_a_hard_fact_that_it_does_not_name if {
	hard := example.providers({"keeper": [object.union(example.clean, {"retentionDays": 30, "hard": true})]})
	example.misses(_keeper, object.union(hard, _zdr({}))) == {["keeper", "system", "retention", "30 days"]}
	example.effect(_keeper, object.union(hard, _zdr({"provider": "*"}))) != "allow"
	example.effect(_keeper, object.union(hard, _zdr({"provider": "keeper"}))) == "allow"
}

test_lifts_a_hard_fact_of_a_service_that_is_its_own_provider if {
	hard := example.entry("maker", {"facts": [object.union(example.clean, {"retentionDays": 30, "hard": true})]})
	call := {"gateway": "maker", "categories": ["pii"], "model": "model-1"}
	example.effect(call, object.union(hard, _zdr({"gateway": "maker"}))) == "allow"
}

test_lifts_a_hard_fact_on_a_model_that_it_names if {
	hard := {"catalog": {"models": [{"match": "*model-1", "facts": [example.fact({"retentionDays": 30, "hard": true})]}]}}
	example.misses(_pii("good"), object.union(hard, _zdr({}))) == {["good", "system", "retention", "30 days"]}
	example.effect(_pii("good"), object.union(hard, _zdr({"provider": "good"}))) != "allow"
	example.effect(_pii("good"), object.union(hard, _zdr({"models": ["*model-1"]}))) == "allow"
	partly := object.union(hard, example.agreements([{"retentionDays": 7, "models": ["*model-1"]}]))
	example.misses(_pii("good"), partly) == {["good", "system", "retention", "7 days"]}
}

test_lifts_a_hard_fact_on_features_when_it_names_them_all if {
	hard := {"catalog": {"features": [
		{"feature": "store", "facts": [example.fact({"retentionDays": 30, "hard": true})]},
		{"feature": "files", "facts": [example.fact({"retentionDays": 30, "hard": true})]},
		{"feature": "search", "facts": [example.fact({"training": "never", "hard": true})]},
		{"feature": "batch", "facts": [example.fact({"retentionDays": 30})]},
	]}}
	one := object.union(_pii("good"), {"features": ["store", "search", "batch"]})
	two := object.union(_pii("good"), {"features": ["store", "files"]})
	example.effect(one, object.union(hard, _zdr({}))) != "allow"
	example.effect(one, object.union(hard, _zdr({"features": ["store"]}))) == "allow"
	example.effect(two, object.union(hard, _zdr({"features": ["store"]}))) != "allow"
	example.effect(two, object.union(hard, _zdr({"features": ["files", "store"]}))) == "allow"
}

test_puts_nothing_beside_a_hard_place_that_it_does_not_name if {
	hard := example.providers({"good": [object.union(example.clean, {"deployment": "consumer", "hard": true})]})
	call := {"providers": {"only": ["good"]}}
	example.codes(call, object.union(hard, example.agreements([{"deployment": "local"}]))) == {"deployment"}
	named := example.agreements([{"deployment": "local", "provider": "good"}])
	example.effect(call, object.union(hard, named)) == "allow"
}

_pii(provider) := {"categories": ["pii"], "providers": {"only": [provider]}}

_keeper := _pii("keeper")

_kept := example.entry("hub", {"providers": [{
	"slug": "maker",
	"title": "Maker",
	"api": "maker",
	"facts": [example.fact({"retentionDays": 30})],
}]})

_zdr(words) := example.agreements([object.union({"retentionDays": 0}, words)])

_effect(call, agreement) := effect if {
	clean := object.union(example.clean, {"retentionDays": 30})
	effect := data.cordon.decision.effect with input as {"call": call}
		with data.catalog as {"models": [], "features": [], "gateways": {"maker": {
			"id": "maker",
			"kind": "api",
			"endpoints": ["language"],
			"facts": [clean],
		}}}
		with data.organisation as {
			"taxonomy": {"defaults": null, "categories": {"pii": [{"retentionDays": 0}]}},
			"agreements": [object.union({"reference": "contract 1", "validUntil": "2026-12-31"}, agreement)],
			"gateways": {},
			"models": [],
			"maxAgeDays": 365,
		}
		with data.revision as "sha256:test"
}
