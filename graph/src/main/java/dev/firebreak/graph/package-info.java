@NullMarked
package dev.firebreak.graph;

import org.jspecify.annotations.NullMarked;
