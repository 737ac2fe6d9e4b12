package dev.firebreak.scim.client;

import dev.firebreak.scim.resource.ScimFailure;
import java.net.URI;

/// One request, as messages name it.
record Call(String source, String method, URI uri) {
  /// The address without its query, which may hold personal data.
  String where() {
    return uri.getScheme() + "://" + uri.getRawAuthority() + uri.getRawPath();
  }

  /// @param what continues the sentence after the address
  ScimFailure failure(ScimFailure.Kind kind, String what) {
    return new ScimFailure(kind, source + ": " + method + " " + where() + " " + what);
  }
}
