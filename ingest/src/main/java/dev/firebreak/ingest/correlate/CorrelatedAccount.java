package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// An account as correlation sees it.
///
/// @param identity key of the identity it is linked to now
/// @param rule why it is linked now
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
    @Nullable String identity,
    @Nullable String rule) {

  /// Key of the identity that the account makes if its source is authoritative.
  String ownIdentity() {
    return NodeKey.identity(source + ":" + id).value();
  }

  /// The value that a rule compares, folded to lower case; null when the source did not say.
  @Nullable String value(Field field) {
    @Nullable String value =
        switch (field) {
          case EMPLOYEE_NUMBER -> employeeNumber;
          case EXTERNAL_ID -> externalId;
          case EMAIL -> email;
          case USER_NAME -> userName;
          case LINKED -> linkedId;
        };
    return value == null || value.isBlank() ? null : value.strip().toLowerCase(Locale.ROOT);
  }
}
