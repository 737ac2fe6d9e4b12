/// Real SCIM 2.0 service providers in this process, for the demo and the tests.
///
/// Start at [dev.firebreak.providers.ScimProvider]: it listens on loopback, speaks RFC 7644 through
/// the SCIM-SDK server and keeps its resources in memory. Resource types and schemas are data in
/// `resource-types.json` and `schemas/`; what a schema leaves unsaid takes the defaults of RFC 7643
/// section 2.2. [dev.firebreak.providers.fault.FaultyServer] stands in front of a provider and
/// misbehaves on demand.
///
/// Rights of a vault permission are a multi-valued attribute of plain strings: `"rights":
/// ["UseAccounts", "ListAccounts"]`. A PATCH `remove` with the path `rights[value eq
/// "UseAccounts"]` takes exactly that one away; `value` names the string itself (RFC 7643 section
/// 2.4). The attribute is required, so the last right cannot be patched away: delete the permission
/// instead.
@NullMarked
package dev.firebreak.providers;

import org.jspecify.annotations.NullMarked;
