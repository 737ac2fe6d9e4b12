package dev.firebreak.web.security;

import dev.firebreak.web.security.Endpoint.OpenTo;
import dev.firebreak.web.security.Verdict.Reason;
import dev.firebreak.web.user.Scope;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.Users;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.stereotype.Component;

/// Who may ask for what: decided at each request by the [EndpointTable] and by the user as they are
/// then. What has no line in the table is refused.
@Component
final class Permissions implements AuthorizationManager<RequestAuthorizationContext> {

  /// However busy a session is, it ends after a working day.
  static final Duration LONGEST_SESSION = Duration.ofHours(8);

  private final EndpointTable table;
  private final Users users;
  private final Clock clock;
  private final WeightyActs acts;
  private final Proof proof;

  Permissions(EndpointTable table, Users users, Clock clock, WeightyActs acts, Proof proof) {
    this.acts = acts;
    this.proof = proof;
    this.table = table;
    this.users = users;
    this.clock = clock;
  }

  @Override
  public @Nullable Verdict authorize(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext what) {
    HttpServletRequest request = what.getRequest();
    String method = request.getMethod();
    String path = Callers.path(request);
    Optional<Endpoint> endpoint = table.of(method, path);
    if (endpoint.isPresent() && endpoint.get().openTo() == OpenTo.ANYONE) {
      return Verdict.GRANTED;
    }
    Optional<Caller> caller = Caller.of(who.get());
    if (caller.isEmpty()) {
      return Verdict.refused(Reason.NOT_SIGNED_IN);
    }
    Optional<User> user = current(caller.get());
    if (user.isEmpty()) {
      return Verdict.refused(Reason.OVER);
    }
    request.setAttribute(CurrentUser.ATTRIBUTE, user.get());
    if (endpoint.isEmpty()) {
      return Verdict.refused(table.knows(path) ? Reason.OTHER_METHOD : Reason.NOT_THERE);
    }
    Verdict verdict = of(endpoint.get(), user.get(), caller.get().scopes());
    return verdict.isGranted() && lacksProof(request, who.get(), caller.get())
        ? new Verdict(Reason.PROOF, endpoint.get())
        : verdict;
  }

  /// A key has no password: what it may do is stated when it is made, and that takes a proof.
  private boolean lacksProof(
      HttpServletRequest request, @Nullable Authentication who, Caller caller) {
    return caller.scopes() == null
        && acts.of(request.getMethod(), Callers.path(request)).isPresent()
        && proof.isOld(request, who, caller);
  }

  /// Who a caller is now; empty where the session is over: they are gone or kept out, have another
  /// password, or signed in too long ago.
  Optional<User> current(Caller caller) {
    if (caller.since().plus(LONGEST_SESSION).isBefore(clock.instant())) {
      return Optional.empty();
    }
    return users
        .named(caller.name())
        .filter(user -> user.id().equals(caller.id()))
        .filter(User::active)
        .filter(user -> caller.scopes() != null || user.generation() == caller.generation());
  }

  static Verdict of(Endpoint endpoint, User user, @Nullable Set<Scope> scopes) {
    if (scopes != null && (endpoint.scope() == null || !scopes.contains(endpoint.scope()))) {
      return new Verdict(Reason.SCOPE, endpoint);
    }
    if (endpoint.openTo() == OpenTo.SIGNED_IN) {
      return seen(endpoint, user);
    }
    if (user.mustChange() && scopes == null) {
      return new Verdict(Reason.PASSWORD, endpoint);
    }
    return endpoint.isFor(user.roles())
        ? seen(endpoint, user)
        : new Verdict(user.roles().isEmpty() ? Reason.NO_ROLE : Reason.ROLE, endpoint);
  }

  private static Verdict seen(Endpoint endpoint, User user) {
    return endpoint.isFor(user.limits()) ? Verdict.GRANTED : new Verdict(Reason.LIMIT, endpoint);
  }
}
