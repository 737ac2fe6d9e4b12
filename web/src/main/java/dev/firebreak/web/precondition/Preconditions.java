package dev.firebreak.web.precondition;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.springframework.http.ETag;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import tools.jackson.databind.json.JsonMapper;

/// Writes to what two people may change at once. One that says with `If-Match` (RFC 9110, 13.1.1)
/// which version it was decided upon is refused where there is another by now.
///
/// Those who write here take turns, by the API and by pages alike, so that nothing changes between
/// the look and the write.
@Component
public final class Preconditions {

  private final JsonMapper json;
  private final Lock turn = new ReentrantLock(true);

  Preconditions(JsonMapper json) {
    this.json = json;
  }

  /// Carries a write out, unless the request says that it was decided upon another version.
  ///
  /// @param told the answer to a GET of what is written, as it is now
  /// @throws PreconditionFailed where that is another version; nothing was done
  public <T> T where(Supplier<?> told, Supplier<T> write) {
    return inTurn(() -> {
      require(told);
      return write.get();
    });
  }

  /// Carries a write out when it is its turn.
  public <T> T inTurn(Supplier<T> write) {
    turn.lock();
    try {
      return write.get();
    } finally {
      turn.unlock();
    }
  }

  private void require(Supplier<?> told) {
    List<ETag> wanted = wanted();
    if (wanted.isEmpty()) {
      return;
    }
    ETag now = ETag.create(EntityTag.of(json.writeValueAsBytes(told.get())));
    if (wanted.stream().noneMatch(each -> each.isWildcard() || each.compare(now, true))) {
      throw new PreconditionFailed();
    }
  }

  /// What the request names; nothing where it has no such header.
  private static List<ETag> wanted() {
    List<ETag> all = new ArrayList<>();
    if (RequestContextHolder.getRequestAttributes()
        instanceof ServletRequestAttributes attributes) {
      HttpServletRequest request = attributes.getRequest();
      for (String line : Collections.list(request.getHeaders(HttpHeaders.IF_MATCH))) {
        List<ETag> named = ETag.parse(line);
        if (named.isEmpty()) {
          throw new PreconditionFailed();
        }
        all.addAll(named);
      }
    }
    return all;
  }
}
