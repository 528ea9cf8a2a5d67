# METADATA
# description: What would have to be on the request for it to pass, the least that does
# schemas:
#   - input: schema.call
package cordon.amendments

import data.cordon.candidates
import data.cordon.routes
import data.cordon.standings
import data.cordon.verdict

# METADATA
# description: The first candidate under which nothing is missed, the smallest first; undefined where there is none
first := _controls[0] if {
	count(_controls) > 0
} else := _lists[0] if {
	count(_lists) > 0
}

_controls := [_settings(added) |
	some place, added in candidates.controls
	place > 0
	count(standings.left(place)) > 0
	count(verdict.missing(place)) == 0
]

_lists := [array.concat(_settings(added), [{"control": "only", "value": names}]) |
	_can_list
	some place, added in candidates.controls
	names := sort(_compliant(place))
	count(names) > 0
	count([branch | some branch in verdict.missing(place); not routes.branches[branch].own]) == 0
]

_settings(added) := [{"control": name, "value": added[name]} |
	some name in ["noTraining", "maxRetentionDays", "zeroRetention"]
	name in object.keys(added)
]

_can_list if data.catalog.gateways[input.call.gateway].providerLists.only

# A name that the entry does not list can only be kept, where the call names it already: put on a list, it would bring routes that
# nobody has judged.
_compliant(place) := ((offered - missing) - {"*"}) - _strangers if {
	failing := verdict.missing(place)
	offered := {name | some branch in standings.left(place); routes.branches[branch].own; some name in _choice(routes.branches[branch])}
	missing := {name | some branch in failing; routes.branches[branch].own; some name, _ in routes.branches[branch].providers}
}

_strangers := {name |
	count(object.get(object.get(input.call, "providers", {}), "only", [])) == 0
	some branch in routes.branches
	branch.own
	some name, _ in branch.providers
	not name in _catalogued
}

_catalogued := {provider.slug | some provider in data.catalog.gateways[input.call.gateway].providers}

# A call on its own keys stays on the contracts of those keys.
_choice(branch) := {name | some name, _ in branch.providers; name in _keys} if _on_keys

_choice(branch) := {name | some name, _ in branch.providers} if not _on_keys

_keys := {name | some name in object.get(input.call, "byokProviders", [])}

_on_keys if {
	object.get(input.call, "credentials", "byok") in {"byok", "unknown"}
	count(_keys) > 0
}
