package dev.firebreak.web.security;

import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.User;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/// The person, or the owner of the key, whose request is being answered, as they were when it was
/// let through.
@Component
public final class CurrentUser {

  /// Where [Permissions] leaves them.
  static final String ATTRIBUTE = "firebreak.user";

  /// What they are told of; everything where the work is nobody's request.
  public Limits limits() {
    return get().map(User::limits).orElse(Limits.NONE);
  }

  /// Their name; empty where the work is nobody's request.
  public String name() {
    return get().map(User::userName).orElse("");
  }

  /// Who it is; empty where nobody is signed in.
  public Optional<User> get() {
    RequestAttributes request = RequestContextHolder.getRequestAttributes();
    return request != null
            && request.getAttribute(ATTRIBUTE, RequestAttributes.SCOPE_REQUEST) instanceof User user
        ? Optional.of(user)
        : Optional.empty();
  }

  /// Who sends a request that was let through; empty where nobody is signed in.
  public static Optional<User> of(HttpServletRequest request) {
    return request.getAttribute(ATTRIBUTE) instanceof User user
        ? Optional.of(user)
        : Optional.empty();
  }
}
