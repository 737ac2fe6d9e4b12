package dev.firebreak.ingest.source;

/// Joins an account to the identity whose field has the same value, without regard to case. Rules
/// are tried in the order declared; a rule that finds more than one identity decides nothing.
///
/// @param account the account's field
/// @param identity the identity's field
public record CorrelationRule(Field account, Field identity) {

  /// What can be compared.
  public enum Field {
    EMPLOYEE_NUMBER("employeeNumber"),
    EXTERNAL_ID("externalId"),
    EMAIL("email"),
    USER_NAME("userName"),
    /// `nativeIdentifier` of the account's PAM LinkedObject; on the identity's side, the id or user
    /// name of its authoritative account.
    LINKED("linkedObject");

    private final String word;

    Field(String word) {
      this.word = word;
    }

    /// The name of the attribute.
    public String word() {
      return word;
    }
  }

  /// The rule in words, as it is kept on the link: `externalId = employeeNumber`.
  public String text() {
    return account.word() + " = " + identity.word();
  }
}
