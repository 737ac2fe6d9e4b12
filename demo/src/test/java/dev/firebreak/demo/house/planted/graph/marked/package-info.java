/// Explained and marked, as every package of the product is.
@NullMarked
package dev.firebreak.demo.house.planted.graph.marked;

import org.jspecify.annotations.NullMarked;
