package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.correlate.Correlation.ReportingLine;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who reports to whom, and who answers for what is no person. A person reports to a user of the
/// same source by its id. The owner of a service or agent is found by that too, else by the user
/// name, e-mail or employee number of exactly one person.
final class Reporting {

  private static final List<Field> NAMING =
      List.of(Field.USER_NAME, Field.EMAIL, Field.EMPLOYEE_NUMBER);

  private final Set<String> identities = new HashSet<>();
  private final Map<String, Set<String>> byName = new HashMap<>();

  private Reporting() {}

  /// The lines of everybody.
  ///
  /// @param people the accounts of authoritative sources
  static List<ReportingLine> lines(List<CorrelatedAccount> people) {
    Reporting reporting = new Reporting();
    people.forEach(reporting::add);
    List<ReportingLine> lines = new ArrayList<>();
    for (CorrelatedAccount one : people) {
      String above = reporting.above(one);
      if (above != null && !above.equals(one.ownIdentity())) {
        lines.add(new ReportingLine(one.ownIdentity(), above));
      }
    }
    return List.copyOf(lines);
  }

  /// How a source names who answers for an account that is no person; null for a person, and where
  /// the source does not say.
  static @Nullable String owner(CorrelatedAccount account) {
    return switch (account.identityKind()) {
      case SERVICE, AGENT -> account.owner() == null ? account.manager() : account.owner();
      case PERSON, UNKNOWN -> null;
    };
  }

  private void add(CorrelatedAccount account) {
    identities.add(account.ownIdentity());
    IdentityKind kind = account.identityKind();
    if (kind == IdentityKind.PERSON || kind == IdentityKind.UNKNOWN) {
      for (Field field : NAMING) {
        String value = account.value(field);
        if (value != null) {
          byName.computeIfAbsent(value, _ -> new HashSet<>()).add(account.ownIdentity());
        }
      }
    }
  }

  private @Nullable String above(CorrelatedAccount account) {
    String owner = owner(account);
    String named = owner == null ? account.manager() : owner;
    if (named == null || named.isBlank()) {
      return null;
    }
    String byId = NodeKey.identity(account.source() + ":" + named).value();
    if (identities.contains(byId)) {
      return byId;
    }
    return owner == null ? null : theOne(owner);
  }

  private @Nullable String theOne(String named) {
    Set<String> found = new HashSet<>();
    for (Field field : NAMING) {
      String value = field.compared(named);
      found.addAll(value == null ? Set.of() : byName.getOrDefault(value, Set.of()));
    }
    return found.size() == 1 ? found.iterator().next() : null;
  }
}
