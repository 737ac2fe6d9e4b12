package dev.firebreak.web.work;

import dev.firebreak.analytics.run.DecisionReplay;
import dev.firebreak.analytics.run.DecisionReplay.Decided;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.ingest.correlate.ManualLink;
import dev.firebreak.ingest.correlate.ManualLinks;
import dev.firebreak.ingest.harvest.AcceptedDrops;
import dev.firebreak.remediation.evidence.Entry;
import dev.firebreak.remediation.evidence.Evidence;
import dev.firebreak.remediation.evidence.EvidenceLog;
import dev.firebreak.remediation.run.RunStore;
import dev.firebreak.web.config.Firebreak;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What the graph shows of the evidence, made again from it: runs with their dry runs and
/// approvals, what people decided of findings and of accounts, and the drops that they accepted,
/// each as of when it was written down.
///
/// @param runs remediation runs
/// @param decisions decisions on findings: acceptances, assignments and comments
/// @param links accounts that were given to somebody by hand
/// @param drops harvests that were believed after all
/// @param unplaced of decisions and drops, how many are of what the graph has not: analyse or
///   harvest first
public record Projection(int runs, int decisions, int links, int drops, int unplaced) {

  /// Makes it again; what the graph holds of it already is replaced.
  ///
  /// @throws dev.firebreak.remediation.evidence.EvidenceBroken if the evidence cannot be read
  public static Projection rebuild(Firebreak firebreak, EvidenceLog evidence) {
    IdentityGraph graph = firebreak.graph();
    List<Decided> decided = new ArrayList<>();
    Map<String, ManualLink> links = new LinkedHashMap<>();
    Map<String, Entry> drops = new LinkedHashMap<>();
    try (Stream<Entry> entries = evidence.read()) {
      entries.forEach(entry -> take(entry, decided, links, drops));
    }
    int runs = new RunStore(graph).rebuild(evidence);
    int decisions = DecisionReplay.replay(graph, decided);
    new ManualLinks(graph).replaceAll(List.copyOf(links.values()));
    firebreak.correlate();
    int restored =
        (int)
            drops.entrySet().stream()
                .filter(drop ->
                    AcceptedDrops.restore(
                        graph, drop.getKey(), drop.getValue().actor(), drop.getValue().at()))
                .count();
    return new Projection(
        runs,
        decisions,
        links.size(),
        restored,
        decided.size() - decisions + drops.size() - restored);
  }

  private static void take(
      Entry entry, List<Decided> decided, Map<String, ManualLink> links, Map<String, Entry> drops) {
    Evidence evidence;
    try {
      evidence = entry.evidence();
    } catch (IllegalStateException unknown) {
      return;
    }
    switch (evidence) {
      case Evidence.Decision each -> {
        if (each.verdict() == Evidence.Decision.Choice.ACCEPT && each.until() != null) {
          decided.add(
              new Decided.Accepted(
                  each.findingId(), each.until(), each.by(), each.reason(), entry.at()));
        }
      }
      case Evidence.AcceptanceWithdrawn each ->
          decided.add(
              new Decided.Withdrawn(each.findingId(), each.by(), each.reason(), entry.at()));
      case Evidence.FindingAssigned each ->
          decided.add(
              new Decided.Assigned(each.findingId(), each.assignee(), each.by(), entry.at()));
      case Evidence.FindingCommented each ->
          decided.add(new Decided.Commented(each.findingId(), each.by(), each.text(), entry.at()));
      case Evidence.AccountLinked each ->
          links.put(
              each.account(),
              new ManualLink(
                  each.account(),
                  each.identity(),
                  each.by(),
                  entry.at().truncatedTo(ChronoUnit.MILLIS),
                  each.reason()));
      case Evidence.LinkWithdrawn each -> links.remove(each.account());
      case Evidence.DropAccepted each -> drops.put(each.harvest(), entry);
      default -> {
        // The graph shows nothing else of single records.
      }
    }
  }
}
