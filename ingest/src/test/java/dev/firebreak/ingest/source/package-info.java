/// What an operator may declare.
@NullMarked
package dev.firebreak.ingest.source;

import org.jspecify.annotations.NullMarked;
