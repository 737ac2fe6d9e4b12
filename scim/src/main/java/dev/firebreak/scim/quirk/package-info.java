/// Where service providers differ from the standards: each difference is one [Quirk], a small class
/// that names the behaviour it mends, and [Quirks] says which product has which.
///
/// A quirk changes how something is asked or read, never what is true: where it cannot mend, it
/// makes a listing incomplete.
@NullMarked
package dev.firebreak.scim.quirk;

import org.jspecify.annotations.NullMarked;
