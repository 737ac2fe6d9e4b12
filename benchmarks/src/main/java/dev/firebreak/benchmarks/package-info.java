/// Comparisons that run side by side in one process: each prints its methods with medians of CPU
/// and wall time, the ratio to a named alternative, the machine and the seed, and last whether the
/// answers were correct.
@NullMarked
package dev.firebreak.benchmarks;

import org.jspecify.annotations.NullMarked;
