package dev.firebreak.web.config;

import dev.firebreak.analytics.toxic.ShippedRulesets;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;

/// What is wrong with a configuration whether or not it can be bound: addresses that would send a
/// token in the clear, schedules that mean no time, files that are not there, ids given twice, and
/// ids of sources that there are none of. Files that others write, such as those of a source or a
/// feed, may still come.
///
/// It looks at what was written, so no other fault of the same entry hides one of these.
final class ConfigChecks {

  private final ConfigProblems problems;
  private final @Nullable Path folder;

  ConfigChecks(ConfigProblems problems, @Nullable Path folder) {
    this.problems = problems;
    this.folder = folder;
  }

  /// Adds a problem for all that is wrong.
  void check(JsonNode root) {
    List<Reference> top = List.of();
    Set<String> sources = new HashSet<>();
    each(
        root.path("sources"),
        below(top, "sources"),
        (source, at) -> {
          source(source, at);
          String id = text(source.path("id"));
          if (!id.isEmpty() && !sources.add(id)) {
            problems.add(below(at, "id"), "two sources have the id %s.".formatted(id));
          }
        });
    Set<String> feeds = new HashSet<>();
    each(
        root.path("usage"),
        below(top, "usage"),
        (feed, at) -> {
          there(feed, at, "push", "public-key");
          there(feed, at, "push", "jwks");
          known(feed, at, sources);
          String id = text(feed.path("id"));
          if (feed.has("push") && !id.isEmpty() && !feeds.add(id)) {
            problems.add(below(at, "id"), "two usage feeds have the id %s.".formatted(id));
          }
        });
    each(
        root.path("sensitivity"),
        below(top, "sensitivity"),
        (rule, at) -> known(rule, at, sources));
    Set<String> policies = new HashSet<>();
    each(
        root.path("policies"),
        below(top, "policies"),
        (policy, at) -> {
          String id = text(policy.path("id"));
          schedule("policy " + (id.isEmpty() ? "without id" : id), policy, at, "schedule");
          if (!id.isEmpty() && !policies.add(id)) {
            problems.add(below(at, "id"), "two policies have the id %s.".formatted(id));
          }
        });
    there(root, top, "analysis", "sod-rules");
    outside(root, top, "evidence", "key");
    there(root, top, "evidence", "export", "folder");
    String webhook = text(find(root, "evidence", "export", "webhook"));
    if (!webhook.isEmpty() && !webhook.startsWith("https://")) {
      problems.add(
          below(top, "evidence", "export", "webhook"),
          "the webhook of the evidence is no https address.");
    }
    each(
        root.path("analysis").path("sod-rulesets"),
        below(top, "analysis", "sod-rulesets"),
        this::shipped);
  }

  private interface Check {
    void of(JsonNode entry, List<Reference> at);
  }

  private static void each(JsonNode list, List<Reference> at, Check check) {
    for (int i = 0; list.isArray() && i < list.size(); i++) {
      List<Reference> path = new ArrayList<>(at);
      path.add(index(i));
      check.of(list.get(i), path);
    }
  }

  private void source(JsonNode source, List<Reference> at) {
    String id = text(source.path("id"));
    String name = id.isEmpty() ? "without id" : id;
    JsonNode allow = source.path("allow-http");
    boolean https =
        allow.isMissingNode() || allow.isNull() || (allow.isBoolean() && !allow.booleanValue());
    address(name, source, at, https, "base-url");
    address(name, source, at, https, "auth", "client-credentials", "token-url");
    there(source, at, "auth", "certificate", "chain");
    there(source, at, "auth", "certificate", "key-store");
    there(source, at, "scim", "ca-bundle");
    schedule("source " + name, source, at, "schedule");
    schedule("source " + name, source, at, "updates");
  }

  private void shipped(JsonNode ruleset, List<Reference> at) {
    String name = text(ruleset);
    if (!ShippedRulesets.NAMES.contains(name)) {
      problems.add(
          at,
          "no SoD ruleset '%s' ships with Firebreak; there are %s%s."
              .formatted(name, String.join(", ", ShippedRulesets.NAMES), ConfigProblems.in(at)));
    }
  }

  /// @param https whether nothing else will do
  private void address(
      String id, JsonNode source, List<Reference> at, boolean https, String... keys) {
    String address = text(find(source, keys));
    String wrong = address.isEmpty() ? null : wrong(address, https);
    if (wrong != null) {
      problems.add(
          below(at, keys),
          "the %s of source %s %s%s."
              .formatted(keys[keys.length - 1], id, wrong, ConfigProblems.in(at)));
    }
  }

  private static @Nullable String wrong(String address, boolean https) {
    URI uri;
    try {
      uri = new URI(address);
    } catch (URISyntaxException e) {
      return "is no address; it is written as https://host/scim/v2";
    }
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      return "carries a user name or password; give them in auth, as a reference to a secret";
    }
    if (scheme.equals("http") && https) {
      return "is plain http, which sends its token in the clear. Use https, or set allow-http: true for a server on this machine";
    }
    return (scheme.equals("https") || scheme.equals("http")) && uri.getHost() != null
        ? null
        : "is no https address; it is written as https://host/scim/v2";
  }

  private void schedule(String whose, JsonNode entry, List<Reference> at, String key) {
    String when = text(entry.path(key));
    try {
      if (!when.isEmpty()) {
        Schedule.of(when);
      }
    } catch (IllegalArgumentException e) {
      List<Reference> path = below(at, key);
      problems.add(
          path,
          "%s: %s%s."
              .formatted(
                  whose,
                  String.valueOf(e.getMessage()).replaceFirst("^schedule", key),
                  ConfigProblems.in(path)));
    }
  }

  private void known(JsonNode entry, List<Reference> at, Set<String> sources) {
    String id = text(entry.path("source"));
    if (!id.isEmpty() && !sources.contains(id)) {
      problems.add(
          below(at, "source"), "no source has the id %s%s.".formatted(id, ConfigProblems.in(at)));
    }
  }

  private void there(JsonNode entry, List<Reference> at, String... keys) {
    String file = text(find(entry, keys));
    if (file.isEmpty()) {
      return;
    }
    List<Reference> path = below(at, keys);
    try {
      Path seen = folder == null ? Path.of(file) : folder.resolve(file).normalize();
      if (!Files.isReadable(seen)) {
        problems.add(
            path, "the file %s cannot be read%s.".formatted(seen, ConfigProblems.in(path)));
      }
    } catch (InvalidPathException e) {
      problems.add(path, "'%s' is no name of a file%s.".formatted(file, ConfigProblems.in(path)));
    }
  }

  private void outside(JsonNode root, List<Reference> top, String... keys) {
    String file = text(find(root, keys));
    if (!file.isEmpty() && absolute(file).startsWith(absolute(text(root.path("data-dir"))))) {
      problems.add(
          below(top, keys),
          "the key %s would lie in the data folder that it vouches for; name a place outside of it."
              .formatted(file));
    }
  }

  private Path absolute(String file) {
    Path here = folder == null ? Path.of("") : folder;
    return here.resolve(file).toAbsolutePath().normalize();
  }

  private static JsonNode find(JsonNode entry, String... keys) {
    JsonNode found = entry;
    for (String key : keys) {
      found = found.path(key);
    }
    return found;
  }

  /// What a value says, stripped; empty where there is none.
  private static String text(JsonNode value) {
    return value.isValueNode() ? value.asString("").strip() : "";
  }

  static List<Reference> below(List<Reference> at, String... keys) {
    List<Reference> path = new ArrayList<>(at);
    for (String key : keys) {
      path.add(key(key));
    }
    return path;
  }

  static Reference key(String name) {
    return new Reference(null, name);
  }

  static Reference index(int index) {
    return new Reference(null, index);
  }
}
