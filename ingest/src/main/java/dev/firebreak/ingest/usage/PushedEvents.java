package dev.firebreak.ingest.usage;

import dev.firebreak.ingest.event.Notice;
import dev.firebreak.ingest.event.SecurityEventToken;
import dev.firebreak.ingest.usage.PendingUses.Pending;
import dev.firebreak.ingest.usage.UsageRow.BadRow;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What the events of a token come to: uses of entitlements, and notices of changed resources. An
/// event of another kind comes to nothing, but that the feed was heard.
///
/// @param uses by accounts that the graph has, of entitlements that it has
/// @param pending the other uses
/// @param notices of SCIM events (RFC 9967)
record PushedEvents(List<UseRow> uses, List<Pending> pending, List<Notice> notices) {

  /// An account used an entitlement: `entitlement` or `entitlements`, and as far as the subject
  /// does not say, `account`; `count` where it was more than once.
  static final String USE = "urn:firebreak:params:event:use";

  /// The event of CAEP that tells of a sign-in. That a session was presented again, such as to
  /// refresh a token, is no use.
  private static final String SIGN_IN =
      "https://schemas.openid.net/secevent/caep/event-type/session-established";

  /// The events of RFC 9967 that tell of a change, and those of its drafts.
  private static final Pattern CHANGE =
      Pattern.compile(
          "urn:ietf:params:(scim:event|event:scim):(prov|feed):.+", Pattern.CASE_INSENSITIVE);

  private static final Pattern RESOURCE =
      Pattern.compile("(?:^|.*/)(?<endpoint>[A-Za-z]+)/(?<id>[^/?#]+)/?");

  /// Reads the events of a token.
  ///
  /// @param signIn what a sign-in is a use of, if anything
  /// @param passive tells events of use that are none; they come to nothing, as do heartbeats
  /// @throws BadRow if an event that tells of a use or a change does not say of whom or what
  static PushedEvents of(
      SecurityEventToken token,
      String source,
      UsageNames names,
      @Nullable String signIn,
      PassiveUse.Test passive) {
    List<UseRow> uses = new ArrayList<>();
    List<Pending> pending = new ArrayList<>();
    List<Notice> notices = new ArrayList<>();
    token
        .events()
        .forEach((uri, event) -> {
          boolean ofUse = uri.equals(USE) || uri.equals(SIGN_IN);
          if (ofUse && passive.passive(action(uri, event), accounts(token, event))) {
            return;
          }
          if (uri.equals(USE)) {
            uses(token, event, names, entitlements(event), uses, pending);
          } else if (uri.equals(SIGN_IN) && signIn != null) {
            uses(token, event, names, List.of(signIn), uses, pending);
          } else if (CHANGE.matcher(uri).matches()) {
            notices.add(notice(token, uri, source));
          }
        });
    return new PushedEvents(List.copyOf(uses), List.copyOf(pending), List.copyOf(notices));
  }

  private static void uses(
      SecurityEventToken token,
      JsonNode event,
      UsageNames names,
      List<String> entitlements,
      List<UseRow> uses,
      List<Pending> pending) {
    List<String> accounts = accounts(token, event);
    if (accounts.isEmpty()) {
      throw new BadRow("an event of use names no account");
    }
    long count = event.path("count").isMissingNode() ? 1 : event.path("count").asLong(-1);
    if (count < 0) {
      throw new BadRow("the count of an event of use is no whole number from 0");
    }
    Optional<String> account = names.anyAccount(accounts);
    Instant at = time(token, event);
    for (String name : entitlements) {
      List<String> held = names.allEntitlements(List.of(name));
      if (account.isPresent() && !held.isEmpty()) {
        uses.add(UseRow.of(account.get(), held.getFirst(), at, count));
      } else {
        pending.add(new Pending(accounts, name, at, count));
      }
    }
  }

  /// What was done: `action` of an event of use, or `session-established`.
  private static String action(String uri, JsonNode event) {
    return uri.equals(USE)
        ? event.path("action").asString("")
        : uri.substring(uri.lastIndexOf('/') + 1);
  }

  private static List<String> accounts(SecurityEventToken token, JsonNode event) {
    return Stream.concat(
            Stream.of(event.path("account").asString("")),
            Stream.of(event.path("subject"), token.subject()).flatMap(PushedEvents::names))
        .filter(name -> !name.isBlank())
        .toList();
  }

  private static List<String> entitlements(JsonNode event) {
    List<String> named =
        Stream.concat(
                Stream.of(event.path("entitlement")), event.path("entitlements").valueStream())
            .map(name -> name.asString(""))
            .filter(name -> !name.isBlank())
            .toList();
    if (named.isEmpty()) {
      throw new BadRow("an event of use names no entitlement");
    }
    return named;
  }

  /// Whom a subject identifier names (RFC 9493, and RFC 9967's format `scim`).
  private static Stream<String> names(JsonNode subject) {
    return switch (subject.path("format").asString("")) {
      case "scim" ->
          Stream.of(subject.path("id").asString(""), resource(subject).getOrDefault("id", ""));
      case "email" -> Stream.of(subject.path("email").asString(""));
      case "opaque" -> Stream.of(subject.path("id").asString(""));
      case "iss_sub" -> Stream.of(subject.path("sub").asString(""));
      case "account" -> Stream.of(subject.path("uri").asString("").replaceFirst("^acct:", ""));
      case "aliases" -> subject.path("identifiers").valueStream().flatMap(PushedEvents::names);
      case "complex" -> names(subject.path("user"));
      default -> Stream.of();
    };
  }

  private static Notice notice(SecurityEventToken token, String uri, String source) {
    Map<String, String> resource = resource(token.subject());
    if (resource.isEmpty()) {
      throw new BadRow("an event of a change has no sub_id with the uri of a resource");
    }
    Instant at = token.happenedAt() == null ? token.issuedAt() : token.happenedAt();
    return new Notice(
        source,
        resource.getOrDefault("type", ""),
        resource.getOrDefault("id", ""),
        uri,
        at.isAfter(token.issuedAt()) ? token.issuedAt() : at);
  }

  /// Type and id at the end of the uri of a subject.
  private static Map<String, String> resource(JsonNode subject) {
    Matcher uri = RESOURCE.matcher(subject.path("uri").asString(""));
    if (!uri.matches()) {
      return Map.of();
    }
    String endpoint = "/" + uri.group("endpoint").toLowerCase(Locale.ROOT);
    return Stream.of(dev.firebreak.scim.resource.ResourceType.values())
        .filter(type -> type.endpoint().toLowerCase(Locale.ROOT).equals(endpoint))
        .findFirst()
        .map(type ->
            Map.of(
                "type",
                type.typeName(),
                "id",
                URLDecoder.decode(uri.group("id").replace("+", "%2B"), StandardCharsets.UTF_8)))
        .orElse(Map.of());
  }

  /// When it happened, which is never after the token was issued.
  private static Instant time(SecurityEventToken token, JsonNode event) {
    JsonNode seconds = event.path("event_timestamp");
    Instant at =
        seconds.isNumber() && seconds.asDouble() >= 0 && seconds.asDouble() < 1e11
            ? Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000))
            : token.happenedAt() == null ? token.issuedAt() : token.happenedAt();
    return at.isAfter(token.issuedAt()) ? token.issuedAt() : at;
  }
}
