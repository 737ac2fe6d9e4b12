/// What no quirk may do.
@NullMarked
package dev.firebreak.scim.quirk;

import org.jspecify.annotations.NullMarked;
