package dev.firebreak.web.page;

import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.Scope;
import java.util.Collection;
import org.springframework.stereotype.Component;

/// Says roles and scopes as templates show them.
@Component("roles")
public final class RoleWords {

  /// Roles, in their order.
  public String of(Collection<Role> roles) {
    return roles.isEmpty() ? "none" : Role.words(roles);
  }

  /// Scopes, in their order.
  public String scopes(Collection<Scope> scopes) {
    return Scope.words(scopes);
  }

  /// What a role may do, in a line.
  public String meaning(Role role) {
    return switch (role) {
      case VIEWER -> "looks at everything";
      case ANALYST -> "decides on findings, plans and carries out what others approved";
      case REVIEWER -> "the same, and decides in certification campaigns";
      case APPROVER -> "looks, and approves plans and policies";
      case ADMIN -> "the same as an analyst, sets Firebreak up, and never approves";
    };
  }

  /// What a scope lets a key do, in a line.
  public String meaning(Scope scope) {
    return switch (scope) {
      case READ -> "read whatever the API tells, and ask what would be";
      case DECIDE -> "accept, assign and comment findings; say whose an account is";
      case HARVEST -> "harvest, probe and analyse";
      case REMEDIATE -> "plan, rehearse, start, stop and undo";
      case SCIM -> "provision the users of Firebreak; of administrators only";
    };
  }
}
