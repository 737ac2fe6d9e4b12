/// Where service providers differ from the standards: each difference is one [Quirk], a small class
/// that names the behaviour it mends, and [Quirks] says which product has which. Further ones are
/// found by probing, see [dev.firebreak.scim.probe.FoundQuirks].
///
/// A quirk changes how something is asked or read, never what is true: where it cannot mend, it
/// makes a listing incomplete. None writes more than was asked for.
@NullMarked
package dev.firebreak.scim.quirk;

import org.jspecify.annotations.NullMarked;
