# METADATA
# description: What a decision takes for given, because the request cannot show it and the organisation has not declared it
# schemas:
#   - input: schema.call
package cordon.assumptions

import data.cordon.targets

# METADATA
# description: The assumptions, as sentences
all contains "no own keys on the gateway account" if {
	_entry.kind == "gateway"
	object.get(input.call, "credentials", null) == null
	object.get(_declared, "credentials", null) == null
	count(object.get(input.call, "byokProviders", [])) == 0
}

all contains "gateway logging off" if {
	_entry.kind == "gateway"
	_entry.logging
	object.get(_declared, "logging", null) == null
}

all contains "paid tier" if {
	targets.judged
	input.call.tier == "paid"
	object.get(_declared, "tier", null) != "paid"
	count(_tier_facts) > 0
}

_entry := data.catalog.gateways[input.call.gateway] if targets.judged

_declared := object.get(data.organisation.gateways, input.call.gateway, {})

_tier_facts := array.concat(
	[fact | some fact in _entry.facts; fact.within.tier],
	array.concat(
		[fact | some fact in _entry.unlisted; fact.within.tier],
		[fact | some provider in _entry.providers; some fact in provider.facts; fact.within.tier],
	),
)
