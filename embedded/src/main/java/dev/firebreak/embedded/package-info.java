@NullMarked
package dev.firebreak.embedded;

import org.jspecify.annotations.NullMarked;
