package cordon.verdict_test

import data.cordon.example_test as example

test_adds_the_requirements_of_the_organisation if {
	miss := {"category": "internal", "need": "another day", "found": "friday"}
	decision := example.decide(_good, _own) with data.org.requirements as _objecting(miss)
	decision.effect == "deny"
	decision.reasons == [{
		"code": "no_fridays",
		"category": "internal",
		"route": {"provider": "good", "credential": "system"},
		"need": "another day",
		"found": "friday",
		"source": null,
	}]
}

test_objects_to_a_call_of_which_the_categories_ask_nothing if {
	decision := example.decide({"categories": ["public"]}, _own) with data.org.requirements as _objecting({})
	[decision.effect, {reason.code | some reason in decision.reasons}] == ["deny", {"no_fridays"}]
}

test_lets_a_call_pass_that_the_requirements_of_the_organisation_have_nothing_against if {
	example.effect(_good, _own) == "allow" with data.org.requirements as {"no_fridays": {"unmet": []}}
}

test_needs_no_words_of_a_miss if {
	decision := example.decide(_good, _own) with data.org.requirements as _objecting({})
	[[reason.category, reason.need, reason.found] | some reason in decision.reasons] == [[null, null, null]]
}

test_takes_the_place_of_a_standing_for_a_miss if {
	decision := example.decide(_good, _own) with data.org.requirements as {"no_fridays": {"unmet": numbers.range(0, 9)}}
	[[reason.code, reason.category] | some reason in decision.reasons] == [["no_fridays", null]]
}

test_counts_a_miss_of_an_unknown_shape_for_every_route if {
	every miss in ["good", true, null, [], {}, {"category": "internal"}, {"standing": "good"}, {"route": 0}] {
		not _passes({"no_fridays": {"unmet": [miss]}})
	}
}

# The same on every standing there may be.
test_takes_a_miss_of_a_standing_that_is_none_for_a_miss_of_all if {
	every miss in [99, -1, 0.5, {"standing": 99, "category": "internal"}] {
		not _passes({"no_fridays": {"unmet": [miss]}})
	}
}

_objecting(miss) := {"no_fridays": {"unmet": [object.union(miss, {"standing": place}) |
	some place in numbers.range(0, 99)
]}}

_passes(requirements) if {
	example.effect(_good, _own) in {"allow", "amend"} with data.org.requirements as requirements
}

_good := {"providers": {"only": ["good"]}}

_own := {"organisation": {"ownRequirements": true}}
