/// Calls to one SCIM service provider.
///
/// [ScimClient] is the door: it lists, reads and patches over a [Connection]. What a single call
/// came to is a value, [ScimOutcome]; what makes a listing worthless is a
/// [dev.firebreak.scim.resource.ScimFailure] with one sentence for the operator. Inside,
/// `Transport` bounds every call in time and size, `Authorization` finds the token, `PageReader`
/// streams a page.
@NullMarked
package dev.firebreak.scim.client;

import org.jspecify.annotations.NullMarked;
