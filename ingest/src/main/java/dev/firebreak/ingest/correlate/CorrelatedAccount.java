package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import org.jspecify.annotations.Nullable;

/// An account as correlation sees it.
///
/// @param correlation what its source's mapping lets rules compare as `custom`
/// @param owner names who answers for it, if it is no person
/// @param identity key of the identity it is linked to now
/// @param rule why it is linked now
/// @param confidence how sure that is, 0 to 100; null when it was linked before that was kept
public record CorrelatedAccount(
    String key,
    String source,
    String id,
    String name,
    @Nullable String userName,
    @Nullable String externalId,
    @Nullable String employeeNumber,
    @Nullable String email,
    @Nullable Boolean active,
    @Nullable String kind,
    @Nullable String department,
    @Nullable String title,
    @Nullable String manager,
    @Nullable String linkedSource,
    @Nullable String linkedId,
    @Nullable String correlation,
    @Nullable String owner,
    @Nullable String identity,
    @Nullable String rule,
    @Nullable Long confidence) {

  /// Key of the identity that the account makes if its source is authoritative, or if it is a
  /// workload that no rule finds an identity for.
  String ownIdentity() {
    return NodeKey.identity(source + ":" + id).value();
  }

  /// What stands behind it, as its source says.
  IdentityKind identityKind() {
    return kind == null ? IdentityKind.UNKNOWN : IdentityKind.valueOf(kind);
  }

  /// Whether its source says that no person is behind it.
  boolean isWorkload() {
    return switch (identityKind()) {
      case SERVICE, AGENT -> true;
      case PERSON, UNKNOWN -> false;
    };
  }

  /// The value that a rule compares, as [Field#compared] has it; null when the source did not say.
  @Nullable String value(Field field) {
    return field.compared(
        switch (field) {
          case EMPLOYEE_NUMBER -> employeeNumber;
          case EXTERNAL_ID -> externalId;
          case EMAIL -> email;
          case USER_NAME -> userName;
          case LINKED -> linkedId;
          case CUSTOM -> correlation;
        });
  }
}
