/// From wire to graph: [dev.firebreak.ingest.map.ResourceMapping] is a pure function from one SCIM
/// resource and the source's mapping to rows.
@NullMarked
package dev.firebreak.ingest.map;

import org.jspecify.annotations.NullMarked;
