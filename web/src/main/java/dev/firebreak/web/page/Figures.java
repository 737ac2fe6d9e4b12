package dev.firebreak.web.page;

import dev.firebreak.web.view.Counts;
import java.util.List;
import java.util.Locale;
import org.springframework.stereotype.Component;

/// Numbers as screens write them: `1,204`, `58.9k`, `31%`, `+31`, a true minus.
@Component("figures")
public final class Figures {

  private static final char MINUS = '−';

  /// A number in full: `1,204`.
  public String count(long number) {
    return number < 0
        ? MINUS + String.format(Locale.ROOT, "%,d", -number)
        : String.format(Locale.ROOT, "%,d", number);
  }

  /// A number with its noun: `1 change`, `2 changes`.
  public String count(long number, String one, String many) {
    return Counts.of(number, one, many);
  }

  /// A number for a figure, where the exact one stands in a table: `58.9k`.
  public String brief(long number) {
    if (Math.abs(number) < 10_000) {
      return count(number);
    }
    double thousands = number / 1_000.0;
    return thousands >= 10_000
        ? String.format(Locale.ROOT, "%,.1fM", thousands / 1_000)
        : String.format(Locale.ROOT, "%,.1fk", thousands);
  }

  /// A change: `+31`, `−96`, `0`.
  public String change(long number) {
    return number > 0 ? "+" + count(number) : count(number);
  }

  /// A share: `31%`. A share that is neither nothing nor all never rounds to it.
  public String share(long part, long whole) {
    if (whole == 0 || part == 0) {
      return "0%";
    }
    long percent = Math.round(100.0 * part / whole);
    return (part == whole ? 100 : Math.clamp(percent, 1, 99)) + "%";
  }

  /// A duration: `412 ms`, `1.2 s`, `4 h 12 min`.
  public String took(long millis) {
    if (millis < 1_000) {
      return millis + " ms";
    }
    if (millis < 60_000) {
      return String.format(Locale.ROOT, "%.1f s", millis / 1_000.0);
    }
    long minutes = millis / 60_000;
    return minutes < 60 ? minutes + " min" : minutes / 60 + " h " + minutes % 60 + " min";
  }

  /// The width of a bar that shows a part of a whole, in tenths of a unit: `61.6`.
  public String bar(long part, long whole, int width) {
    double share = whole == 0 ? 0 : Math.clamp((double) part / whole, 0, 1);
    return String.format(Locale.ROOT, "%.1f", share * width);
  }

  /// The two ends of a hash: `7c1e…a09`.
  public String hash(String hash) {
    return hash.length() <= 12
        ? hash
        : hash.substring(0, 6) + "…" + hash.substring(hash.length() - 4);
  }

  /// A name in the parts between which a line may break: `svc-`, `payrun@`, `ledgerone`.
  public List<String> breakable(String name) {
    return List.of(name.split("(?<=[\\p{Ll}\\d])(?=\\p{Lu})|(?<=[-_.@:/\\\\])(?=.)"));
  }
}
