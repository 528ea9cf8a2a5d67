# METADATA
# description: What the hops of a route state of a trait that has no order, against a list of what is accepted
package cordon.lib.hops

# METADATA
# description: >-
#   The values that are not accepted, each with the first hop that states it, of hops where neither all that is stated nor what an
#   agreement puts beside it is accepted. `unknown` is in no list, even where one names it, and is what a hop has that states
#   nothing and a route that has no hop.
refused(stated, accepted) := {value: at |
	failing := [hop | some hop in stated; not _fine(hop, accepted)]
	some hop in failing
	some value in _values(hop)
	not _fits(value, accepted)
	at := min([object.get(other, "at", 0) | some other in failing; value in _values(other)])
} if {
	count(stated) > 0
}

refused(stated, _) := {"unknown": 0} if count(stated) == 0

_values(hop) := hop.values if {
	count(hop.values) > 0
} else := ["unknown"]

_fine(hop, accepted) if {
	some value in hop.or
	_fits(value, accepted)
}

_fine(hop, accepted) if {
	every value in _values(hop) { _fits(value, accepted) }
}

_fits(value, accepted) if {
	value in accepted
	value != "unknown"
}
