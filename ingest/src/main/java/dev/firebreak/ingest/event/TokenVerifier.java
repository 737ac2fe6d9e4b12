package dev.firebreak.ingest.event;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSObject;
import dev.firebreak.ingest.event.EventRefused.Code;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lets in the tokens of one feed: typed `secevent+jwt`, signed with its key, from its issuer, for
/// us, and not too old (RFC 8417 §2.2, §4).
public final class TokenVerifier {

  private static final JOSEObjectType TYPE = new JOSEObjectType("secevent+jwt");
  private static final Duration SKEW = Duration.ofMinutes(5);
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final PushConfig push;
  private final VerificationKeys keys;

  /// Reads the key of a feed.
  ///
  /// @throws IllegalArgumentException if it cannot be read or used
  public TokenVerifier(PushConfig push) {
    this.push = push;
    this.keys = VerificationKeys.of(push);
  }

  /// Reads a token in compact form; nothing of it is looked at before its signature is verified.
  ///
  /// @throws EventRefused if it is not to be let in
  public SecurityEventToken verify(String token, Instant now) {
    JsonNode claims = verified(token.strip());
    if (!push.issuer().equals(claims.path("iss").asString(""))) {
      throw new EventRefused(Code.INVALID_ISSUER, "iss is not the issuer of this feed.");
    }
    JsonNode audience = claims.path("aud");
    if (!push.audience().equals(audience.asString(""))
        && audience.valueStream().noneMatch(one -> push.audience().equals(one.asString("")))) {
      throw new EventRefused(Code.INVALID_AUDIENCE, "aud does not name the audience of this feed.");
    }
    String id = claims.path("jti").asString("");
    if (id.isBlank() || id.length() > 512) {
      throw malformed("jti is missing, or longer than 512 characters.");
    }
    Instant issuedAt = time(claims.path("iat"));
    if (issuedAt == null || issuedAt.isAfter(now.plus(SKEW))) {
      throw malformed("iat is missing, is no number, or lies in the future.");
    }
    if (issuedAt.isBefore(now.minus(push.age()))) {
      throw malformed("iat is too long ago; this feed takes tokens of " + push.age() + ".");
    }
    Map<String, JsonNode> events = new HashMap<>();
    claims.path("events").properties().forEach(each -> events.put(each.getKey(), each.getValue()));
    if (events.isEmpty()) {
      throw malformed("events is missing or empty.");
    }
    return new SecurityEventToken(
        id,
        issuedAt.isAfter(now) ? now : issuedAt,
        time(claims.path("toe")),
        claims.path("sub_id"),
        events);
  }

  private JsonNode verified(String token) {
    try {
      JWSObject signed = JWSObject.parse(token);
      if (!TYPE.equals(signed.getHeader().getType())) {
        throw malformed("typ is not secevent+jwt (RFC 8417 §2.3).");
      }
      boolean known = false;
      for (VerificationKeys.Key key : keys.keys()) {
        known |= key.fits(signed.getHeader()) && signed.verify(key.verifier());
      }
      if (!known) {
        throw new EventRefused(
            Code.INVALID_KEY, "The signature is not by a key of this feed, or of another kind.");
      }
      return JSON.readTree(signed.getPayload().toString());
    } catch (ParseException | JacksonException e) {
      throw malformed("This is no signed security event token in compact form.");
    } catch (JOSEException e) {
      throw new EventRefused(Code.INVALID_KEY, "The signature cannot be verified.");
    }
  }

  /// Seconds since 1970 (RFC 7519 NumericDate).
  static @Nullable Instant time(JsonNode seconds) {
    return seconds.isNumber() && Math.abs(seconds.asDouble()) < 1e11
        ? Instant.ofEpochMilli(Math.round(seconds.asDouble() * 1000))
        : null;
  }

  private static EventRefused malformed(String why) {
    return new EventRefused(Code.INVALID_REQUEST, why);
  }
}
