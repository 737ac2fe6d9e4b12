@NullMarked
package dev.firebreak.providers;

import org.jspecify.annotations.NullMarked;
