/// How fast a source becomes a graph.
@NullMarked
package dev.firebreak.benchmarks.harvest;

import org.jspecify.annotations.NullMarked;
