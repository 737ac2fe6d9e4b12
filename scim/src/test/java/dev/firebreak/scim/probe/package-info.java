/// Each verdict, on a service provider that earns it and on one that lies.
@NullMarked
package dev.firebreak.scim.probe;

import org.jspecify.annotations.NullMarked;
