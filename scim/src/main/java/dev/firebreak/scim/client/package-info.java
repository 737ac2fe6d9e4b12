/// Calls to one SCIM service provider.
///
/// [ScimClient] is the door: it discovers, lists, reads and patches over a [Connection], in a
/// [Dialect], with [Patience]. What a single call came to is a value, [ScimOutcome]; what makes a
/// listing worthless is a [dev.firebreak.scim.resource.ScimFailure] with one sentence for the
/// operator.
///
/// Inside, `Walk` finds the way through the pages and `PageReader` streams one of them; `Exchanges`
/// makes the requests. `Turns` decides when a call is made and whether it is made again;
/// `Authorization` finds the token; `Transport` bounds every exchange in time and size, and
/// `Egress` where it may go.
@NullMarked
package dev.firebreak.scim.client;

import org.jspecify.annotations.NullMarked;
