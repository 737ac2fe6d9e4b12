package dev.firebreak.web.view;

import java.util.Locale;

/// Numbers with their nouns, as sentences have them.
public final class Counts {

  private Counts() {}

  /// `1 change`, `1,204 changes`.
  public static String of(long number, String one, String many) {
    return String.format(Locale.ROOT, "%,d %s", number, number == 1 ? one : many);
  }
}
