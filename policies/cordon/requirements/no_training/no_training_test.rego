package cordon.requirements.no_training_test

import data.cordon.requirements.no_training

test_accepts_a_route_that_never_trains if {
	_unmet(_demand, {"training": {"rank": 0, "found": "never"}}) == set()
}

test_denies_a_route_that_may_train if {
	_unmet(_demand, {"training": {"rank": 1000000000, "found": "may"}}) == {_miss("may")}
}

test_denies_a_route_of_which_nothing_is_known if {
	_unmet(_demand, {"training": {"rank": 1000000001, "found": "unknown"}}) == {_miss("unknown")}
}

test_denies_a_route_without_training if _unmet(_demand, {}) == {_miss("unknown")}

test_denies_a_route_without_the_rank_of_its_training if {
	_unmet(_demand, {"training": {"found": "never"}}) == {_miss("never")}
}

test_denies_a_route_that_may_train_and_does_not_say_so if {
	_unmet(_demand, {"training": {"rank": 1000000000}}) == {_miss("unknown")}
}

test_denies_also_where_the_demand_names_no_category if {
	unmet := _unmet({"training": "never"}, {"training": {"rank": 1000000000, "found": "may"}})
	unmet == {object.union(_miss("may"), {"category": null})}
}

test_asks_nothing_where_training_is_not_demanded if {
	_unmet({"category": "public"}, {"training": {"rank": 1000000000, "found": "may"}}) == set()
}

test_tells_the_routes_and_the_categories_apart if {
	unmet := no_training.unmet with data.cordon.demands.all as {_demand, {"category": "phi", "training": "never"}}
		with data.cordon.standings.all as [
			{"training": {"rank": 0, "found": "never"}},
			{"training": {"rank": 1000000000, "found": "may"}},
		]
	unmet == {object.union(_miss("may"), {"standing": 1, "category": category}) | some category in {"pii", "phi"}}
}

_demand := {"category": "pii", "training": "never"}

_miss(found) := {"trait": "training", "standing": 0, "category": "pii", "need": "never", "found": found}

_unmet(demand, standing) := unmet if {
	unmet := no_training.unmet with data.cordon.demands.all as {demand}
		with data.cordon.standings.all as [standing]
}
