package cordon.assumptions_test

import data.cordon.example_test as example

test_assumes_no_own_keys_where_nobody_says if _assumed({}, {}) == ["no own keys on the gateway account"]

test_assumes_nothing_of_keys_where_somebody_says if {
	every credentials in ["system", "byok", "unknown"] {
		_assumed({"credentials": credentials}, {}) == []
		_assumed({}, example.declared({"credentials": credentials})) == []
	}
	_assumed({"byokProviders": ["good"]}, {}) == []
	_assumed({"byokProviders": []}, {}) == ["no own keys on the gateway account"]
}

test_assumes_that_logging_is_off_where_nobody_says if {
	_assumed({"credentials": "system"}, _logging) == ["gateway logging off"]
	every word in ["on", "off", "unknown"] {
		_assumed({"credentials": "system"}, object.union(_logging, example.declared({"logging": word}))) == []
	}
}

test_assumes_the_paid_tier_by_the_word_of_the_call if {
	_assumed({"credentials": "system", "tier": "paid"}, _tiers) == ["paid tier"]
	_assumed({"credentials": "system", "tier": "free"}, _tiers) == []
	_assumed({"credentials": "system"}, _tiers) == []
	_assumed({"credentials": "system", "tier": "paid"}, object.union(_tiers, example.declared({"tier": "paid"}))) == []
}

test_assumes_no_tier_where_no_fact_depends_on_it if _assumed({"credentials": "system", "tier": "paid"}, {}) == []

test_assumes_the_paid_tier_also_of_those_not_listed_and_of_a_service_itself if {
	unlisted := example.entry("hub", {"unlisted": [_paid]})
	_assumed({"credentials": "system", "tier": "paid"}, unlisted) == ["paid tier"]
	maker := example.entry("maker", {"facts": [example.clean, _paid]})
	_assumed({"gateway": "maker", "model": "model-1", "tier": "paid"}, maker) == ["paid tier"]
}

test_assumes_all_in_order if {
	changes := object.union(_logging, _tiers)
	_assumed({"tier": "paid"}, changes) == ["gateway logging off", "no own keys on the gateway account", "paid tier"]
}

test_assumes_nothing_of_a_gateway_that_nobody_knows if {
	_assumed({"gateway": "nobody", "tier": "paid"}, {}) == []
	_assumed({"endpoint": "realtime", "tier": "paid"}, _tiers) == []
}

test_assumes_nothing_of_keys_at_a_service_that_is_its_own_provider if {
	_assumed({"gateway": "maker", "model": "model-1"}, {}) == []
}

_assumed(call, changes) := example.decide(call, changes).assumptions

_logging := example.entry("hub", {"logging": {"facts": [example.fact({"retentionDays": 90})]}})

_paid := example.fact({"training": "never", "within": {"tier": "paid"}})

_tiers := example.entry("hub", {"providers": [{"slug": "good", "title": "Good", "facts": [example.clean, _paid]}]})
