package dev.firebreak.web.idempotency;

/// An answer of the API that tells a secret, this once: it is kept nowhere, and so never told
/// again.
public interface ShownOnce {

  /// Where a request says that its answer is one of these.
  String ATTRIBUTE = "firebreak.shown-once";
}
