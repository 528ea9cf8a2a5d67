# METADATA
# title: Accepted deployment
# description: Every hop of the route is deployed in a way that the category accepts.
# custom:
#   code: deployment
package cordon.requirements.accepted_deployment

import data.cordon.demands
import data.cordon.lib.hops
import data.cordon.standings

# METADATA
# description: Standings with a hop whose deployment is not among those accepted
unmet contains {
	"trait": "deployment",
	"standing": place,
	"category": object.get(demand, "category", null),
	"need": concat(", ", sort(demand.deployments)),
	"found": value,
	"at": at,
} if {
	some demand in demands.all
	some place, standing in standings.all
	some value, at in hops.refused(object.get(standing, "deployment", []), demand.deployments)
}
