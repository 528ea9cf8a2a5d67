# METADATA
# title: Accepted region
# description: Every hop of the route is in a region that the category accepts.
# custom:
#   code: region
package cordon.requirements.accepted_region

import data.cordon.demands
import data.cordon.lib.hops
import data.cordon.standings

# METADATA
# description: Standings with a hop whose region is not among those accepted
unmet contains {
	"trait": "region",
	"standing": place,
	"category": object.get(demand, "category", null),
	"need": concat(", ", sort(demand.regions)),
	"found": value,
	"at": at,
} if {
	some demand in demands.all
	some place, standing in standings.all
	some value, at in hops.refused(object.get(standing, "region", []), demand.regions)
}
