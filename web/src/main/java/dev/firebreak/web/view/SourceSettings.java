package dev.firebreak.web.view;

import dev.firebreak.ingest.source.AuthConfig;
import dev.firebreak.ingest.source.CertificateConfig;
import dev.firebreak.ingest.source.FilesConfig;
import dev.firebreak.ingest.source.ScimConfig;
import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.probe.ChosenQuirk;
import dev.firebreak.web.config.Firebreak;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// How each source is configured, in the words of the configuration file. Of a secret only the
/// reference is shown: the name of a variable or of a file.
@Component
public final class SourceSettings {

  private final Firebreak firebreak;

  SourceSettings(Firebreak firebreak) {
    this.firebreak = firebreak;
  }

  /// One key and its value.
  public record Line(String name, String value) {}

  /// The settings of a source.
  ///
  /// @param ofFiles whether it is read from files
  public record Settings(boolean ofFiles, List<Line> lines) {}

  /// The settings of every declared source, by its id.
  public Map<String, Settings> all() {
    Map<String, Settings> all = new LinkedHashMap<>();
    for (SourceConfig source : firebreak.sources().all()) {
      all.put(source.id(), of(source, firebreak.sources().mended(source)));
    }
    return all;
  }

  /// The settings of a source.
  ///
  /// @param mended the quirks that its client mends
  static Settings of(SourceConfig source, List<ChosenQuirk> mended) {
    Lines lines = new Lines();
    lines.add("id", source.id());
    lines.add("kind", source.kind());
    lines.add("authoritative", source.authoritative() ? "yes: its users are the people" : "no");
    FilesConfig files = source.files();
    if (files != null) {
      files.byList().forEach((list, file) -> lines.add("files: " + list.word(), file));
      Objects.requireNonNull(files.columns())
          .forEach((list, columns) -> lines.add("columns of " + list.word(), columns));
    } else {
      lines.add("base-url", source.baseUrl());
      lines.add("allow-http", source.allowHttp() ? "yes" : null);
      auth(lines, source.auth());
      lines.add("page-size", source.pageSize());
      lines.add("timeout", source.timeout());
    }
    lines.add("max-drop", source.dropLimit() + " %");
    lines.add("reads", source.reads().stream().map(type -> type.typeName()).toList());
    lines.differences("mapping: ", source.map(), SourceMapping.DEFAULT);
    if (source.scim() != null && files == null) {
      lines.add("scim: preset", source.scim().preset());
      lines.differences("scim: ", source.scim(), ScimConfig.USUAL);
      lines.add("scim: mended", text(mended));
    }
    return new Settings(files != null, List.copyOf(lines.all.values()));
  }

  private static String text(List<ChosenQuirk> mended) {
    return mended.stream()
        .map(quirk -> quirk.quirk().name() + (quirk.because() == null ? "" : " (measured)"))
        .collect(Collectors.joining(", "));
  }

  private static void auth(Lines lines, @Nullable AuthConfig auth) {
    if (auth == null) {
      return;
    }
    lines.add("auth", auth.kind());
    if (auth.bearer() != null) {
      lines.add("auth: token from", auth.bearer().text());
    }
    if (auth.basic() != null) {
      lines.add("auth: user name", auth.basic().username());
      lines.add("auth: password from", auth.basic().password().text());
    }
    if (auth.clientCredentials() != null) {
      lines.add("auth: token-url", auth.clientCredentials().tokenUrl());
      lines.add("auth: client-id", auth.clientCredentials().clientId());
      lines.add("auth: client secret from", auth.clientCredentials().clientSecret().text());
      lines.add("auth: scope", auth.clientCredentials().scope());
    }
    CertificateConfig certificate = auth.certificate();
    if (certificate != null) {
      lines.add("auth: key store", certificate.keyStore());
      lines.add("auth: chain", certificate.chain());
      lines.add("auth: key from", certificate.key() == null ? null : certificate.key().text());
      lines.add(
          "auth: key store password from",
          certificate.password() == null ? null : certificate.password().text());
    }
  }

  /// Lines in the order in which they are shown.
  private static final class Lines {
    private final Map<String, Line> all = new LinkedHashMap<>();

    void add(String name, @Nullable Object value) {
      if (value != null) {
        all.putIfAbsent(name, new Line(name, text(value)));
      }
    }

    /// Adds what is not as usual.
    void differences(String prefix, Record settings, Record usual) {
      for (RecordComponent component : settings.getClass().getRecordComponents()) {
        Object value = value(component, settings);
        if (!Objects.equals(value, value(component, usual))) {
          add(prefix + kebab(component.getName()), value);
        }
      }
    }

    private static @Nullable Object value(RecordComponent component, Record of) {
      try {
        return component.getAccessor().invoke(of);
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String text(Object value) {
      return switch (value) {
        case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
        case Boolean flag -> flag ? "yes" : "no";
        case SourceMapping.Match match -> match.attribute() + " = " + match.equals();
        case Collection<?> many ->
            many.stream().map(Lines::text).sorted().collect(Collectors.joining(", "));
        case Map<?, ?> map -> {
          List<String> entries = new ArrayList<>();
          map.forEach((key, entry) -> entries.add(text(key) + ": " + text(entry)));
          entries.sort(null);
          yield String.join(", ", entries);
        }
        default -> String.valueOf(value);
      };
    }

    private static String kebab(String name) {
      return name.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
  }
}
