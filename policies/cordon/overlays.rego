# METADATA
# description: What is known of the models and the features of the call, which comes over what is known of a provider
package cordon.overlays

import data.cordon.lib.cells
import data.cordon.lib.dates
import data.cordon.lib.patterns
import data.cordon.targets

# METADATA
# description: >-
#   By credential, the cells of the traits that models or features state, and which of the two states each. On own keys a gateway's
#   good word on a model is not heard.
over(entry, model) := {credential: {"cells": found, "levels": levels} |
	some credential in ["system", "byok"]
	model_cells := cells.found([_everywhere(model), _here(entry, model, credential)], _cutoff)
	feature_cells := cells.found([_feature_facts(entry)], _cutoff)
	found := shallow(model_cells, feature_cells)
	levels := object.union({trait: "model" | some trait, _ in model_cells}, {trait: "features" | some trait, _ in feature_cells})
}

# METADATA
# description: The cells of `lower`, but for those that `upper` has; cells are put in each other's place whole
shallow(lower, upper) := object.union(object.remove(lower, object.keys(upper)), upper)

_cutoff := dates.before(targets.now, data.organisation.maxAgeDays)

_everywhere(model) := [fact |
	some about in data.catalog.models
	patterns.matches(about.match, model)
	some fact in about.facts
	_within(fact)
]

_here(entry, model, credential) := [fact |
	some about in entry.models
	patterns.matches(about.match, model)
	some fact in about.facts
	_within(fact)
	_heard(fact, credential)
]

_heard(_, "system")

_heard(fact, "byok") if fact.hard

_within(fact) if {
	within := object.get(fact, "within", {})
	object.get(within, "endpoint", targets.endpoint) == targets.endpoint
}

_feature_facts(entry) := [fact |
	some feature in _in_use(entry)
	some fact in _about(entry, feature)
	_within(fact)
]

# The features that the call names, and those that its endpoint implies.
_in_use(entry) := ({feature | some feature in object.get(input.call, "features", [])} | _implied(object.get(entry, "features", []))) | _implied(data.catalog.features)

_implied(list) := {about.feature |
	some about in list
	targets.endpoint in about.impliedBy
}

_about(entry, feature) := facts if {
	own := [fact | some about in entry.features; about.feature == feature; some fact in about.facts]
	facts := {true: own, false: _general(entry, feature)}[count(own) > 0]
}

_general(entry, feature) := [fact |
	entry.kind != "local"
	some about in data.catalog.features
	about.feature == feature
	some fact in about.facts
]

# METADATA
# description: Features in use that neither the entry of a gateway that routes the call nor the catalogue knows
unknown_features contains feature if {
	targets.judged
	some feature in object.get(input.call, "features", [])
	some gateway in ({target.gateway | some target in targets.all} | {input.call.gateway | count(targets.unjudged) > 0})
	not feature in _features(data.catalog.gateways[gateway])
}

_features(entry) := {about.feature | some about in data.catalog.features} | {about.feature | some about in object.get(entry, "features", [])}

# METADATA
# description: Hard facts in use yield to an agreement that names the feature, which has to name each of these
hard_features(entry, trait) := {feature |
	some feature in _in_use(entry)
	some fact in _about(entry, feature)
	_within(fact)
	fact.hard
	object.get(fact, trait, null) != null
}
