@NullMarked
package dev.firebreak.benchmarks.graph;

import org.jspecify.annotations.NullMarked;
