package dev.firebreak.web.view;

import dev.firebreak.ingest.source.SourceConfig;
import dev.firebreak.scim.probe.CapabilityProfile;
import dev.firebreak.scim.probe.ChosenQuirk;
import dev.firebreak.scim.probe.Measurement;
import dev.firebreak.scim.quirk.Quirks;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// One quirk of a source, as it is shown.
///
/// @param name that of its class
/// @param behaviour what the source does, and what is done about it
/// @param link where a service provider that behaves so is described
/// @param preset the product that is known for it; null when it was measured
/// @param evidence what was asked and what came; null when it was not measured
/// @param measuredAt when; null when it was not measured
/// @param mended whether anything is done about it; not where the configuration says so
public record QuirkLine(
    String name,
    String behaviour,
    String link,
    @Nullable String preset,
    @Nullable String evidence,
    @Nullable Instant measuredAt,
    boolean mended) {

  /// The quirks of a source in the order in which they apply.
  public static List<QuirkLine> of(SourceConfig source, @Nullable CapabilityProfile measured) {
    return source.quirks(measured).stream().map(quirk -> line(source, quirk)).toList();
  }

  private static QuirkLine line(SourceConfig source, ChosenQuirk quirk) {
    Measurement because = quirk.because();
    return new QuirkLine(
        quirk.quirk().name(),
        quirk.quirk().behaviour(),
        quirk.quirk().link().toString(),
        because == null ? preset(source, quirk) : null,
        because == null ? null : because.evidence(),
        because == null ? null : because.at(),
        source.mends(quirk));
  }

  /// What every source has is of no product.
  private static String preset(SourceConfig source, ChosenQuirk quirk) {
    Quirks product =
        Quirks.GENERIC.all().contains(quirk.quirk())
            ? Quirks.GENERIC
            : Objects.requireNonNull(source.scim()).product();
    return product.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
