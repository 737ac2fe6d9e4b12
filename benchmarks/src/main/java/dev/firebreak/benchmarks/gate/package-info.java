/// Changes judged by what they concern, against all analyses over the changed graph.
@NullMarked
package dev.firebreak.benchmarks.gate;

import org.jspecify.annotations.NullMarked;
