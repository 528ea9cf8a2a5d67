# METADATA
# title: Held assurances
# description: Every assurance that the category asks for is held on the whole route, but where its deployment makes it needless.
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
	not assurance in standing.assurances
	not place in _waived(demand)
}

_waived(demand) := {place |
	some place, standing in standings.all
	count(hops.refused(standing.deployment, demand.assurancesWaivedOn)) == 0
}
