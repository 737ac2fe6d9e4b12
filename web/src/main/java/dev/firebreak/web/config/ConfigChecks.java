package dev.firebreak.web.config;

import dev.firebreak.analytics.toxic.ShippedRulesets;
import dev.firebreak.ingest.source.AuthConfig;
import dev.firebreak.ingest.source.CertificateConfig;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.web.config.FirebreakConfig.AnalysisConfig;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.JsonNode;

/// What is wrong with a section though it could be bound: addresses that would send a token in the
/// clear, files that are not there, ids given twice. Files that others write, such as those of a
/// source or a feed, may still come.
final class ConfigChecks {

  private final ConfigProblems problems;
  private final @Nullable Path folder;
  private final Set<String> feeds = new HashSet<>();

  ConfigChecks(ConfigProblems problems, @Nullable Path folder) {
    this.problems = problems;
    this.folder = folder;
  }

  /// Checks every section.
  void check(FirebreakConfig config) {
    List<SourceConfig> sources = config.sources() == null ? List.of() : config.sources();
    for (int i = 0; i < sources.size(); i++) {
      check(sources.get(i), List.of(key("sources"), index(i)));
    }
    List<UsageFeedConfig> usage = config.usage() == null ? List.of() : config.usage();
    for (int i = 0; i < usage.size(); i++) {
      List<Reference> at = List.of(key("usage"), index(i));
      check(usage.get(i), at);
      String of = usage.get(i).source();
      if (of != null && sources.stream().noneMatch(source -> source.id().equals(of))) {
        problems.add(
            below(at, "source"), "no source has the id %s%s.".formatted(of, ConfigProblems.in(at)));
      }
    }
    if (config.analysis() != null) {
      check(config.analysis(), List.of(key("analysis")));
    }
  }

  /// Checks one section.
  ///
  /// @param at where it is
  void check(Object section, List<Reference> at) {
    switch (section) {
      case SourceConfig source -> source(source, at);
      case UsageFeedConfig feed -> feed(feed, at);
      case AnalysisConfig analysis -> {
        there(analysis.sodRules(), at, "sod-rules");
        shipped(analysis, at);
      }
      default -> {
        // the others are checked when they are bound
      }
    }
  }

  private void shipped(AnalysisConfig analysis, List<Reference> at) {
    for (String name :
        analysis.sodRulesets() == null ? List.<String>of() : analysis.sodRulesets()) {
      if (!ShippedRulesets.NAMES.contains(name)) {
        List<Reference> path = below(at, "sod-rulesets");
        problems.add(
            path,
            "no SoD ruleset '%s' ships with Firebreak; there are %s%s."
                .formatted(
                    name, String.join(", ", ShippedRulesets.NAMES), ConfigProblems.in(path)));
      }
    }
  }

  private void source(SourceConfig source, List<Reference> at) {
    safe(source, source.baseUrl(), at, "base-url");
    AuthConfig auth = source.auth();
    if (auth != null && auth.clientCredentials() != null) {
      safe(
          source,
          auth.clientCredentials().tokenUrl(),
          at,
          "auth",
          "client-credentials",
          "token-url");
    }
    CertificateConfig certificate = auth == null ? null : auth.certificate();
    if (certificate != null) {
      there(certificate.chain(), at, "auth", "certificate", "chain");
      there(certificate.keyStore(), at, "auth", "certificate", "key-store");
    }
    if (source.scim() != null) {
      there(source.scim().caBundle(), at, "scim", "ca-bundle");
    }
    schedule(source, source.schedule(), at, "schedule");
    schedule(source, source.updates(), at, "updates");
  }

  private void schedule(
      SourceConfig source, @Nullable String when, List<Reference> at, String key) {
    try {
      if (when != null) {
        Schedule.of(when);
      }
    } catch (IllegalArgumentException e) {
      List<Reference> path = below(at, key);
      problems.add(
          path,
          "source %s: %s%s."
              .formatted(
                  source.id(),
                  String.valueOf(e.getMessage()).replaceFirst("^schedule", key),
                  ConfigProblems.in(path)));
    }
  }

  private void feed(UsageFeedConfig feed, List<Reference> at) {
    if (feed.push() != null) {
      there(feed.push().publicKey(), at, "push", "public-key");
      there(feed.push().jwks(), at, "push", "jwks");
      if (feed.id() != null && !feeds.add(feed.id())) {
        problems.add(below(at, "id"), "two usage feeds have the id %s.".formatted(feed.id()));
      }
    }
  }

  private void safe(
      SourceConfig source, @Nullable URI address, List<Reference> at, String... keys) {
    safe(source.id(), address == null ? "" : address.toString(), source.allowHttp(), at, keys);
  }

  private void safe(
      String id, String address, boolean allowHttp, List<Reference> at, String... keys) {
    if (address.regionMatches(true, 0, "http:", 0, 5) && !allowHttp) {
      problems.add(
          below(at, keys),
          "the %s of source %s is plain http, which sends its token in the clear. Use https, or set allow-http: true for a server on this machine%s."
              .formatted(keys[keys.length - 1], id, ConfigProblems.in(at)));
    }
  }

  /// Checks the addresses of a source of which so much is wrong that it cannot be bound.
  void addresses(JsonNode source, List<Reference> at) {
    JsonNode allow = source.path("allow-http");
    if (allow.isMissingNode() || allow.isBoolean()) {
      String id = source.path("id").asString("without id");
      safe(id, source.path("base-url").asString(""), allow.asBoolean(false), at, "base-url");
      String[] token = {"auth", "client-credentials", "token-url"};
      String address = source.path(token[0]).path(token[1]).path(token[2]).asString("");
      safe(id, address, allow.asBoolean(false), at, token);
    }
  }

  private void there(@Nullable Path file, List<Reference> at, String... keys) {
    if (file == null) {
      return;
    }
    Path seen = folder == null ? file : folder.resolve(file).normalize();
    if (!Files.isReadable(seen)) {
      List<Reference> path = below(at, keys);
      problems.add(path, "the file %s cannot be read%s.".formatted(seen, ConfigProblems.in(path)));
    }
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
