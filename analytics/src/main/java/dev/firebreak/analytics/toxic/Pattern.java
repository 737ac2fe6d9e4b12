package dev.firebreak.analytics.toxic;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// A text in which `*` stands for any characters, also none, and `\*` for a star. Upper and lower
/// case are alike.
///
/// @param text in lower case, with [#ANY] for any characters
record Pattern(String text) {

  private static final char ANY = '\0';

  Pattern {
    text = text.toLowerCase(Locale.ROOT);
    if (text.indexOf('*') >= 0) {
      text = text.replace("\\*", "\1").replace('*', ANY).replace('\1', '*');
    }
  }

  /// Whether it only fits one text.
  boolean exact() {
    return text.indexOf(ANY) < 0;
  }

  /// Whether it fits.
  ///
  /// @param name in lower case; null fits nothing
  boolean fits(@Nullable String name) {
    if (name == null) {
      return false;
    }
    int p = 0;
    int star = -1;
    int resume = 0;
    // grows what the last star stands for as long as the rest does not fit
    for (int i = 0; i < name.length(); ) {
      if (p < text.length() && text.charAt(p) == ANY) {
        star = p++;
        resume = i;
      } else if (p < text.length() && text.charAt(p) == name.charAt(i)) {
        p++;
        i++;
      } else if (star >= 0) {
        p = star + 1;
        i = ++resume;
      } else {
        return false;
      }
    }
    while (p < text.length() && text.charAt(p) == ANY) {
      p++;
    }
    return p == text.length();
  }
}
