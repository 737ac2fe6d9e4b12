/// Which accounts are one identity: [dev.firebreak.ingest.correlate.Correlation] decides by
/// declared rules, a pure function over all accounts; [dev.firebreak.ingest.correlate.Correlator]
/// writes what it decided.
@NullMarked
package dev.firebreak.ingest.correlate;

import org.jspecify.annotations.NullMarked;
