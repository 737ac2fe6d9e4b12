package dev.firebreak.web.security;

import org.springframework.stereotype.Component;

/// Tells pages what the person who looks at them may do, by the same table that decides when they
/// do it: what one may not do is not offered.
@Component("may")
public final class May {

  private final EndpointTable table;
  private final CurrentUser current;

  May(EndpointTable table, CurrentUser current) {
    this.table = table;
    this.current = current;
  }

  /// Whether they may send a form to a path; `1` stands for any id in it.
  public boolean post(String path) {
    return may("POST", path);
  }

  /// Whether they may look at a path.
  public boolean get(String path) {
    return may("GET", path);
  }

  private boolean may(String method, String path) {
    return table
        .of(method, path)
        .flatMap(endpoint -> current.get().map(user -> Permissions.of(endpoint, user, null)))
        .filter(Verdict::isGranted)
        .isPresent();
  }
}
