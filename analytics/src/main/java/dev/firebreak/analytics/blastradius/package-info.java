/// What an identity reaches and who reaches a thing.
///
/// [dev.firebreak.analytics.blastradius.BlastRadius] is one identity's reach with witness paths,
/// [dev.firebreak.analytics.blastradius.Radii] the sums of everybody,
/// [dev.firebreak.analytics.blastradius.Exposure] the other direction and
/// [dev.firebreak.analytics.blastradius.EffectiveAccess] the rows of an export.
/// [dev.firebreak.analytics.blastradius.GraphReach] asks the database the same questions in Cypher;
/// tests hold the two to equal answers. [dev.firebreak.analytics.blastradius.Engine] computes the
/// sums of everybody together, [dev.firebreak.analytics.blastradius.PlainSearch] one after another,
/// and [dev.firebreak.analytics.blastradius.LiveRadii] keeps them true while edges come and go.
/// [dev.firebreak.analytics.blastradius.WideRadius] is the risk.
@NullMarked
package dev.firebreak.analytics.blastradius;

import org.jspecify.annotations.NullMarked;
