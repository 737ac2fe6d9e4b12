package dev.firebreak.graph.model;

import org.jspecify.annotations.Nullable;

/// Rules by which correlation links an account to the identity behind it, besides those that an
/// installation configures; kept on the link.
public final class LinkRule {

  /// The rule kept on the link between an identity and the account of a source of people that it
  /// comes from.
  public static final String AUTHORITATIVE = "authoritative source";

  /// The rule kept on the link between a service or agent that no rule finds an identity for, and
  /// its account.
  public static final String WORKLOAD = "a service or agent is itself";

  /// The rule kept on a link that somebody made.
  public static final String BY_HAND = "by hand";

  private LinkRule() {}

  /// Whether an identity comes from an account that is linked to it by a rule, and so is active
  /// exactly if that account is.
  public static boolean isOrigin(@Nullable String rule) {
    return AUTHORITATIVE.equals(rule) || WORKLOAD.equals(rule);
  }
}
