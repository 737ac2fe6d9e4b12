package dev.firebreak.ingest.source;

import dev.firebreak.graph.schema.NodeKind;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How much the loss of some resources would cost. The first rule that matches a resource decides.
///
/// @param kind entitlement, container or privileged-account; when absent any, except the rights on
///   containers, whose names repeat the container's
/// @param source the id of the source; any when absent
/// @param name the resource's name, `*` standing for any characters, without regard to case
/// @param value 0 to 100
/// @param crownJewel whether reach is ranked by it
public record SensitivityRule(
    @Nullable NodeKind kind, @Nullable String source, String name, int value, boolean crownJewel) {

  public SensitivityRule {
    if (name == null || name.isBlank()) {
      throw new IllegalArgumentException("a sensitivity rule needs a name ('*' for any)");
    }
    if (value < 0 || value > 100) {
      throw new IllegalArgumentException("the value of '" + name + "' must be 0 to 100");
    }
    if (kind != null && !kind.isResource()) {
      throw new IllegalArgumentException(
          "sensitivity is a property of entitlements, containers and privileged accounts, not of "
              + kind.name().toLowerCase(Locale.ROOT));
    }
  }

  /// A resource's weight and mark.
  public record Weight(int sensitivity, boolean crownJewel) {}

  /// The weight that `rules` give a resource; where none matches: 5 for a right on a container, 10
  /// for another entitlement, 20 for a container, 40 for a privileged account.
  public static Weight weigh(
      List<SensitivityRule> rules, NodeKind kind, String source, String name, boolean right) {
    for (SensitivityRule rule : rules) {
      if (rule.matches(kind, source, name, right)) {
        return new Weight(rule.value, rule.crownJewel);
      }
    }
    int base =
        switch (kind) {
          case ENTITLEMENT -> right ? 5 : 10;
          case CONTAINER -> 20;
          case PRIVILEGED_ACCOUNT -> 40;
          case IDENTITY, SOURCE, ACCOUNT, GROUP -> 0;
        };
    return new Weight(base, false);
  }

  /// Whether this rule speaks of a resource.
  ///
  /// @param right whether the resource is a right on a container
  public boolean matches(NodeKind nodeKind, String nodeSource, String nodeName, boolean right) {
    return nodeKind.isResource()
        && (kind == null ? !right : kind == nodeKind)
        && (source == null || source.equals(nodeSource))
        && pattern().matcher(nodeName).matches();
  }

  private Pattern pattern() {
    StringBuilder regex = new StringBuilder();
    for (String literal : name.split("(?=\\*)|(?<=\\*)", -1)) {
      regex.append(literal.equals("*") ? ".*" : Pattern.quote(literal));
    }
    return Pattern.compile(
        regex.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }
}
