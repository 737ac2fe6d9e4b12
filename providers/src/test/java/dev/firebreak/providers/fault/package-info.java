/// Each fault as a client meets it.
@NullMarked
package dev.firebreak.providers.fault;

import org.jspecify.annotations.NullMarked;
