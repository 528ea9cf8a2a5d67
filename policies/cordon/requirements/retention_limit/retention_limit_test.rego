package cordon.requirements.retention_limit_test

import data.cordon.requirements.retention_limit

test_accepts_a_route_that_keeps_nothing if {
	_unmet(_demand(0), {"retentionDays": {"rank": 0, "found": 0}}) == set()
}

test_denies_a_route_that_keeps_data_for_a_day if {
	_unmet(_demand(0), {"retentionDays": {"rank": 1, "found": 1}}) == {_miss("0 days", "1 day")}
}

test_accepts_a_route_that_keeps_data_for_as_long_as_the_limit_allows if {
	_unmet(_demand(30), {"retentionDays": {"rank": 30, "found": 30}}) == set()
}

test_denies_a_route_that_keeps_data_for_a_day_longer if {
	_unmet(_demand(30), {"retentionDays": {"rank": 31, "found": 31}}) == {_miss("30 days", "31 days")}
}

test_denies_a_route_that_keeps_data_for_ever if {
	standing := {"retentionDays": {"rank": 1000000000, "found": "indefinite"}}
	_unmet(_demand(1), standing) == {_miss("1 day", "indefinite")}
}

test_denies_a_route_of_which_nothing_is_known if {
	standing := {"retentionDays": {"rank": 1000000001, "found": "unknown"}}
	_unmet(_demand(30), standing) == {_miss("30 days", "unknown")}
}

test_denies_a_route_without_retention if _unmet(_demand(30), {}) == {_miss("30 days", "unknown")}

test_denies_a_route_without_the_rank_of_its_retention if {
	_unmet(_demand(30), {"retentionDays": {"found": 0}}) == {_miss("30 days", "0 days")}
}

test_denies_a_route_that_keeps_data_and_does_not_say_how_long if {
	_unmet(_demand(30), {"retentionDays": {"rank": 31}}) == {_miss("30 days", "unknown")}
}

test_denies_also_where_the_demand_names_no_category if {
	unmet := _unmet({"retentionDays": 0}, {"retentionDays": {"rank": 30, "found": 30}})
	unmet == {object.union(_miss("0 days", "30 days"), {"category": null})}
}

test_asks_nothing_where_no_limit_is_demanded if {
	_unmet({"category": "internal"}, {"retentionDays": {"rank": 30, "found": 30}}) == set()
}

test_holds_every_route_against_every_limit if {
	unmet := retention_limit.unmet with data.cordon.demands.all as {_demand(0), _demand(30)}
		with data.cordon.standings.all as [
			{"retentionDays": {"rank": 0, "found": 0}},
			{"retentionDays": {"rank": 7, "found": 7}},
			{"retentionDays": {"rank": 60, "found": 60}},
		]
	unmet == {
		object.union(_miss("0 days", "7 days"), {"standing": 1}),
		object.union(_miss("0 days", "60 days"), {"standing": 2}),
		object.union(_miss("30 days", "60 days"), {"standing": 2}),
	}
}

_demand(days) := {"category": "pii", "retentionDays": days}

_miss(need, found) := {"trait": "retentionDays", "standing": 0, "category": "pii", "need": need, "found": found}

_unmet(demand, standing) := unmet if {
	unmet := retention_limit.unmet with data.cordon.demands.all as {demand}
		with data.cordon.standings.all as [standing]
}
