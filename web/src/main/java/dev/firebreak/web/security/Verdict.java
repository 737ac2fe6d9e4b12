package dev.firebreak.web.security;

import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationResult;

/// Whether somebody may ask for something and, if not, why.
///
/// @param reason why not; null where they may
/// @param endpoint what was asked for, where that matters
record Verdict(@Nullable Reason reason, @Nullable Endpoint endpoint)
    implements AuthorizationResult {

  static final Verdict GRANTED = new Verdict(null, null);

  /// Why not.
  enum Reason {
    /// Nobody is signed in.
    NOT_SIGNED_IN,
    /// Somebody was, and is not any more.
    OVER,
    /// There is nothing at the address.
    NOT_THERE,
    /// There is something, but not for this method.
    OTHER_METHOD,
    /// The password must be changed first.
    PASSWORD,
    /// They have no role at all.
    NO_ROLE,
    /// None of their roles is enough.
    ROLE,
    /// The key is not for that.
    SCOPE,
    /// It takes all of the graph, and they are told of a part only.
    LIMIT,
    /// It takes a proof of who they are that is only minutes old.
    PROOF
  }

  static Verdict refused(Reason reason) {
    return new Verdict(reason, null);
  }

  @Override
  public boolean isGranted() {
    return reason == null;
  }

  /// What to say to whoever was refused.
  String sentence() {
    return switch (reason) {
      case null -> "";
      case NOT_SIGNED_IN, OVER -> "Sign in.";
      case NOT_THERE -> "There is nothing at this address.";
      case OTHER_METHOD -> "This address does not take that kind of request.";
      case PASSWORD ->
          "Your password was made by somebody else and is good only for choosing your own. Sign in with a browser and do that.";
      case NO_ROLE -> "You have no role in Firebreak yet. Ask an administrator for one.";
      case PROOF ->
          "This takes a password that was entered only minutes ago. Sign in again, or send HTTP Basic credentials.";
      case ROLE ->
          endpoint == null
              ? "Your role does not allow this."
              : "Your role does not allow this. It takes one of these: %s."
                  .formatted(Role.words(endpoint.roles()));
      case LIMIT ->
          "You see a part of the graph only, and this takes all of it. Ask somebody who sees everything.";
      case SCOPE ->
          endpoint == null || endpoint.scope() == null
              ? "No key is good for this: it takes a person who is signed in."
              : "This key is not for that. It takes the scope %s."
                  .formatted(Scope.words(java.util.Set.of(endpoint.scope())));
    };
  }
}
