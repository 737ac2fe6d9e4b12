package dev.firebreak.web.view;

import dev.firebreak.analytics.run.FindingSummary;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// In which order findings are listed.
///
/// @param by what they are ordered by
/// @param turned whether the usual order is turned round
public record FindingSort(By by, boolean turned) {

  /// The worst first.
  public static final FindingSort USUAL = new FindingSort(By.SEVERITY, false);

  /// What findings can be ordered by. What is equal is ordered by key.
  @SuppressWarnings("EnumOrdinal") // never leaves the process
  public enum By {
    /// The worst first, of these the one that concerns most identities.
    SEVERITY,
    /// The oldest first.
    AGE,
    /// Most identities first.
    IDENTITIES,
    /// By the name of the subject.
    SUBJECT,
    /// By the id of the rule.
    RULE,
    /// Open ones first, resolved ones last.
    STATE,
    /// By who is to work on it, nobody last.
    ASSIGNEE;

    /// The name of it in an address.
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    private Position position(FindingSummary finding) {
      String key = finding.key().value();
      return switch (this) {
        case SEVERITY ->
            new Position(
                ((long) finding.severity().ordinal() << 32)
                    + (Integer.MAX_VALUE - finding.affected()),
                "",
                key);
        case AGE -> new Position(finding.openedAt().toEpochMilli(), "", key);
        case IDENTITIES -> new Position(-finding.affected(), "", key);
        case SUBJECT -> new Position(0, finding.subjectName().toLowerCase(Locale.ROOT), key);
        case RULE -> new Position(0, finding.key().rule(), key);
        case STATE -> new Position(finding.state().ordinal(), "", key);
        case ASSIGNEE ->
            new Position(
                finding.assignee() == null ? 1 : 0,
                finding.assignee() == null ? "" : finding.assignee().toLowerCase(Locale.ROOT),
                key);
      };
    }
  }

  /// Where a finding stands in an order.
  record Position(long number, String text, String key) {
    private static final Comparator<Position> ORDER =
        Comparator.comparingLong(Position::number)
            .thenComparing(Position::text)
            .thenComparing(Position::key);
  }

  /// The order that a word of an address means: `age`, or `-age` for the other way round.
  ///
  /// @throws NotUnderstood for any other word
  static FindingSort of(@Nullable String word) {
    if (word == null || word.isBlank()) {
      return USUAL;
    }
    boolean turned = word.startsWith("-");
    String by = turned ? word.substring(1) : word;
    return Arrays.stream(By.values())
        .filter(each -> each.word().equalsIgnoreCase(by))
        .findFirst()
        .map(each -> new FindingSort(each, turned))
        .orElseThrow(() ->
            new NotUnderstood(
                "There is no order '%s'. Use one of %s, with a leading - for the other way round."
                    .formatted(
                        word,
                        Arrays.stream(By.values())
                            .map(By::word)
                            .collect(Collectors.joining(", ")))));
  }

  /// The word of an address that means it.
  public String word() {
    return (turned ? "-" : "") + by.word();
  }

  /// The order that the head of a column asks for: turned round if it is in that order already.
  FindingSort next(By column) {
    return new FindingSort(column, column == by && !turned);
  }

  Position position(FindingSummary finding) {
    return by.position(finding);
  }

  Comparator<Position> order() {
    return turned ? Position.ORDER.reversed() : Position.ORDER;
  }
}
