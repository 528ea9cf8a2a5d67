# METADATA
# description: What the hops of a route state of a trait that has no order, against a list of what is accepted
package cordon.lib.hops

# METADATA
# description: >-
#   The values that are not accepted, of hops where neither all that is stated nor what an agreement puts beside it is accepted;
#   `unknown` is in no list, even where one names it
refused(stated, accepted) := {value |
	some hop in stated
	fine := {value | some value in accepted} - {"unknown"}
	count(hop.or & fine) == 0
	some value in hop.values
	not value in fine
}
