package dev.firebreak.web.api;

import dev.firebreak.analytics.unused.Creep;
import dev.firebreak.analytics.unused.CreepReport;
import dev.firebreak.analytics.unused.JudgedGrant;
import dev.firebreak.analytics.unused.UseOfIdentity;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.export.Export;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.UsePages;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// How what is held is used.
@Tag(name = Tags.USE)
@RestController
@RequestMapping("/api/v1")
final class UseApi {

  private static final int MOST = 1_000;

  private final CurrentGraph current;
  private final UsePages uses;

  UseApi(CurrentGraph current, UsePages uses) {
    this.current = current;
    this.uses = uses;
  }

  /// A permission creep index.
  ///
  /// @param index 0 to 100; null where nothing could be judged
  /// @param lowest the index if all that is unknown were used
  /// @param highest the index if all that is unknown were unused
  /// @param band low, medium or high
  /// @param unused the weight of the unused grants
  /// @param judged the weight of all grants that could be judged
  /// @param unknown the weight of the others
  record CreepFigures(
      @Nullable Double index,
      @Nullable Double lowest,
      @Nullable Double highest,
      String band,
      long unused,
      long judged,
      long unknown) {

    static CreepFigures of(Creep creep) {
      return new CreepFigures(
          orNull(creep.index()),
          orNull(creep.lowest()),
          orNull(creep.highest()),
          creep.band().name().toLowerCase(Locale.ROOT),
          creep.unused(),
          creep.judged(),
          creep.unknown());
    }

    private static @Nullable Double orNull(OptionalDouble value) {
      return value.isPresent() ? value.getAsDouble() : null;
    }
  }

  /// What an unused grant adds.
  record Contribution(String account, String entitlement, long weight, double points) {}

  /// The index of everybody, or of one identity.
  ///
  /// @param bySource of each source; absent for one identity
  /// @param bySubject the highest, at most a thousand; absent for one identity
  /// @param contributions of one identity's unused grants, the largest first; absent for everybody
  record CreepAnswer(
      CreepFigures total,
      @Nullable Map<String, CreepFigures> bySource,
      @Nullable Map<String, CreepFigures> bySubject,
      @Nullable List<Contribution> contributions) {}

  @Operation(
      summary = "How grants are used, as a file",
      description =
          "One line for each entitlement that an account holds itself: the verdict (USED, SEASONAL,"
              + " TOO_NEW, UNKNOWN, UNUSED) and why, window, last use, coverage, age, next expected"
              + " use, how probable it is that the use goes on, and what it adds to the permission"
              + " creep index.")
  @MayFail({400, 404})
  @SendsFile
  @GetMapping("/use")
  void use(
      @Parameter(description = "The key of one identity or account; everybody when absent.")
          @RequestParam(required = false)
          @Nullable String identity,
      @Parameter(description = "json or csv.") @RequestParam(defaultValue = "json") String format,
      HttpServletResponse response)
      throws IOException {
    Export.Format form = Download.format(format);
    GraphSnapshot snapshot = current.snapshot();
    Stream<JudgedGrant> grants = uses.grants(snapshot, identity);
    Download.send(response, "use", form, (as, out) -> Export.use(snapshot, grants, as, out));
  }

  @Operation(
      summary = "Permission creep index",
      description =
          "100 times the weight of unused grants through the weight of all judged grants, where the"
              + " weight is sensitivity times right level. What nobody can tell of is reported"
              + " apart. Of everybody in total, by source and by subject, or of one identity with"
              + " what each unused grant adds.")
  @MayFail({400, 404})
  @GetMapping("/creep")
  CreepAnswer creep(
      @Parameter(description = "The key of one identity or account; everybody when absent.")
          @RequestParam(required = false)
          @Nullable String identity) {
    if (identity != null) {
      UseOfIdentity use = uses.use(identity);
      return new CreepAnswer(
          CreepFigures.of(use.creep()),
          null,
          null,
          use.grants().stream()
              .filter(grant -> grant.points() > 0)
              .map(grant ->
                  new Contribution(
                      grant.account(), grant.entitlement(), grant.weight(), grant.points()))
              .toList());
    }
    CreepReport report = uses.creep();
    return new CreepAnswer(
        CreepFigures.of(report.total()),
        figures(report.bySource(), Integer.MAX_VALUE),
        figures(report.bySubject(), MOST),
        null);
  }

  private static Map<String, CreepFigures> figures(Map<String, Creep> all, int most) {
    Map<String, CreepFigures> some = new LinkedHashMap<>();
    all.entrySet().stream()
        .sorted(
            Comparator.<Map.Entry<String, Creep>>comparingDouble(
                    each -> -each.getValue().index().orElse(-1))
                .thenComparing(Map.Entry::getKey))
        .limit(most)
        .forEach(each -> some.put(each.getKey(), CreepFigures.of(each.getValue())));
    return some;
  }
}
