/// Of which part of the graph somebody is told. [dev.firebreak.web.sight.Sight] says what is in it,
/// [dev.firebreak.web.sight.SeenGraph] and [dev.firebreak.web.sight.FindingsInSight] hand it out:
/// screens and the API ask them for the graph and its findings, and get no more of either than
/// whoever asks may see. Nothing else decides it.
@NullMarked
package dev.firebreak.web.sight;

import org.jspecify.annotations.NullMarked;
