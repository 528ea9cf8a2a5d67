# METADATA
# description: What the hops of a route state of a trait that has no order, against a list of what is accepted
package cordon.lib.hops

# METADATA
# description: >-
#   The values that are not accepted, each with the first hop that states it, of hops where neither all that is stated nor what an
#   agreement puts beside it is accepted; `unknown` is in no list, even where one names it
refused(stated, accepted) := {value: at |
	fine := {value | some value in accepted} - {"unknown"}
	failing := [hop | some hop in stated; count(hop.or & fine) == 0]
	some value in ({value | some hop in failing; some value in hop.values} - fine)
	at := min({hop.at | some hop in failing; value in hop.values})
}
