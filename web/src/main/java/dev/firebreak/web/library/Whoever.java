package dev.firebreak.web.library;

import dev.firebreak.web.library.QueryLibrary.Who;
import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import java.security.Principal;
import org.springframework.stereotype.Component;

/// Who asks the library, as the request says.
@Component
public final class Whoever {

  private final CurrentUser current;

  Whoever(CurrentUser current) {
    this.current = current;
  }

  /// Whoever this is.
  public Who of(Principal person) {
    boolean admin = current.get().map((User user) -> user.is(Role.ADMIN)).orElse(false);
    return new Who(person.getName(), admin);
  }
}
