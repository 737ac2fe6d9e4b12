package dev.firebreak.ingest.source;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Joins an account to the identity whose field has the same value. Rules are tried in the order
/// declared; a rule that finds more than one identity decides nothing, never the first of them.
///
/// @param account the account's field
/// @param identity the identity's field
public record CorrelationRule(Field account, Field identity) {

  /// @throws IllegalArgumentException when one of the two is missing
  public CorrelationRule {
    if (account == null || identity == null) {
      throw new IllegalArgumentException(
          "a correlation rule needs both fields: %s is missing"
              .formatted(account == null ? "account" : "identity"));
    }
  }

  /// What can be compared. Every value is compared without the white space around it and without
  /// regard to case; leading zeros, dots and tags count.
  public enum Field {
    EMPLOYEE_NUMBER("employeeNumber"),
    /// Compared without regard to case although RFC 7643 §3.1 calls it exact: what systems keep
    /// there for one person differs in case more often than two people differ in nothing else.
    EXTERNAL_ID("externalId"),
    /// The primary address, else the first; `mailto:` in front is left out.
    EMAIL("email"),
    USER_NAME("userName"),
    /// `nativeIdentifier` of the account's PAM LinkedObject; on the identity's side, the id or user
    /// name of its authoritative account.
    LINKED("linkedObject"),
    /// The attribute that the mapping of the source names as `correlation`.
    CUSTOM("custom");

    private static final String MAILTO = "mailto:";

    private final String word;

    Field(String word) {
      this.word = word;
    }

    /// The name of the attribute.
    public String word() {
      return word;
    }

    /// A value of this field as it is compared; null where nothing is said.
    public @Nullable String compared(@Nullable String value) {
      if (value == null || value.isBlank()) {
        return null;
      }
      String folded = value.strip().toLowerCase(Locale.ROOT);
      if (this == EMAIL && folded.startsWith(MAILTO)) {
        folded = folded.substring(MAILTO.length()).strip();
      }
      return folded.isEmpty() ? null : folded;
    }
  }

  /// The rule in words, as it is kept on the link: `externalId = employeeNumber`.
  public String text() {
    return account.word() + " = " + identity.word();
  }
}
