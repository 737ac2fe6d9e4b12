package dev.firebreak.demo.larkspur;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Names that nobody else at Larkspur has.
final class Names {
  private static final Map<String, String> FOLDED = Map.of("ø", "o", "ł", "l", "ı", "i", "ß", "ss");

  private final Dice dice;
  private final List<String> given = Catalogue.words("given-names.txt");
  private final List<String> family = Catalogue.words("family-names.txt");
  private final Set<String> taken = new HashSet<>();

  Names(Dice dice) {
    this.dice = dice;
  }

  String next() {
    while (true) {
      var name = dice.pick(given) + " " + dice.pick(family);
      if (taken.add(signIn(name))) {
        return name;
      }
    }
  }

  /// `Zoë Łukasz` signs in as `zoe.lukasz`.
  static String signIn(String name) {
    var lower = name.toLowerCase(Locale.ROOT);
    for (var letter : FOLDED.entrySet()) {
      lower = lower.replace(letter.getKey(), letter.getValue());
    }
    return Normalizer.normalize(lower, Normalizer.Form.NFD)
        .replaceAll("\\p{M}", "")
        .replace(' ', '.');
  }
}
