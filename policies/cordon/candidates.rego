# METADATA
# description: The sets of controls that the call could be amended with, the smallest and weakest first; the first is none
# schemas:
#   - input: schema.call
package cordon.candidates

import data.cordon.demands
import data.cordon.targets

# METADATA
# description: The sets of controls, each as settings to add to the call's own
controls := array.concat([{}], _amending)

# Where nothing is asked, nothing can be missing.
_amending := [] if not _asked

_amending := [{name: value | some name in names; value := _offered[name]} |
	some names in _sets
	every name in names { name in object.keys(_offered) }
] if {
	_asked
}

_asked if count(demands.asking) > 0

_asked if data.organisation.ownRequirements

_sets := [
	["noTraining"],
	["maxRetentionDays"],
	["zeroRetention"],
	["noTraining", "maxRetentionDays"],
	["noTraining", "zeroRetention"],
	["maxRetentionDays", "zeroRetention"],
	["noTraining", "maxRetentionDays", "zeroRetention"],
]

_offered[name] := true if {
	some name in ["noTraining", "zeroRetention"]
	_supports(name)
	object.get(object.get(input.call, "controls", {}), name, false) == false
}

_offered["maxRetentionDays"] := demands.retention_limit if {
	_supports("maxRetentionDays")
	demands.retention_limit < object.get(object.get(input.call, "controls", {}), "maxRetentionDays", demands.retention_limit + 1)
}

_supports(name) if targets.endpoint in data.catalog.gateways[input.call.gateway].controls[name].endpoints
