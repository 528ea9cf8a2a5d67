# METADATA
# description: What the hops of a route state of a trait that has no order, against a list of what is accepted
package cordon.lib.hops

# METADATA
# description: >-
#   The values that are not accepted, each with the first hop that states it, of hops where neither all that is stated nor what an
#   agreement puts beside it is accepted. `unknown` is in no list, even where one names it, and is what a hop has that states
#   nothing and a route that has no hop.
refused(stated, accepted) := {value: at |
	fine := {value | some value in accepted} - {"unknown"}
	refusals := {[value, object.get(hop, "at", 0)] |
		some hop in _some_hop(stated)
		count([true | some value in object.get(hop, "or", []); value in fine]) == 0
		some value in _some_value(hop)
		not value in fine
	}
	some [value, _] in refusals
	at := min({at | some [refusal, at] in refusals; refusal == value})
}

_some_hop(stated) := stated if count(stated) > 0

_some_hop(stated) := [{}] if count(stated) == 0

_some_value(hop) := hop.values if _states(hop)

_some_value(hop) := ["unknown"] if not _states(hop)

_states(hop) if count(hop.values) > 0
