@NullMarked
package dev.firebreak.scim;

import org.jspecify.annotations.NullMarked;
