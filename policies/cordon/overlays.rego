# METADATA
# description: What is known of the models and the features of the call, which comes over what is known of a provider
# schemas:
#   - input: schema.call
package cordon.overlays

import data.cordon.lib.cells
import data.cordon.lib.patterns
import data.cordon.targets

# METADATA
# description: Whether anything is known of the model or of a feature in use
any(entry, model, _) if {
	some list in [data.catalog.models, object.get(entry, "models", [])]
	some about in list
	patterns.matches(about.match, model)
}

any(_, _, implied) if count(implied) > 0

any(_, _, _) if count(object.get(input.call, "features", [])) > 0

# METADATA
# description: >-
#   The cells of the traits that models or features state, which of the two states each, and the features whose facts on a trait are
#   hard. On own keys a gateway's good word on a model is not heard.
over(entry, model, credential, known) := {"cells": found, "levels": levels, "hard": hard} if {
	model_cells := cells.found([_everywhere(model), _here(entry, model, credential)], known.cutoff)
	in_use := {feature | some feature in object.get(input.call, "features", [])} | {feature | some feature in known.implied}
	feature_cells := cells.found([_feature_facts(entry, in_use)], known.cutoff)
	found := shallow(model_cells, feature_cells)
	levels := object.union({trait: "model" | some trait, _ in model_cells}, {trait: "features" | some trait, _ in feature_cells})
	hard := {trait: _hard_features(entry, in_use, trait) | some trait, _ in feature_cells}
}

# METADATA
# description: The cells of `lower`, but for those that `upper` has; cells are put in each other's place whole
shallow(lower, upper) := object.union(object.remove(lower, object.keys(upper)), upper)

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

_feature_facts(entry, in_use) := [fact |
	some feature in in_use
	some fact in _about(entry, feature)
	_within(fact)
]

_hard_features(entry, in_use, trait) := {feature |
	some feature in in_use
	facts := [fact |
		some fact in _about(entry, feature)
		_within(fact)
		fact.hard
		object.get(fact, trait, null) != null
	]
	count(facts) > 0
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
