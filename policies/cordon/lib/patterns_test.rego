package cordon.lib.patterns_test

import data.cordon.lib.patterns

test_takes_a_name_for_itself if patterns.matches("zai/glm-4.7", "zai/glm-4.7")

test_takes_no_name_for_another if {
	not patterns.matches("zai/glm-4.7", "zai/glm-4.7-air")
	not patterns.matches("zai/glm-4.7", "glm-4.7")
}

test_takes_what_begins_so if patterns.matches("vmc/*", "vmc/support")

test_takes_nothing_that_only_holds_the_beginning if not patterns.matches("vmc/*", "my-vmc/support")

test_takes_what_ends_so if patterns.matches("*:free", "z-ai/glm-4.5-air:free")

test_takes_nothing_that_only_holds_the_end if not patterns.matches("*:free", "z-ai/glm:freedom")

test_takes_what_holds_the_middle_anywhere if {
	patterns.matches("*claude-fable*", "anthropic/claude-fable-5")
	patterns.matches("*claude-fable*", "claude-fable")
}

test_takes_nothing_that_does_not_hold_the_middle if not patterns.matches("*claude-fable*", "anthropic/claude-5")

test_takes_what_has_nothing_in_place_of_the_star if {
	patterns.matches("vmc/*", "vmc/")
	patterns.matches("*:free", ":free")
}

test_takes_capitals_for_small_letters if {
	patterns.matches("vmc/*", "VMC/support")
	patterns.matches("*:Cloud", "gpt-oss:CLOUD")
}
