package dev.firebreak.scim.client;

import com.nimbusds.common.contenttype.ContentType;
import com.nimbusds.oauth2.sdk.AccessTokenResponse;
import com.nimbusds.oauth2.sdk.ClientCredentialsGrant;
import com.nimbusds.oauth2.sdk.ErrorObject;
import com.nimbusds.oauth2.sdk.ParseException;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimFailure.Kind;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// What a token is asked for with, and what comes back (RFC 6749 §4.4, §5). The words are those of
/// the Nimbus SDK; they travel by [Transport].
final class TokenEndpoint {
  private final Auth.ClientCredentials credentials;
  private final ClientSecretBasic client;

  TokenEndpoint(Auth.ClientCredentials credentials) {
    this.credentials = credentials;
    this.client =
        new ClientSecretBasic(
            new ClientID(credentials.clientId()),
            new com.nimbusds.oauth2.sdk.auth.Secret(credentials.clientSecret().reveal()));
  }

  /// What stands after `Basic` in the header (RFC 6749 §2.3.1).
  String basic() {
    return client.toHTTPAuthorizationHeader().substring("Basic ".length());
  }

  /// Asks for a token.
  ///
  /// @throws ScimFailure when none is to be had; a token that no header can carry is none
  AccessToken ask(Transport transport, String source, UnaryOperator<String> redact) {
    HTTPRequest request = request();
    ContentType form = Objects.requireNonNull(request.getEntityContentType());
    Answer answer =
        transport.send(
            new Call(source, "POST", credentials.tokenUri()),
            Map.of(
                "Content-Type", form.getType(),
                "Accept", "application/json",
                "Authorization", Objects.requireNonNull(request.getAuthorization())),
            request.getBody(),
            redact);
    if (answer.status() != 200) {
      throw refused(answer);
    }
    return granted(answer);
  }

  private HTTPRequest request() {
    var request =
        new TokenRequest.Builder(credentials.tokenUri(), client, new ClientCredentialsGrant());
    String scope = credentials.scope();
    return (scope == null ? request : request.scope(Scope.parse(scope))).build().toHTTPRequest();
  }

  private static ScimFailure refused(Answer answer) {
    int status = answer.status();
    boolean ours = status == 400 || status == 401 || status == 403;
    ErrorObject error = ErrorObject.parse(response(answer.status(), error(answer)));
    String said =
        error.getCode() == null
            ? ""
            : " (it says: %s%s)"
                .formatted(
                    answer.clean(error.getCode()),
                    error.getDescription() == null
                        ? ""
                        : ", " + answer.clean(error.getDescription()));
    return answer.failure(
        ours ? Kind.UNAUTHORIZED : status == 429 ? Kind.THROTTLED : Kind.REFUSED,
        "gave no token (%d); check %s%s"
            .formatted(
                status,
                ours ? "the client id, the client secret and the scope" : "the token URL",
                said));
  }

  private static ObjectNode error(Answer answer) {
    return answer
        .error()
        .map(said -> said.body().deepCopy().retain("error", "error_description"))
        .orElseGet(JsonNodeFactory.instance::objectNode);
  }

  private static AccessToken granted(Answer answer) {
    ObjectNode grant = answer.resource().body().deepCopy();
    mend(grant);
    try {
      AccessToken token =
          AccessTokenResponse.parse(response(200, grant)).getTokens().getAccessToken();
      if (Auth.isToken(token.getValue())) {
        return token;
      }
    } catch (ParseException e) {
      // Said below, without what the parser quotes.
    }
    throw answer.malformed("200 without a usable access_token");
  }

  /// Issuers leave out the type, call it by a name of their own, send null for what they do not
  /// say, and a life that is no number: none of it keeps the token from being one.
  private static void mend(ObjectNode grant) {
    grant.retain("access_token", "token_type", "expires_in");
    String type = grant.path("token_type").asString("");
    if (type.isBlank() || type.toLowerCase(Locale.ROOT).startsWith("bearer")) {
      grant.put("token_type", "Bearer");
    }
    Integer life = PageReader.count(grant.path("expires_in").asString(""));
    grant.remove("expires_in");
    if (life != null) {
      grant.put("expires_in", life);
    }
  }

  private static HTTPResponse response(int status, ObjectNode body) {
    var response = new HTTPResponse(status);
    response.setEntityContentType(ContentType.APPLICATION_JSON);
    response.setBody(body.toString());
    return response;
  }
}
