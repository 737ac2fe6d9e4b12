/// Larkspur against an independent reading of what it serves.
@NullMarked
package dev.firebreak.demo.larkspur;

import org.jspecify.annotations.NullMarked;
