package dev.firebreak.web.security;

import dev.firebreak.web.security.LocalAccounts.Role;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.stereotype.Component;

/// Who may ask for what, decided at each request by the accounts as they are then. An approver
/// looks at everything, asks what would be, approves, and pauses remediation; nothing else is
/// allowed.
@Component
final class Permissions implements AuthorizationManager<RequestAuthorizationContext> {

  /// What an approver may send: approvals, and questions that change nothing.
  private static final List<RequestMatcher> OF_AN_APPROVER =
      List.<RequestMatcher>of(
          post("/remediation/pause"),
          post("/api/v1/remediation/pause"),
          post("/remediation/*/approve"),
          post("/remediation/*/dry-run"),
          post("/remediation/unattended/*/approve"),
          post("/api/v1/remediations/*/approval"),
          post("/api/v1/remediations/*/dry-run"),
          post("/api/v1/policies/*/approvals"),
          post("/api/v1/what-if"),
          post("/api/v1/cut-plans"),
          post("/api/v1/sod/check"),
          post("/api/v1/sod/rulesets/check"),
          post("/sod/judge"),
          post("/workbench/basket"),
          post("/api/v1/simulate"));

  private final AdminAccount admin;
  private final LocalAccounts accounts;

  Permissions(AdminAccount admin, LocalAccounts accounts) {
    this.admin = admin;
    this.accounts = accounts;
  }

  private static RequestMatcher post(String path) {
    return PathPatternRequestMatcher.withDefaults().matcher(HttpMethod.POST, path);
  }

  @Override
  public @Nullable AuthorizationResult authorize(
      Supplier<? extends @Nullable Authentication> who, RequestAuthorizationContext what) {
    Authentication signedIn = who.get();
    return new AuthorizationDecision(
        signedIn != null
            && signedIn.isAuthenticated()
            && !(signedIn instanceof AnonymousAuthenticationToken)
            && role(signedIn.getName()).filter(role -> may(role, what.getRequest())).isPresent());
  }

  /// What somebody is now; empty for an account that is gone.
  private Optional<Role> role(String name) {
    return name.equals(admin.name())
        ? Optional.of(Role.ADMIN)
        : accounts.find(name).map(LocalAccounts.Account::role);
  }

  private static boolean may(Role role, HttpServletRequest request) {
    return switch (role) {
      case ADMIN -> true;
      case APPROVER ->
          List.of("GET", "HEAD").contains(request.getMethod())
              || OF_AN_APPROVER.stream().anyMatch(each -> each.matches(request));
    };
  }
}
