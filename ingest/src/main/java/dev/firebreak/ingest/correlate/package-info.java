/// Which accounts are one identity: [dev.firebreak.ingest.correlate.Correlation] decides by what
/// people said and by declared rules, a pure function over all accounts, and says how sure it is
/// ([dev.firebreak.ingest.correlate.Confidence]) and what is at odds
/// ([dev.firebreak.ingest.correlate.Conflict]); [dev.firebreak.ingest.correlate.Correlator] writes
/// what it decided, [dev.firebreak.ingest.correlate.ManualLinks] keeps what people said.
@NullMarked
package dev.firebreak.ingest.correlate;

import org.jspecify.annotations.NullMarked;
