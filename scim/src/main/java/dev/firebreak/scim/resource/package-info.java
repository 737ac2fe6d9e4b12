@NullMarked
package dev.firebreak.scim.resource;

import org.jspecify.annotations.NullMarked;
