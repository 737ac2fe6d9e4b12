package dev.firebreak.remediation.evidence;

/// A body was refused because an attribute name says that it carries a secret. The message names
/// the attribute, never its value.
public final class SecretInEvidence extends IllegalArgumentException {
  SecretInEvidence(String place) {
    super(
        "Evidence never holds secrets, and the attribute "
            + place
            + " looks like one. Leave it out, or put a fingerprint under another name.");
  }
}
