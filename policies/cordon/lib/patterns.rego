# METADATA
# description: Names with `*` at their beginning, their end or both
package cordon.lib.patterns

# METADATA
# description: Whether the pattern stands for the name
matches(pattern, name) if {
	not startswith(pattern, "*")
	not endswith(pattern, "*")
	pattern == name
}

matches(pattern, name) if {
	not startswith(pattern, "*")
	endswith(pattern, "*")
	startswith(name, trim_suffix(pattern, "*"))
}

matches(pattern, name) if {
	startswith(pattern, "*")
	not endswith(pattern, "*")
	endswith(name, trim_prefix(pattern, "*"))
}

matches(pattern, name) if {
	startswith(pattern, "*")
	endswith(pattern, "*")
	contains(name, trim_suffix(trim_prefix(pattern, "*"), "*"))
}
