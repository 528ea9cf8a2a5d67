package cordon.survey_test

import data.cordon.example_test as example

test_decides_the_same_on_a_survey_that_is_given_back if {
	every call in [{}, {"categories": ["phi"], "tier": "paid"}, {"gateway": "maker", "categories": ["pii"]}] {
		fresh := example.decide(call, {})
		kept := example.decide(call, {}) with data.prepared as _prepared(call)
		fresh == kept
	}
}

test_makes_a_survey_for_a_host_to_keep if {
	object.keys(_prepared({})) != set()
}

test_makes_no_survey_of_a_gateway_that_nobody_knows if not _surveyed({"gateway": "nobody"})

test_takes_no_survey_of_another_day if {
	old := _prepared({"now": "2030-01-01"})
	example.decide({}, {}) == example.decide({}, {}) with data.prepared as old
}

_prepared(call) := {made.key: json.unmarshal(json.marshal(made.survey))} if made := _surveyed(call)

_surveyed(call) := example.surveyed(call)
