@NullMarked
package dev.firebreak.analytics;

import org.jspecify.annotations.NullMarked;
