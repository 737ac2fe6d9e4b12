package dev.firebreak.web.security;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;

/// Somebody whom the identity provider vouched for, as the user of Firebreak that they are.
final class OidcPerson extends DefaultOidcUser {
  private static final long serialVersionUID = 1L;

  private final transient Caller caller;

  OidcPerson(Caller caller, OidcIdToken token) {
    super(List.of(), token);
    this.caller = caller;
  }

  Caller caller() {
    return caller;
  }

  @Override
  public String getName() {
    return caller.name();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof OidcPerson person && person.caller.equals(caller);
  }

  @Override
  public int hashCode() {
    return caller.hashCode();
  }
}
