/// What removals would change: all of them ranked in one pass against one at a time.
@NullMarked
package dev.firebreak.benchmarks.whatif;

import org.jspecify.annotations.NullMarked;
