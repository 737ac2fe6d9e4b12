package dev.firebreak.web.workbench;

import dev.firebreak.analytics.whatif.ChokePoint;
import dev.firebreak.analytics.whatif.ChokePoints;
import dev.firebreak.analytics.whatif.WhatIf;
import dev.firebreak.analytics.whatif.WhatIfRefused;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.config.Firebreak;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.NodeRef;
import dev.firebreak.web.view.SingleCuts;
import dev.firebreak.web.whatif.Basket;
import dev.firebreak.web.whatif.QuestionReader;
import dev.firebreak.web.work.CutRequest;
import dev.firebreak.web.work.Plans;
import dev.firebreak.web.work.Remediations;
import dev.firebreak.web.work.Taking;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What the workbench shows of a basket. Nothing here writes.
@Component
public final class Workbench {

  /// How many choke points are listed beside the basket.
  public static final int CHOKE_POINTS = 8;

  private final CurrentGraph current;
  private final Firebreak firebreak;
  private final Remediations remediations;
  private final SingleCuts cuts;

  Workbench(CurrentGraph current, Firebreak firebreak, Remediations remediations, SingleCuts cuts) {
    this.current = current;
    this.firebreak = firebreak;
    this.remediations = remediations;
    this.cuts = cuts;
  }

  /// An edge whose removal alone shrinks blast radii, to be put into the basket.
  ///
  /// @param share of all that identities reach, 0 to 1
  public record Choke(
      NodeRef from, String word, NodeRef to, Basket.Item item, double share, int identities) {}

  /// Each change of a basket, and whether a plan can hold it.
  public List<BasketLine> lines(Basket basket) {
    GraphSnapshot snapshot = current.snapshot();
    Map<String, String> problems = problems(basket, snapshot);
    List<Taking> takings = remediations.plans().takings(basket.taken());
    List<BasketLine> lines = new ArrayList<>();
    for (int i = 0; i < basket.removals().size(); i++) {
      Taking taking = takings.get(i);
      lines.add(
          line(
              snapshot,
              basket.removals().get(i),
              taking,
              problems.getOrDefault("/remove/" + i, "")));
    }
    for (int i = 0; i < basket.additions().size(); i++) {
      lines.add(
          line(snapshot, basket.additions().get(i), null, problems.getOrDefault("/add/" + i, "")));
    }
    return lines;
  }

  private static BasketLine line(
      GraphSnapshot snapshot, Basket.Item item, @Nullable Taking taking, String problem) {
    if (taking == null) {
      return new BasketLine(
          item,
          ref(snapshot, item.from()),
          item.kind().word(),
          ref(snapshot, item.to()),
          null,
          null,
          "",
          "A remediation plan takes access away and never gives any.",
          problem);
    }
    boolean planned = taking.eligible();
    return new BasketLine(
        item,
        ref(snapshot, item.from()),
        item.kind().word(),
        ref(snapshot, item.to()),
        planned ? taking.sentence() : null,
        planned ? taking.removals().getFirst().resource().source() : null,
        planned && taking.use() != null
            ? taking.use().kind().word() + ": " + taking.use().reason()
            : "",
        planned ? "" : "No plan can take it away: " + taking.reason() + ".",
        problem);
  }

  private static NodeRef ref(GraphSnapshot snapshot, String key) {
    return NodeRef.of(snapshot, key, NodeKind.IDENTITY, key);
  }

  /// What is wrong with changes, by where they are; empty where the basket can be judged.
  private Map<String, String> problems(Basket basket, GraphSnapshot snapshot) {
    try {
      if (!basket.isEmpty()) {
        WhatIf.suppose(
            snapshot,
            QuestionReader.changes(basket.question(), snapshot, firebreak.sources()::find));
      }
      return Map.of();
    } catch (WhatIfRefused refused) {
      Map<String, String> problems = new HashMap<>();
      refused
          .problems()
          .forEach(problem ->
              problems.merge(
                  problem.at().replaceAll("^(/[a-z]+/\\d+)/.*", "$1"),
                  problem.problem(),
                  (one, other) -> one + " " + other));
      return problems;
    }
  }

  /// What the changes would lead to.
  ///
  /// @throws WhatIfRefused if one cannot be judged
  public BasketEffect effect(Basket basket) {
    GraphSnapshot snapshot =
        QuestionReader.asked(basket.question(), current.snapshot(), firebreak.clock().instant());
    WhatIf outcome =
        remediations
            .plans()
            .whatIf(
                snapshot,
                QuestionReader.changes(basket.question(), snapshot, firebreak.sources()::find));
    return new BasketEffect(
        outcome,
        outcome.identities().stream().filter(each -> each.growth() < 0).count(),
        outcome.identities().stream().filter(each -> each.growth() > 0).count(),
        outcome.identities().stream().mapToLong(each -> each.before().crownJewels()).sum(),
        outcome.identities().stream().mapToLong(each -> each.after().crownJewels()).sum(),
        outcome.identities().stream()
            .limit(BasketEffect.LISTED)
            .map(each -> BasketEffect.Person.of(each, ref(snapshot, each.identity().key())))
            .toList(),
        outcome.opened().stream().limit(BasketEffect.LISTED).toList(),
        outcome.closed().stream().limit(BasketEffect.LISTED).toList());
  }

  /// A cut plan as steps.
  ///
  /// @throws IllegalArgumentException if the request cannot be meant
  /// @throws dev.firebreak.web.view.NotThere if it names what is not there
  public CutSteps cut(CutRequest request) {
    Plans.Cut cut = remediations.plans().cut(request);
    return CutSteps.of(
        cut.plan(),
        cut.effect(),
        remediations.plans().edges(cut.plan()).stream()
            .map(edge -> new Basket.Item(false, edge.kind(), edge.from(), edge.to()))
            .collect(Collectors.toCollection(ArrayList::new)));
  }

  /// The most changes that one run may make.
  public int mostChanges() {
    return Objects.requireNonNull(
        Objects.requireNonNull(firebreak.config().remediation()).maxChanges());
  }

  /// The edges whose removal alone would take most from everybody together.
  public List<Choke> chokePoints() {
    ChokePoints all = cuts.now();
    GraphSnapshot snapshot = current.snapshot();
    return all.edges().stream().limit(CHOKE_POINTS).map(edge -> choke(snapshot, edge)).toList();
  }

  private static Choke choke(GraphSnapshot snapshot, ChokePoint.OfEdge edge) {
    return new Choke(
        ref(snapshot, edge.from().key()),
        edge.kind().word(),
        ref(snapshot, edge.to().key()),
        new Basket.Item(false, edge.kind(), edge.from().key(), edge.to().key()),
        edge.share(),
        edge.identities());
  }
}
