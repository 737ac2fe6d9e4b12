/// Usage feeds: which account used which entitlement, when last, and which time the feed covers.
/// Without coverage nothing can be called unused.
///
/// [dev.firebreak.ingest.usage.UsageImport] reads files: CSV, JSON lines and CloudTrail's events.
/// [dev.firebreak.ingest.usage.EventIntake] takes the security event tokens that an application
/// pushes.
@NullMarked
package dev.firebreak.ingest.usage;

import org.jspecify.annotations.NullMarked;
