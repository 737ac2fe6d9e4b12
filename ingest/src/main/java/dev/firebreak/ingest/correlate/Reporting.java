package dev.firebreak.ingest.correlate;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.ingest.correlate.Correlation.IdentityLink;
import dev.firebreak.ingest.correlate.Correlation.ReportingLine;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Who reports to whom, and who answers for what is no person. A person reports to whoever is
/// behind a user of the same source, named by its id. The owner of a service or agent is found by
/// that too, else by the user name, e-mail or employee number of exactly one person.
final class Reporting {

  private static final String USER = ResourceType.USER.typeName();

  private static final List<Field> NAMING =
      List.of(Field.USER_NAME, Field.EMAIL, Field.EMPLOYEE_NUMBER);

  private final Map<String, String> byAccount = new HashMap<>();
  private final Map<String, Set<String>> byName = new HashMap<>();

  private Reporting(List<CorrelatedAccount> people, List<IdentityLink> links) {
    links.forEach(link -> byAccount.put(link.account(), link.identity()));
    people.forEach(this::name);
  }

  /// The lines of everybody.
  ///
  /// @param people the accounts of authoritative sources
  /// @param workloads accounts of other sources that are identities of their own
  /// @param links whose every account is
  static List<ReportingLine> lines(
      List<CorrelatedAccount> people, List<CorrelatedAccount> workloads, List<IdentityLink> links) {
    Reporting reporting = new Reporting(people, links);
    List<ReportingLine> lines = new ArrayList<>();
    for (CorrelatedAccount one : Stream.of(people, workloads).flatMap(List::stream).toList()) {
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
    if (!account.isWorkload()) {
      return null;
    }
    return account.owner() == null ? account.manager() : account.owner();
  }

  private void name(CorrelatedAccount account) {
    if (!account.isWorkload()) {
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
    String byId = byAccount.get(new NodeKey(account.source(), USER, named).value());
    if (byId != null) {
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
