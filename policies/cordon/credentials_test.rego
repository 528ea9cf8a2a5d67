package cordon.credentials_test

import data.cordon.example_test as example

test_takes_the_account_of_the_gateway_where_nobody_says if {
	example.misses(_pii("maker", {}), {}) == set()
}

test_judges_a_key_of_the_callers_own_by_the_terms_of_the_provider if {
	example.misses(_pii("maker", {"credentials": "byok"}), {}) == {["maker", "byok", "retention", "30 days"]}
}

test_judges_a_key_by_nothing_that_the_gateway_says if {
	# The gateway's facts on `good` are all that is known of it.
	example.misses(_pii("good", {"credentials": "byok"}), {}) == {
		["good", "byok", "training", "unknown"],
		["good", "byok", "retention", "unknown"],
	}
}

test_judges_the_account_of_the_gateway_too_where_a_key_may_fail if {
	example.misses(_pii("keeper", {"credentials": "byok"}), {}) == {
		["keeper", "byok", "training", "unknown"],
		["keeper", "byok", "retention", "unknown"],
		["keeper", "system", "retention", "30 days"],
	}
}

test_judges_the_key_alone_where_the_gateway_does_not_fail_over if {
	example.misses(_pii("keeper", {"credentials": "byok"}), _strict) == {
		["keeper", "byok", "training", "unknown"],
		["keeper", "byok", "retention", "unknown"],
	}
}

test_judges_every_provider_by_a_key_where_none_is_listed if {
	keyed := {provider | some [provider, "byok", "training", _] in example.misses({"credentials": "byok"}, {})}
	keyed == {"good", "keeper", "trainer", "*"}
}

test_judges_only_the_listed_providers_by_a_key if {
	call := {"credentials": "byok", "byokProviders": ["good"]}
	example.misses(call, _strict) == {["good", "byok", "training", "unknown"]}
	example.misses(call, {}) == {
		["good", "byok", "training", "unknown"],
		["trainer", "system", "training", "may"],
		["*", "system", "training", "unknown"],
	}
}

test_judges_a_key_for_a_name_that_is_not_listed if {
	call := {"credentials": "byok", "byokProviders": ["stranger"]}
	example.misses(call, _strict) == {["stranger", "byok", "training", "unknown"]}
}

test_judges_no_key_that_the_lists_leave_out if {
	keys := {"credentials": "byok", "byokProviders": ["stranger", "trainer"]}
	only := object.union(keys, {"providers": {"only": ["trainer"]}})
	example.misses(only, _strict) == {["trainer", "byok", "training", "unknown"]}
	ignoring := object.union(keys, {"providers": {"ignore": ["stranger"]}})
	example.misses(ignoring, _strict) == {["trainer", "byok", "training", "unknown"]}
	listed := {"credentials": "byok", "byokProviders": ["stranger"], "providers": {"only": ["stranger", "good"]}}
	example.misses(listed, _strict) == {["stranger", "byok", "training", "unknown"]}
}

test_judges_a_name_that_is_not_listed_by_a_key_where_every_provider_is if {
	call := {"credentials": "byok", "providers": {"only": ["stranger"]}}
	example.misses(call, _strict) == {["stranger", "byok", "training", "unknown"]}
}

test_takes_a_call_that_lists_keys_for_one_on_keys if {
	call := _pii("maker", {"byokProviders": ["maker"]})
	example.misses(call, {}) == {["maker", "byok", "retention", "30 days"]}
	example.misses(object.union(call, {"credentials": "system"}), {}) == set()
}

test_judges_both_accounts_where_the_call_does_not_know if {
	example.misses(_pii("keeper", {"credentials": "unknown"}), _strict) == {
		["keeper", "byok", "training", "unknown"],
		["keeper", "byok", "retention", "unknown"],
		["keeper", "system", "retention", "30 days"],
	}
}

test_adds_the_word_of_the_organisation_to_that_of_the_call if {
	call := _pii("maker", {"credentials": "system"})
	example.misses(call, example.declared({"credentials": "byok"})) == {["maker", "byok", "retention", "30 days"]}
}

test_takes_the_word_of_the_organisation_where_the_call_says_nothing if {
	changes := object.union(_strict, example.declared({"credentials": "byok"}))
	example.misses(_pii("keeper", {}), changes) == {
		["keeper", "byok", "training", "unknown"],
		["keeper", "byok", "retention", "unknown"],
	}
	example.misses(_pii("maker", {}), example.declared({"credentials": "unknown"})) == {[
		"maker", "byok", "retention", "30 days",
	]}
	example.misses(_pii("maker", {}), example.declared({"credentials": "system"})) == set()
}

test_adds_the_keys_of_the_organisation_to_those_of_the_call if {
	changes := object.union(_strict, example.declared({"byokProviders": ["keeper"]}))
	call := {"credentials": "byok", "byokProviders": ["good"], "providers": {"only": ["good", "keeper", "trainer"]}}
	{provider | some [provider, "byok", _, _] in example.misses(call, changes)} == {"good", "keeper"}
}

test_takes_nothing_from_keys_that_only_the_organisation_lists if {
	example.misses(_pii("maker", {}), example.declared({"byokProviders": ["maker"]})) == set()
}

test_judges_a_key_without_an_entry_for_its_provider_as_those_not_listed if {
	changes := example.entry("hub", {"unlisted": [example.clean]})
	example.misses(_pii("good", {"credentials": "byok"}), changes) == set()
}

test_knows_one_account_at_a_service_that_is_its_own_provider if {
	call := {"gateway": "maker", "model": "model-1", "categories": ["pii"], "credentials": "byok"}
	example.misses(call, {}) == {["maker", "system", "retention", "30 days"]}
}

_strict := example.entry("hub", {"failover": false})

_pii(provider, words) := object.union({"categories": ["pii"], "providers": {"only": [provider]}}, words)
