package dev.firebreak.web.view;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.run.StoredFinding;
import dev.firebreak.remediation.plan.Proposal;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// What to do about a finding that no removal resolves.
///
/// @param heading the answer in a few words
/// @param reason why there is no change, in a sentence
/// @param steps what people can do instead, in their order; may be empty
public record Advice(String heading, String reason, List<String> steps) {

  /// The advice that fits the kind of the finding.
  ///
  /// @param source what people call the source of the subject; empty for none
  static Advice of(Finding finding, String source, Proposal proposal) {
    List<String> functions =
        finding.because().stream().map(AccessPath::title).filter(t -> !t.isEmpty()).toList();
    if (finding.key().kind() != FindingKind.TOXIC || functions.size() < 2) {
      return new Advice("No change fixes it", proposal.reason(), List.of());
    }
    String name = finding.subjectName();
    String where = source.isEmpty() ? "" : " in " + source;
    boolean alone = finding.because().stream().allMatch(path -> path.hops().isEmpty());
    return switch (finding.subjectKind()) {
      case ENTITLEMENT ->
          new Advice(
              "Split it in two",
              "%s %s %s. No removal separates the two: whoever holds it holds both."
                  .formatted(
                      name,
                      alone ? "gives by itself" : "leads to both",
                      joined(functions, " and ")),
              List.of(
                  "Split %s%s: one entitlement %s, another %s."
                      .formatted(
                          name,
                          where,
                          part(finding.because().getFirst()),
                          finding.because().stream()
                              .skip(1)
                              .map(Advice::part)
                              .collect(Collectors.joining(", another "))),
                  "Give each of the %s only the one that the work asks for, and retire %s."
                      .formatted(people(finding), name),
                  "Harvest and analyse again: the finding resolves by itself once no single"
                      + " entitlement gives both."));
      case GROUP ->
          new Advice(
              "Divide the group",
              proposal.reason(),
              List.of(
                  "Make a second group%s for “%s” and keep “%s” in %s."
                      .formatted(where, rest(functions), first(functions), name),
                  "Put each of the %s into one of the two, not into both."
                      .formatted(people(finding)),
                  "Harvest and analyse again: the finding resolves by itself once no group gives"
                      + " both."));
      case CONTAINER, PRIVILEGED_ACCOUNT ->
          new Advice(
              "Separate the secrets",
              proposal.reason(),
              List.of(
                  "Give “%s” and “%s” accounts of their own, each with a secret in a safe of its own."
                      .formatted(first(functions), rest(functions)),
                  "Let nobody open both safes."));
      case IDENTITY, ACCOUNT, SOURCE ->
          new Advice("No change fixes it", proposal.reason(), List.of());
    };
  }

  /// Why there is nothing to do about a finding that is not open, or that whoever asks sees a part
  /// of the graph of.
  ///
  /// @param part whether they do
  static Advice without(StoredFinding.State state, boolean part) {
    if (part && state == StoredFinding.State.OPEN) {
      return new Advice(
          "Its fix is not shown",
          "What fixes it, and what else that would change, is worked out over the whole graph, of"
              + " which you see a part. Ask somebody who sees everything.",
          List.of());
    }
    return new Advice(
        FindingLists.label(state),
        switch (state) {
          case OPEN, RESOLVED -> "It is resolved; nothing is left to fix.";
          case MITIGATED -> "A control makes it acceptable until its end; then it is open again.";
          case ACCEPTED -> "Somebody takes it as it is for a time; then it is open again.";
          case UPCOMING -> "It does not hold yet. It is open once it does.";
        },
        List.of());
  }

  /// What one part of a split is for, and with what in it where that is known.
  private static String part(AccessPath path) {
    return path.hops().isEmpty()
        ? "for “%s”".formatted(path.title())
        : "with %s, for “%s”".formatted(path.last().name(), path.title());
  }

  private static String people(Finding finding) {
    return String.format(
        Locale.ROOT,
        "%,d %s concerned",
        finding.affected(),
        finding.affected() == 1 ? "identity" : "identities");
  }

  private static String first(List<String> functions) {
    return functions.getFirst();
  }

  private static String rest(List<String> functions) {
    return joined(functions.subList(1, functions.size()), "” and “");
  }

  private static String joined(List<String> functions, String word) {
    return String.join(word, functions);
  }
}
