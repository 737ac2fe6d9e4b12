/// The rulesets of an installation: those that ship, the file that the configuration names, and
/// what was saved in the place of them or beside them. Start at [dev.firebreak.web.rules.Rulebook].
@NullMarked
package dev.firebreak.web.rules;

import org.jspecify.annotations.NullMarked;
