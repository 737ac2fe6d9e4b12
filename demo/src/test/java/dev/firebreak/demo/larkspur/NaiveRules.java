package dev.firebreak.demo.larkspur;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.Yaml;

/// `sod-rules.yaml` applied the slow way.
record NaiveRules(Map<String, List<Match>> functions, Map<String, List<String>> risks) {

  record Match(String source, Pattern name) {}

  @SuppressWarnings("unchecked")
  static NaiveRules load() throws IOException {
    try (var in = NaiveRules.class.getResourceAsStream("/larkspur/sod-rules.yaml")) {
      Map<String, List<Map<String, Object>>> document = new Yaml().load(in);
      var functions = new LinkedHashMap<String, List<Match>>();
      for (var function : document.get("functions")) {
        var anyOf = (List<Map<String, String>>) function.get("any-of");
        functions.put(
            (String) function.get("id"),
            anyOf.stream()
                .map(one -> new Match(one.get("source"), pattern(one.get("entitlement"))))
                .toList());
      }
      var risks = new LinkedHashMap<String, List<String>>();
      for (var risk : document.get("risks")) {
        risks.put((String) risk.get("id"), (List<String>) risk.get("functions"));
      }
      return new NaiveRules(functions, risks);
    }
  }

  private static Pattern pattern(String wildcard) {
    return Pattern.compile(("\\Q" + wildcard + "\\E").replace("*", "\\E.*\\Q"));
  }

  boolean matches(String risk, Set<String> reached, NaiveReach reach) {
    return risks.get(risk).stream()
        .allMatch(function ->
            reached.stream()
                .anyMatch(key ->
                    functions.get(function).stream()
                        .anyMatch(match ->
                            key.startsWith(match.source() + "/")
                                && (key.contains("/Entitlement/") || key.contains("/Role/"))
                                && reach.names(key).stream()
                                    .anyMatch(name -> match.name().matcher(name).matches()))));
  }

  /// `risk identity` for every identity that a risk hits.
  Set<String> hits(NaiveReach reach) {
    var hits = new TreeSet<String>();
    for (var identity : reach.identities()) {
      var reached = reach.from(identity);
      for (var risk : risks.keySet()) {
        if (matches(risk, reached, reach)) {
          hits.add(risk + " " + identity);
        }
      }
    }
    return hits;
  }
}
