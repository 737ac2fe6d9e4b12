@NullMarked
package dev.firebreak.testkit;

import org.jspecify.annotations.NullMarked;
