# METADATA
# description: What the categories of the call demand, one demand for each layer of each category
# schemas:
#   - input: schema.call
package cordon.demands

# METADATA
# description: The categories of the call; where it declares none, those that the taxonomy puts in their place
categories := {category | some category in input.call.categories} if count(input.call.categories) > 0

categories := {category | some category in data.organisation.taxonomy.defaults} if count(input.call.categories) == 0

# METADATA
# description: A call without a category, where the taxonomy puts none in its place
unclassified if {
	count(input.call.categories) == 0
	data.organisation.taxonomy.defaults == null
}

# METADATA
# description: Categories that the taxonomy lacks
unknown contains category if {
	some category in categories
	not category in _known
}

# METADATA
# description: Categories of which nothing may reach a model
prohibited contains category if {
	some category in categories
	some layer in data.organisation.taxonomy.categories[category]
	layer.prohibited
}

# METADATA
# description: The demands, each with the category that makes it
all contains object.union(layer, {"category": category}) if {
	some category in categories
	some layer in data.organisation.taxonomy.categories[category]
}

# METADATA
# description: The categories that ask anything of a route
asking contains demand.category if {
	some demand in all
	some duty in {"training", "retentionDays", "deployments", "regions", "headquarters"}
	object.get(demand, duty, null) != null
}

asking contains demand.category if {
	some demand in all
	count(demand.assurances) > 0
}

# METADATA
# description: >-
#   The traits without an order that any demand looks at; requirements of the organisation's own may look at all
traits contains _traits[duty] if {
	some demand in all
	some duty, _ in _traits
	object.get(demand, duty, null) != null
}

traits contains trait if {
	data.organisation.ownRequirements
	some _, trait in _traits
}

# METADATA
# description: The traits with a rank that any demand looks at; requirements of the organisation's own may look at both
limits contains duty if {
	some demand in all
	some duty in ["training", "retentionDays"]
	object.get(demand, duty, null) != null
}

limits contains trait if {
	data.organisation.ownRequirements
	some trait in ["training", "retentionDays"]
}

_traits := {"deployments": "deployment", "regions": "region", "headquarters": "headquarters", "assurances": "assurances"}

# METADATA
# description: What is to be done beside the call, whatever becomes of it
obligations := sort({obligation | some demand in all; some obligation in demand.obligations})

# METADATA
# description: The smallest number of days that any category allows, where one sets a limit
retention_limit := min(limits) if {
	limits := {demand.retentionDays | some demand in all}
	count(limits) > 0
}

_known := {category | some category, _ in data.organisation.taxonomy.categories}
