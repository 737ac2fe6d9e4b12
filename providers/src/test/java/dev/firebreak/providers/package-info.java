/// Behaviour of the providers over real HTTP, as a client meets it.
@NullMarked
package dev.firebreak.providers;

import org.jspecify.annotations.NullMarked;
