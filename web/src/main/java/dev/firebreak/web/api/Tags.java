package dev.firebreak.web.api;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What the operations of the API are about.
final class Tags {

  static final String CHANGES = "Changes";
  static final String CORRELATION = "Correlation";
  static final String EVIDENCE = "Evidence";
  static final String FINDINGS = "Findings";
  static final String GRAPH = "Graph";
  static final String POLICIES = "Policies";
  static final String QUERIES = "Queries";
  static final String REMEDIATION = "Remediation";
  static final String SOURCES = "Sources";
  static final String TOXIC = "Toxic combinations";
  static final String USE = "Use";
  static final String USERS = "Users and keys";
  static final String WEBHOOKS = "Webhooks";
  static final String WHAT_IF = "What if";
  static final String WORK = "Work";

  private static final Map<String, String> MEANINGS =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry(CHANGES, "Whose reach changed between two analyses, and what caused it."),
              Map.entry(CORRELATION, "Whose each account is, by rules and by hand."),
              Map.entry(EVIDENCE, "The journal of what was decided and done, and its proofs."),
              Map.entry(FINDINGS, "What the analyses found, and what people decide of it."),
              Map.entry(GRAPH, "Identities, accounts, groups, safes, and who reaches what."),
              Map.entry(POLICIES, "What may be remediated without a person."),
              Map.entry(QUERIES, "Named read queries over the graph, kept, shared and run."),
              Map.entry(REMEDIATION, "From a plan over its approval to a verified change."),
              Map.entry(SOURCES, "Where identities come from: harvests, health, conformance."),
              Map.entry(TOXIC, "Rules for what nobody may hold together, and who does."),
              Map.entry(USE, "What access is used, and what is not."),
              Map.entry(USERS, "Who may sign in, and by which keys programs act for them."),
              Map.entry(WEBHOOKS, "Who outside is told of findings, runs and harvests."),
              Map.entry(WHAT_IF, "What would change, before anybody changes it."),
              Map.entry(WORK, "The overview, background work, and what waits for a person.")));

  private Tags() {}

  /// All of them, by name.
  static List<Tag> all() {
    return MEANINGS.entrySet().stream()
        .map(each -> new Tag().name(each.getKey()).description(each.getValue()))
        .toList();
  }
}
