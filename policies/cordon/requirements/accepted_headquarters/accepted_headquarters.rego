# METADATA
# title: Accepted headquarters
# description: Every hop of the route belongs to a house with its seat where the category accepts it.
# custom:
#   code: region
package cordon.requirements.accepted_headquarters

import data.cordon.demands
import data.cordon.lib.hops
import data.cordon.standings

# METADATA
# description: Standings with a hop whose headquarters are not among those accepted
unmet contains {
	"trait": "headquarters",
	"standing": place,
	"category": object.get(demand, "category", null),
	"need": concat(" ", ["headquarters in", concat(", ", sort(demand.headquarters))]),
	"found": value,
	"at": at,
} if {
	some demand in demands.all
	some place, standing in standings.all
	some value, at in hops.refused(object.get(standing, "headquarters", []), demand.headquarters)
}
