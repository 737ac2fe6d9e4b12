/// One full read of a source into the graph: page → rows → apply → sweep.
/// [dev.firebreak.ingest.harvest.Harvester] does it, a source or a single resource at a time;
/// [dev.firebreak.ingest.harvest.HarvestReceipt] says what was read. Only a complete harvest
/// removes anything.
@NullMarked
package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.NullMarked;
