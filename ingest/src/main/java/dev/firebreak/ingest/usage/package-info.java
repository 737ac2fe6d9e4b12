/// Usage feeds: which account used which entitlement, when last, and which time the feed covers.
/// Without coverage nothing can be called unused.
@NullMarked
package dev.firebreak.ingest.usage;

import org.jspecify.annotations.NullMarked;
