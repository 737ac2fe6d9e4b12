package dev.firebreak.web.export;

import dev.firebreak.analytics.cut.CutChange;
import dev.firebreak.analytics.cut.CutPlan;
import dev.firebreak.analytics.cut.Effect;
import dev.firebreak.analytics.finding.AccessPath;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Collectors;

/// A cut plan for people to read on a terminal.
public final class CutText {

  private CutText() {}

  /// Writes the answer, the changes, and what stays.
  public static void write(CutAnswer answer, PrintWriter out) {
    out.println(answer.answer());
    out.printf(
        "%s, at most %d changes, sparing %s; %s.%n",
        answer.goal(), answer.budget(), answer.spare().word(), answer.method().words());
    out.printf(
        "exposure %,d → %,d, pairs %,d → %,d%n",
        answer.before().weight(),
        answer.after().weight(),
        answer.before().pairs(),
        answer.after().pairs());
    int number = 0;
    for (CutAnswer.Change change : answer.changes()) {
      write(++number, change, out);
    }
    for (CutPlan.Outcome finding : answer.findings()) {
      out.printf(
          "%s %s%n", finding.id(), finding.closed() ? "is closed" : "stays: " + finding.reason());
    }
    if (!answer.changes().isEmpty()) {
      write(answer.effect(), out);
    }
    for (CutPlan.Remaining way : answer.remaining()) {
      out.printf("still reached: %s%n", stops(way.path()));
      way.kept().forEach(kept -> out.printf("    %s: %s%n", kept.edge(), kept.reason()));
    }
  }

  private static void write(int number, CutAnswer.Change change, PrintWriter out) {
    out.printf("%d. %s%n", number, change.sentence());
    out.printf(
        "    in %s; exposure −%,d; %s; %s: %s%n",
        change.source(),
        change.gain(),
        less(change.identitiesLosing()),
        change.use().kind().word(),
        change.use().reason());
    for (CutChange.Loser loser : change.losing()) {
      if (!loser.targets().isEmpty()) {
        out.printf("    %s no longer reaches %s%n", loser.name(), joined(loser.targets()));
      }
    }
    for (CutChange.Residual residual : change.residual()) {
      out.printf(
          "    still reachable by %s: also cut: %s%n", stops(residual.path()), residual.alsoCut());
    }
  }

  private static void write(Effect effect, PrintWriter out) {
    out.printf(
        "%s; closes %s; %s%n",
        less(effect.identitiesLosing()),
        effect.closes().isEmpty() ? "no finding" : joined(effect.closes()),
        effect
            .opened()
            .map(opened ->
                opened.isEmpty()
                    ? "opens none"
                    : "opens "
                        + opened.stream()
                            .map(each -> each.id() + " (" + each.story() + ")")
                            .collect(Collectors.joining(", ")))
            .orElse("what it opens is unknown"));
  }

  private static String stops(AccessPath path) {
    return path.stops().stream().map(AccessPath.Stop::name).collect(Collectors.joining(" → "));
  }

  private static String less(int identities) {
    return identities == 1
        ? "1 identity reaches less"
        : "%,d identities reach less".formatted(identities);
  }

  private static String joined(List<String> words) {
    return String.join(", ", words);
  }
}
