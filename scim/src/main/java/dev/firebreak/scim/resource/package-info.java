/// Wire resources: the body stays a JSON tree, so that extensions nobody here knows survive.
///
/// [ScimResource] reads it by attribute path, [AttributePath] is that path, [Schemas] names the
/// URNs; what is no such resource is a [ScimFailure].
@NullMarked
package dev.firebreak.scim.resource;

import org.jspecify.annotations.NullMarked;
