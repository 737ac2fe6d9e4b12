package dev.firebreak.web.api;

import dev.firebreak.web.export.Export.Format;
import dev.firebreak.web.view.NotUnderstood;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Writer;
import java.util.Locale;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/// Writes an export as it is made, so that its size does not matter.
final class Download {

  private Download() {}

  /// Writes an export's rows.
  interface Rows {
    void write(Format format, Writer out) throws IOException;
  }

  /// The format that a word names.
  ///
  /// @throws NotUnderstood for any other word
  static Format format(String word) {
    return switch (word.toLowerCase(Locale.ROOT)) {
      case "csv" -> Format.CSV;
      case "json" -> Format.JSON;
      default ->
          throw new NotUnderstood("There is no format '%s'. Use csv or json.".formatted(word));
    };
  }

  /// Sends rows as a file, of which nothing is held back to tell its version.
  ///
  /// @param name the file's name without its ending
  static void send(HttpServletResponse response, String name, Format format, Rows rows)
      throws IOException {
    ShallowEtagHeaderFilter.disableContentCaching(
        ((ServletRequestAttributes) RequestContextHolder.currentRequestAttributes()).getRequest());
    String ending = format.name().toLowerCase(Locale.ROOT);
    response.setContentType(format == Format.CSV ? "text/csv" : "application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader(
        "Content-Disposition", "attachment; filename=\"" + name + "." + ending + "\"");
    Writer out = response.getWriter();
    rows.write(format, out);
    out.flush();
  }
}
