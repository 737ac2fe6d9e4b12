package dev.firebreak.web.config;

import dev.firebreak.ingest.source.CorrelationRule;
import dev.firebreak.ingest.source.CorrelationRule.Field;
import dev.firebreak.ingest.source.SecretRef;
import dev.firebreak.ingest.source.SensitivityRule;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.usage.UsageFeedConfig;
import dev.firebreak.remediation.policy.Policy;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Everything an operator declares. Relative paths are relative to the configuration file.
///
/// @param organisation the name shown in the rail
/// @param dataDir where the evidence and the embedded graph live
/// @param graph an external Neo4j; absent for the embedded one below `dataDir`
/// @param correlation rules in the order tried; by employee number, e-mail and user name when
///   absent
/// @param policies what may be remediated without a person
/// @param signIn how people come in beside local users
/// @param webhooks where webhooks may be
public record FirebreakConfig(
    @Nullable String organisation,
    Path dataDir,
    @Nullable GraphConfig graph,
    @Nullable ServerConfig server,
    @Nullable List<SourceConfig> sources,
    @Nullable List<CorrelationRule> correlation,
    @Nullable List<SensitivityRule> sensitivity,
    @Nullable List<UsageFeedConfig> usage,
    @Nullable AnalysisConfig analysis,
    @Nullable RemediationConfig remediation,
    @Nullable EvidenceConfig evidence,
    @Nullable List<Policy> policies,
    @Nullable SignInConfig signIn,
    @Nullable WebhooksConfig webhooks) {

  private static final List<CorrelationRule> COMMON =
      List.of(
          new CorrelationRule(Field.EXTERNAL_ID, Field.EMPLOYEE_NUMBER),
          new CorrelationRule(Field.EMPLOYEE_NUMBER, Field.EMPLOYEE_NUMBER),
          new CorrelationRule(Field.EMAIL, Field.EMAIL),
          new CorrelationRule(Field.USER_NAME, Field.USER_NAME));

  public FirebreakConfig {
    if (dataDir == null) {
      throw new IllegalArgumentException("data-dir is missing: where may Firebreak keep its data?");
    }
    organisation = organisation == null ? "" : organisation;
    server = server == null ? new ServerConfig(null, null) : server;
    sources = sources == null ? List.of() : List.copyOf(sources);
    correlation = correlation == null ? COMMON : List.copyOf(correlation);
    sensitivity = sensitivity == null ? List.of() : List.copyOf(sensitivity);
    usage = usage == null ? List.of() : List.copyOf(usage);
    analysis = analysis == null ? new AnalysisConfig(null, null, null, null, null) : analysis;
    remediation = remediation == null ? RemediationConfig.OFF : remediation;
    evidence = evidence == null ? EvidenceConfig.DEFAULT : evidence;
    policies = policies == null ? List.of() : List.copyOf(policies);
    signIn = signIn == null ? SignInConfig.LOCAL : signIn;
    webhooks = webhooks == null ? WebhooksConfig.DEFAULT : webhooks;
    Set<String> ids = new HashSet<>();
    for (SourceConfig source : sources) {
      if (!ids.add(source.id())) {
        throw new IllegalArgumentException("two sources have the id " + source.id());
      }
    }
  }

  /// Where the evidence journal is.
  public Path evidenceFolder() {
    return dataDir.resolve("evidence");
  }

  /// The file of the key that signs the evidence.
  public Path evidenceKey() {
    Path named = evidence == null ? null : evidence.key();
    return named == null ? EvidenceConfig.keyBeside(dataDir) : named;
  }

  /// An external Neo4j.
  public record GraphConfig(URI uri, @Nullable String username, @Nullable SecretRef password) {
    public GraphConfig {
      if (uri == null) {
        throw new IllegalArgumentException("graph has no uri (bolt://, neo4j:// or neo4j+s://)");
      }
    }
  }

  /// Where the web server listens: 127.0.0.1 and 8080 unless stated; port 0 is any free one.
  public record ServerConfig(@Nullable String address, @Nullable Integer port) {
    public ServerConfig {
      address = address == null ? "127.0.0.1" : address;
      port = port == null ? 8080 : port;
      if (port < 0 || port > 65_535) {
        throw new IllegalArgumentException(
            "port " + port + " does not exist; use 1 to 65535, or 0 for any free one");
      }
    }
  }

  /// What is looked for.
  ///
  /// @param sodRules the file of functions and risks
  /// @param unusedWindowDays how long a grant must have been unused; 90 when absent
  /// @param radiusFactor how many times the median of its peers makes a blast radius wide; 8 when
  ///   absent
  /// @param risks thresholds and weights of the other risks
  public record AnalysisConfig(
      @Nullable Path sodRules,
      @Nullable List<String> sodRulesets,
      @Nullable Integer unusedWindowDays,
      @Nullable Double radiusFactor,
      @Nullable RiskConfig risks) {
    public AnalysisConfig {
      sodRulesets = sodRulesets == null ? List.of() : List.copyOf(sodRulesets);
      risks = risks == null ? RiskConfig.DEFAULT : risks;
      unusedWindowDays = unusedWindowDays == null ? 90 : unusedWindowDays;
      radiusFactor = radiusFactor == null ? 8.0 : radiusFactor;
      if (unusedWindowDays < 1) {
        throw new IllegalArgumentException("unused-window-days must be at least 1");
      }
      if (!(radiusFactor >= 1)) {
        throw new IllegalArgumentException("radius-factor must be at least 1");
      }
    }
  }
}
