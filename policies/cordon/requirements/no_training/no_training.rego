# METADATA
# title: No training
# description: Data of this category is never used to train a model.
# custom:
#   code: training
package cordon.requirements.no_training

import data.cordon.demands
import data.cordon.standings

# METADATA
# description: Standings that are not known to keep prompts out of training
unmet contains {
	"trait": "training",
	"standing": place,
	"category": object.get(demand, "category", null),
	"need": "never",
	"found": object.get(standing, ["training", "found"], "unknown"),
} if {
	some demand in demands.all
	demand.training == "never"
	some place, standing in standings.all
	not place in _never
}

# Always a set, possibly empty, so the negation above cannot become undefined.
_never contains place if {
	some place, standing in standings.all
	standing.training.rank == 0
}
