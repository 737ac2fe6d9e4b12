/// What it takes to keep the state of a run, and to say what changed between two and why.
@NullMarked
package dev.firebreak.benchmarks.attribution;

import org.jspecify.annotations.NullMarked;
