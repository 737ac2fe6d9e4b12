package dev.firebreak.web.api;

import dev.firebreak.web.idempotency.ShownOnce;
import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.user.ApiKey;
import dev.firebreak.web.user.ApiKeys;
import dev.firebreak.web.user.ApiKeys.Fresh;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import dev.firebreak.web.user.User;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// The keys by which programs act for people. A key makes no keys.
@Tag(name = Tags.USERS)
@RestController
@RequestMapping("/api/v1/api-keys")
final class ApiKeysApi {

  private static final int USUAL_DAYS = 90;

  private final ApiKeys keys;
  private final CurrentUser current;

  ApiKeysApi(ApiKeys keys, CurrentUser current) {
    this.keys = keys;
    this.current = current;
  }

  /// A key as the API tells it.
  ///
  /// @param owner for whom it acts
  /// @param scopes what it may be used for
  /// @param revokedAt when somebody ended it; null while nobody has
  /// @param lastUsed the day on which it was last used (UTC); null for never
  record ApiKeyAnswer(
      String id,
      String owner,
      String label,
      List<String> scopes,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Instant revokedAt,
      @Nullable LocalDate lastUsed) {

    static ApiKeyAnswer of(ApiKey key) {
      return new ApiKeyAnswer(
          key.id(),
          key.ownerName(),
          key.label(),
          key.scopes().stream().sorted().map(Scope::word).toList(),
          key.createdAt(),
          key.expiresAt(),
          key.revokedAt(),
          key.lastUsed());
    }
  }

  /// A key to be made.
  ///
  /// @param label what it is for
  /// @param days how long it is good; 90 when absent
  record ApiKeyRequest(
      @Nullable String label, @Nullable List<String> scopes, @Nullable Integer days) {}

  /// A key that was made.
  ///
  /// @param secret what a program sends as `Authorization: Bearer`; shown this once, kept nowhere
  record NewApiKeyAnswer(ApiKeyAnswer key, String secret) implements ShownOnce {
    @Override
    public String toString() {
      return "NewApiKeyAnswer[" + key.id() + "]";
    }
  }

  @Operation(
      summary = "Keys of programs",
      description = "One's own; those of everybody for an administrator. The newest first.")
  @GetMapping
  List<ApiKeyAnswer> list() {
    User me = myself();
    return keys.all().stream()
        .filter(key -> me.is(Role.ADMIN) || key.owner().equals(me.id()))
        .map(ApiKeyAnswer::of)
        .toList();
  }

  @Operation(
      summary = "Make a key",
      description =
          "It may do what its scopes say and its owner's roles allow, whichever is less, and never approves. A scope that no role of the owner has any use for is refused. The secret is shown this once.")
  @MayFail({400, 409, 503})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewApiKeyAnswer make(@RequestBody ApiKeyRequest request) {
    if (request.label() == null || request.scopes() == null) {
      throw new NotUnderstood("Send {\"label\": \"…\", \"scopes\": [\"read\"], \"days\": 90}.");
    }
    Fresh made =
        keys.make(
            myself(),
            request.label(),
            Scope.of(request.scopes()),
            request.days() == null ? USUAL_DAYS : request.days());
    return new NewApiKeyAnswer(ApiKeyAnswer.of(made.key()), made.secret());
  }

  @Operation(
      summary = "End a key",
      description = "One's own, or anybody's for an administrator; from the next request on.")
  @MayFail({404, 503})
  @DeleteMapping("/{id}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@Parameter(description = "Its id, for example K-1a2b3c4d.") @PathVariable String id) {
    keys.revoke(id, myself());
  }

  private User myself() {
    return current.get().orElseThrow(() -> new NotThere("Nobody is signed in."));
  }
}
