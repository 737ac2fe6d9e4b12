package dev.firebreak.remediation.evidence;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/// Finds attributes that carry secrets by what they are called: `password`, `clientSecret`,
/// `access_token`, `Authorization`, `credential` and their like, as a member name or as the target
/// path of a SCIM PATCH operation (RFC 7644 §3.5.2). True, false and null carry no secret and pass.
public final class SecretGuard {
  private static final Set<String> WORDS =
      Set.of(
          "password",
          "passwords",
          "passwd",
          "pwd",
          "passphrase",
          "passcode",
          "secret",
          "secrets",
          "token",
          "tokens",
          "authorization",
          "credential",
          "credentials",
          "cookie",
          "cookies");

  /// Told apart even where the words of a name run together.
  private static final List<String> PARTS =
      List.of("password", "passwd", "passphrase", "apikey", "privatekey", "accesskey");

  private static final List<String> ENDINGS = List.of("token", "secret", "credential", "pwd");

  private SecretGuard() {}

  /// Throws [SecretInEvidence] at the first attribute that looks like a secret.
  static void check(JsonNode body) {
    check(body, "");
  }

  private static void check(JsonNode node, String at) {
    JsonNode target = node.path("path");
    if (node.has("op")
        && node.has("value")
        && target.isString()
        && targetsSecret(target.stringValue())) {
      throw new SecretInEvidence(at + "/path");
    }
    for (Map.Entry<String, JsonNode> member : node.properties()) {
      String place = at + '/' + member.getKey();
      JsonNode value = member.getValue();
      if (!value.isBoolean() && !value.isNull() && isSecret(member.getKey())) {
        throw new SecretInEvidence(place);
      }
      check(value, place);
    }
    for (int i = 0; node.isArray() && i < node.size(); i++) {
      check(node.get(i), at + '/' + i);
    }
  }

  private static boolean targetsSecret(String path) {
    String withoutFilters = path.replaceAll("\"(?:\\\\.|[^\"\\\\])*\"", "");
    for (String step : withoutFilters.split("[.\\[\\]\\s]+", -1)) {
      if (isSecret(step)) {
        return true;
      }
    }
    return false;
  }

  /// Whether an attribute of this name carries a secret.
  public static boolean isSecret(String name) {
    String attribute = name.substring(name.lastIndexOf(':') + 1);
    String spaced = attribute.replaceAll("([a-z0-9])([A-Z])", "$1 $2");
    for (String word : spaced.toLowerCase(Locale.ROOT).split("[^a-z]+", -1)) {
      if (WORDS.contains(word)) {
        return true;
      }
    }
    String joined = attribute.toLowerCase(Locale.ROOT).replaceAll("[^a-z]", "");
    return PARTS.stream().anyMatch(joined::contains) || ENDINGS.stream().anyMatch(joined::endsWith);
  }
}
