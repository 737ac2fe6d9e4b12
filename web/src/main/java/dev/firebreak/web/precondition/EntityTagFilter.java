package dev.firebreak.web.precondition;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// Gives every answer to a GET of the API its `ETag`, and answers 304 where the one that was asked
/// about with `If-None-Match` is the same. An answer that is sent as it is made says so with
/// [ShallowEtagHeaderFilter#disableContentCaching], and has none.
final class EntityTagFilter extends ShallowEtagHeaderFilter {

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getMethod().equals("GET");
  }

  @Override
  protected String generateETagHeaderValue(InputStream answer, boolean weak) throws IOException {
    return EntityTag.of(answer.readAllBytes());
  }
}
