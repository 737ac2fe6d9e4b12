/// Wire resources: the body stays a JSON tree, so that extensions nobody here knows survive.
///
/// [ScimResource] reads it by attribute path, [AttributePath] is that path, [Schemas] names the
/// URNs.
@NullMarked
package dev.firebreak.scim.resource;

import org.jspecify.annotations.NullMarked;
