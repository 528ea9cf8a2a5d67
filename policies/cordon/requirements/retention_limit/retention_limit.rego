# METADATA
# title: Retention limit
# description: Nobody on the route keeps data of this category for longer than the category allows.
# custom:
#   code: retention
package cordon.requirements.retention_limit

import data.cordon.demands
import data.cordon.standings

# METADATA
# description: Standings that keep data for longer than the limit, or for nobody knows how long
unmet contains {
	"trait": "retentionDays",
	"standing": place,
	"category": object.get(demand, "category", null),
	"need": _days(demand.retentionDays),
	"found": _days(object.get(standing, ["retentionDays", "found"], "unknown")),
} if {
	some demand in demands.all
	is_number(demand.retentionDays)
	within := _within(demand.retentionDays)
	some place, standing in standings.all
	not place in within
}

# Always a set, possibly empty, so the negation above cannot become undefined.
_within(limit) := {place |
	some place, standing in standings.all
	standing.retentionDays.rank <= limit
}

_days(1) := "1 day"

_days(value) := concat(" ", [format_int(value, 10), "days"]) if {
	is_number(value)
	value != 1
}

_days(value) := value if not is_number(value)
