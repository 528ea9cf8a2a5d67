# METADATA
# description: What the organisation's contracts make of a route; agreements go by their place in the organisation's list
package cordon.agreements

import data.cordon.lib.cells
import data.cordon.lib.patterns

# METADATA
# description: Those of the agreements that cover the model too
covering(indices, model) := [index |
	some index in indices
	_covers(data.organisation.agreements[index], model)
]

_covers(agreement, _) if not "models" in object.keys(agreement)

_covers(agreement, model) if {
	some pattern in agreement.models
	patterns.matches(pattern, model)
}

# METADATA
# description: Those that are held with the gateway itself, and so cover its own hop
held_with(indices, gateway) := [index |
	some index in indices
	data.organisation.agreements[index].gateway == gateway
]

# METADATA
# description: Those that name what set a floor
naming(indices, "model", _) := [index |
	some index in indices
	"models" in object.keys(data.organisation.agreements[index])
]

naming(indices, "features", features) := [index |
	some index in indices
	named := {feature | some feature in data.organisation.agreements[index].features}
	count(features - named) == 0
]

naming(indices, "route", _) := [index |
	some index in indices
	_names_route(data.organisation.agreements[index])
]

_names_route(agreement) if object.get(agreement, "provider", "*") != "*"

_names_route(agreement) if data.catalog.gateways[agreement.gateway].kind != "gateway"

# METADATA
# description: What agreements grant together; what none grants is as bad as it can be
terms([]) := _nothing

terms(indices) := {
	"training": min({cells.nothing} | {0 | some agreement in held; agreement.training == "never"}),
	"retentionDays": min({cells.nothing} | {agreement.retentionDays | some agreement in held; is_number(agreement.retentionDays)}),
	"assurances": {assurance | some agreement in held; some assurance in agreement.assurances},
	"deployment": {agreement.deployment | some agreement in held},
	"region": {agreement.region | some agreement in held},
	"headquarters": {agreement.headquarters | some agreement in held},
} if {
	count(indices) > 0
	held := [data.organisation.agreements[index] | some index in indices]
}

_nothing := {
	"training": cells.nothing,
	"retentionDays": cells.nothing,
	"assurances": set(),
	"deployment": set(),
	"region": set(),
	"headquarters": set(),
}
