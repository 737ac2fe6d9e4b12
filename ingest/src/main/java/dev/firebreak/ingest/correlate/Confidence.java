package dev.firebreak.ingest.correlate;

import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;

/// How sure a link is, from 0 to 100. A link that a source of people or a person states is 100. One
/// that a rule finds begins with the weaker of the two fields that it compares:
///
/// | field | |
/// |---|---|
/// | `employeeNumber`, `linkedObject` | 90 |
/// | `externalId` | 85 |
/// | `custom` | 80 |
/// | `email` | 75 |
/// | `userName` | 60 |
///
/// Each other rule that finds this identity alone adds 5, up to 99; each that finds others and not
/// this one takes 20, down to 1. A rule that finds several with this one among them changes
/// nothing.
public final class Confidence {

  /// Of what is stated, not found.
  public static final int CERTAIN = 100;

  private static final int AGREES = 5;
  private static final int CONTRADICTS = 20;

  private Confidence() {}

  /// Of a link that a rule found.
  ///
  /// @param agreeing how many other rules find this identity alone
  /// @param contradicting how many other rules find others and not this one
  static int of(CorrelationRule decisive, int agreeing, int contradicting) {
    int base = Math.min(weight(decisive.account()), weight(decisive.identity()));
    return Math.clamp(
        (long) base + (long) AGREES * agreeing - (long) CONTRADICTS * contradicting,
        1,
        CERTAIN - 1);
  }

  private static int weight(Field field) {
    return switch (field) {
      case EMPLOYEE_NUMBER, LINKED -> 90;
      case EXTERNAL_ID -> 85;
      case CUSTOM -> 80;
      case EMAIL -> 75;
      case USER_NAME -> 60;
    };
  }
}
