/// One full read of a source into the graph: page → rows → apply → sweep.
/// [dev.firebreak.ingest.harvest.Harvester] does it, a source or a single resource at a time;
/// [dev.firebreak.ingest.harvest.HarvestReceipt] says what was read. Only a complete harvest
/// removes anything. [dev.firebreak.ingest.harvest.HarvestJournals] keeps what one that was cut off
/// had read, for the next one to continue.
@NullMarked
package dev.firebreak.ingest.harvest;

import org.jspecify.annotations.NullMarked;
