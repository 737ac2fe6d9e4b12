package dev.firebreak.web.webhook;

import dev.firebreak.web.view.NotUnderstood;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a webhook can be told of.
public enum EventType {
  FINDING_OPENED("finding.opened", "An analysis found something new."),
  FINDING_REOPENED("finding.reopened", "Something is open again that was resolved or accepted."),
  FINDING_RESOLVED("finding.resolved", "Something does not hold any more."),
  RUN_WAITING("run.waiting_for_approval", "A plan was tried and waits for approval."),
  RUN_STARTED("run.started", "An approved run began to send changes."),
  RUN_FINISHED("run.finished", "A run ended."),
  RUN_HALTED("run.halted", "A run stopped before its end."),
  HARVEST_INCOMPLETE("harvest.incomplete", "A source was not read to its end."),
  HARVEST_QUARANTINED("harvest.quarantined", "A harvest lacks too much to be believed."),
  /// Only sent when somebody asks for it, to whoever it is asked for.
  TEST("webhook.test", "Somebody tries a webhook.");

  private final String word;
  private final String meaning;

  EventType(String word, String meaning) {
    this.word = word;
    this.meaning = meaning;
  }

  /// As it is written: `finding.opened`.
  public String word() {
    return word;
  }

  /// When it happens, as a sentence.
  public String meaning() {
    return meaning;
  }

  /// Whether it is about a finding, which has a severity.
  public boolean isOfFinding() {
    return word.startsWith("finding.");
  }

  /// Those that can be asked for.
  public static Set<EventType> all() {
    return EnumSet.complementOf(EnumSet.of(TEST));
  }

  /// Those that are written so.
  ///
  /// @throws NotUnderstood if one of them is none, or there are none
  public static Set<EventType> of(Collection<String> words) {
    Set<EventType> types = EnumSet.noneOf(EventType.class);
    for (String each : words) {
      types.add(
          Stream.of(values())
              .filter(type -> type != TEST && type.word.equals(each.strip()))
              .findFirst()
              .orElseThrow(() ->
                  new NotUnderstood(
                      "There is no event '%s'; there are %s."
                          .formatted(
                              each,
                              all().stream()
                                  .map(EventType::word)
                                  .collect(Collectors.joining(", "))))));
    }
    if (types.isEmpty()) {
      throw new NotUnderstood("Choose one event at least.");
    }
    return types;
  }

  /// Whether a stored name is one of these.
  static boolean isKnown(String name) {
    return Arrays.stream(values()).anyMatch(type -> type.name().equals(name));
  }
}
