/// The SCIM client: RFC 7643 resources, RFC 7644 filters, patches and calls, and the PAM types.
///
/// Start at [dev.firebreak.scim.client.ScimClient]. It hands out
/// [dev.firebreak.scim.resource.ScimResource]s and sends [dev.firebreak.scim.patch.PatchRequest]s,
/// whose targets are [dev.firebreak.scim.filter.ScimPath]s. Nothing here knows the identity graph.
@NullMarked
package dev.firebreak.scim;

import org.jspecify.annotations.NullMarked;
