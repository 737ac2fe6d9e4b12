/// What the running server takes for each page and each read of its API.
@NullMarked
package dev.firebreak.benchmarks.load;

import org.jspecify.annotations.NullMarked;
