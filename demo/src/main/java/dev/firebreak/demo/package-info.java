/// The command line of a checkout: everything that [dev.firebreak.web.Main] has, and beside it
/// `demo` (Larkspur, a generated organisation served by real SCIM service providers on loopback)
/// and `role-mining` (published role-mining data loaded through a SCIM service provider).
@NullMarked
package dev.firebreak.demo;

import org.jspecify.annotations.NullMarked;
