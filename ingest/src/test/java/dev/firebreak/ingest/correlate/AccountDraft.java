package dev.firebreak.ingest.correlate;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// An account of which a test says only what matters. Each [#with] makes a new draft.
final class AccountDraft implements Cloneable {
  final String source;
  final String id;
  @Nullable String userName;
  @Nullable String externalId;
  @Nullable String employeeNumber;
  @Nullable String email;
  @Nullable Boolean active;
  @Nullable String kind;
  @Nullable String manager;
  @Nullable String linkedSource;
  @Nullable String linkedId;
  @Nullable String correlation;
  @Nullable String owner;
  @Nullable String identity;
  @Nullable String rule;
  @Nullable Long confidence;

  private AccountDraft(String source, String id) {
    this.source = source;
    this.id = id;
  }

  static AccountDraft of(String source, String id) {
    return new AccountDraft(source, id);
  }

  AccountDraft with(Consumer<AccountDraft> change) {
    try {
      AccountDraft draft = (AccountDraft) clone();
      change.accept(draft);
      return draft;
    } catch (CloneNotSupportedException e) {
      throw new AssertionError(e);
    }
  }

  CorrelatedAccount account() {
    return new CorrelatedAccount(
        source + "/User/" + id,
        source,
        id,
        "name of " + id,
        userName,
        externalId,
        employeeNumber,
        email,
        active,
        kind,
        null,
        null,
        manager,
        linkedSource,
        linkedId,
        correlation,
        owner,
        identity,
        rule,
        confidence);
  }
}
