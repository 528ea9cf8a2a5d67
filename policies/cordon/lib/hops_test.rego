package cordon.lib.hops_test

import data.cordon.lib.hops

test_refuses_nothing_where_every_hop_is_accepted if hops.refused({_hop(0, ["api"]), _hop(1, ["api"])}, ["api"]) == {}

test_refuses_a_value_once_at_the_first_hop_that_states_it if {
	hops.refused({_hop(1, ["api"]), _hop(2, ["api"])}, ["local"]) == {"api": 1}
}

test_refuses_every_value_of_a_hop_but_those_accepted if {
	hops.refused({_hop(0, ["api", "consumer", "local"])}, ["local"]) == {"api": 0, "consumer": 0}
}

test_accepts_all_of_a_hop_that_an_agreement_brings_to_an_accepted_value if {
	hops.refused({{"at": 0, "values": ["api", "consumer"], "or": {"local"}}}, ["local"]) == {}
}

test_refuses_the_other_hop_all_the_same if {
	agreed := {"at": 0, "values": ["api"], "or": {"local"}}
	hops.refused({agreed, _hop(1, ["api"])}, ["local"]) == {"api": 1}
}

test_refuses_the_unknown_even_where_it_is_listed if {
	hops.refused({_hop(0, ["unknown"])}, ["unknown"]) == {"unknown": 0}
	hops.refused({{"at": 0, "values": ["api"], "or": {"unknown"}}}, ["unknown"]) == {"api": 0}
}

test_refuses_everything_where_nothing_is_accepted if hops.refused({_hop(0, ["api"])}, []) == {"api": 0}

test_refuses_a_hop_that_states_nothing if {
	hops.refused({_hop(0, [])}, ["api"]) == {"unknown": 0}
	hops.refused({{"at": 1}}, ["api"]) == {"unknown": 1}
}

test_refuses_a_route_that_has_no_hop if hops.refused(set(), ["api"]) == {"unknown": 0}

_hop(at, values) := {"at": at, "values": values, "or": set()}
