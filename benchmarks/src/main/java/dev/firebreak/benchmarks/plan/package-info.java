/// Remediation plans of many changes: what freezing one takes beside the what-if that predicts its
/// effect.
@NullMarked
package dev.firebreak.benchmarks.plan;

import org.jspecify.annotations.NullMarked;
