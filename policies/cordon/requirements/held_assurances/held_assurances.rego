# METADATA
# title: Held assurances
# description: Every assurance that the category asks for is held on every hop of the route, but where the deployment of the hop makes it needless.
# custom:
#   code: assurance
package cordon.requirements.held_assurances

import data.cordon.demands
import data.cordon.lib.hops
import data.cordon.standings

# METADATA
# description: Standings that lack an assurance
unmet contains {"standing": place, "category": demand.category, "need": assurance, "found": "not held"} if {
	some demand in demands.all
	some assurance in demand.assurances
	some place, standing in standings.all
	some hop in standing.assurances
	not assurance in hop.held
	not hop in _waived(demand)
}

_waived(demand) := {hop |
	some standing in standings.all
	some hop in standing.assurances
	count(hops.refused([hop.deployment], demand.assurancesWaivedOn)) == 0
}
