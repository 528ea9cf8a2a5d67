# METADATA
# title: Held assurances
# description: >-
#   Every assurance that the category asks for is held on every hop of the route, but where the deployment of the hop makes it
#   needless.
# custom:
#   code: assurance
package cordon.requirements.held_assurances

import data.cordon.demands
import data.cordon.lib.hops
import data.cordon.standings

# METADATA
# description: Standings that lack an assurance
unmet contains {
	"standing": place,
	"category": object.get(demand, "category", null),
	"need": assurance,
	"found": "not held",
} if {
	some demand in demands.all
	some assurance in demand.assurances
	assured := _assured(assurance, object.get(demand, "assurancesWaivedOn", []))
	some place, _ in standings.all
	not place in assured
}

# Always a set, possibly empty, so the negation above cannot become undefined.
_assured(assurance, waived_on) := {place |
	some place, standing in standings.all
	count(standing.assurances) > 0
	every hop in standing.assurances { _suffices(hop, assurance, waived_on) }
}

_suffices(hop, assurance, _) if assurance in hop.held

_suffices(hop, _, waived_on) if count(hops.refused([hop.deployment], waived_on)) == 0
