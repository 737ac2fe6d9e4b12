package dev.firebreak.web.view;

import dev.firebreak.analytics.run.FindingSummary;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A place in a list of findings, opaque to whoever passes it on. It names the last finding by what
/// it is ordered by, so that findings which come or go in between neither repeat nor hide others.
final class FindingCursor {

  private FindingCursor() {}

  /// The place behind a finding in the order of a query.
  static String after(FindingSummary finding, FindingQuery query) {
    FindingSort.Position at = query.sort().position(finding);
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(
            "%s\n%d\n%d\n%s%s"
                .formatted(
                    query.sort().word(), at.number(), at.text().length(), at.text(), at.key())
                .getBytes(StandardCharsets.UTF_8));
  }

  /// The place that a cursor means.
  ///
  /// @throws NotUnderstood if it is none, or one of a list in another order
  static FindingSort.Position parse(String cursor, FindingQuery query) {
    try {
      String[] parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split("\n", 4);
      if (parts.length == 4 && parts[0].equals(query.sort().word())) {
        int text = Integer.parseInt(parts[2]);
        return new FindingSort.Position(
            Long.parseLong(parts[1]), parts[3].substring(0, text), parts[3].substring(text));
      }
    } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
      throw unknown();
    }
    throw unknown();
  }

  private static NotUnderstood unknown() {
    return new NotUnderstood(
        "after must be what the answer before called next, with the same filters and order.");
  }
}
