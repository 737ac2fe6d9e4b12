/// What a read query that a person wrote may be. [dev.firebreak.graph.guard.ReadGrammar] knows a
/// part of Cypher and refuses everything else; [dev.firebreak.graph.guard.PlanJudge] looks at what
/// the database would do; [dev.firebreak.graph.guard.Vocabulary] names what may be touched. All
/// pure: [dev.firebreak.graph.store.GuardedReads] asks the database.
@NullMarked
package dev.firebreak.graph.guard;

import org.jspecify.annotations.NullMarked;
