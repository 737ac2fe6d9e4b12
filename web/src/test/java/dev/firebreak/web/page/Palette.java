package dev.firebreak.web.page;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The colours of `tokens.css` and their contrast by WCAG 2.2.
///
/// @param colours a token without its dashes, and its colour in the light and in the dark
record Palette(Map<String, Shades> colours) {

  private static final Pattern TOKEN =
      Pattern.compile("--([a-z0-9-]+): light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)");

  /// A colour in both themes, as `#rrggbb`.
  record Shades(String light, String dark) {}

  /// A colour on another.
  record Pair(String text, String on, double least) {}

  static Palette read(Path tokens) throws IOException {
    Map<String, Shades> colours = new LinkedHashMap<>();
    Matcher token = TOKEN.matcher(Files.readString(tokens));
    while (token.find()) {
      colours.put(token.group(1), new Shades(token.group(2), token.group(3)));
    }
    return new Palette(colours);
  }

  private static final List<String> SURFACES =
      List.of("sheet", "ground", "sunken", "hover", "petrol-wash");
  private static final List<String> TEXTS =
      List.of(
          "ink",
          "ink-2",
          "ink-3",
          "petrol",
          "critical",
          "high",
          "medium",
          "low",
          "identity",
          "account",
          "group",
          "entitlement",
          "container",
          "privileged",
          "source");
  private static final List<Pair> OTHERS =
      List.of(
          new Pair("on-petrol", "petrol", 4.5),
          new Pair("on-petrol", "petrol-strong", 4.5),
          new Pair("on-critical", "critical-fill", 4.5),
          new Pair("petrol", "high-wash", 4.5),
          new Pair("petrol", "medium-wash", 4.5),
          new Pair("petrol", "critical-wash", 4.5),
          new Pair("ink-3", "critical-wash", 4.5),
          new Pair("line-control", "sheet", 3),
          new Pair("line-control", "sunken", 3));

  /// The pairs whose contrast is below what it must be, as sentences.
  List<String> tooWeak() {
    return Stream.concat(
            TEXTS.stream()
                .flatMap(text ->
                    Stream.concat(
                        SURFACES.stream().map(on -> new Pair(text, on, 4.5)),
                        colours.containsKey(text + "-wash")
                            ? Stream.of(new Pair(text, text + "-wash", 4.5))
                            : Stream.empty())),
            OTHERS.stream())
        .filter(pair ->
            Math.min(light(pair.text(), pair.on()), dark(pair.text(), pair.on())) < pair.least())
        .map(pair ->
            "%s on %s: %s, at least %s is needed"
                .formatted(pair.text(), pair.on(), both(pair.text(), pair.on()), pair.least()))
        .toList();
  }

  /// The table of contrasts, light / dark, in Markdown.
  String table() {
    StringBuilder table = new StringBuilder("| on → |");
    SURFACES.forEach(on -> table.append(" `").append(on).append("` |"));
    table.append(" its own wash |\n|---|").append("---|".repeat(SURFACES.size() + 1)).append('\n');
    for (String text : TEXTS) {
      table.append("| `").append(text).append("` |");
      SURFACES.forEach(on -> table.append(' ').append(both(text, on)).append(" |"));
      String wash = text + "-wash";
      table.append(colours.containsKey(wash) ? " " + both(text, wash) : "").append(" |\n");
    }
    return table
        + "\n"
        + OTHERS.stream()
            .map(pair ->
                "`%s` on `%s` %s".formatted(pair.text(), pair.on(), both(pair.text(), pair.on())))
            .collect(Collectors.joining(", ", "Others: ", "."))
        + "\n";
  }

  private String both(String text, String on) {
    return String.format(Locale.ROOT, "%.1f / %.1f", light(text, on), dark(text, on));
  }

  private double light(String text, String on) {
    return contrast(of(text).light(), of(on).light());
  }

  private double dark(String text, String on) {
    return contrast(of(text).dark(), of(on).dark());
  }

  private Shades of(String name) {
    Shades shades = colours.get(name);
    if (shades == null) {
      throw new IllegalArgumentException("tokens.css has no colour " + name);
    }
    return shades;
  }

  /// WCAG 2.2, contrast ratio.
  static double contrast(String one, String other) {
    double a = luminance(one);
    double b = luminance(other);
    return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
  }

  private static double luminance(String colour) {
    int rgb = Integer.parseInt(colour.substring(1), 16);
    return 0.2126 * linear(rgb >> 16 & 255)
        + 0.7152 * linear(rgb >> 8 & 255)
        + 0.0722 * linear(rgb & 255);
  }

  private static double linear(int channel) {
    double c = channel / 255.0;
    return c <= 0.04045 ? c / 12.92 : Math.pow((c + 0.055) / 1.055, 2.4);
  }
}
