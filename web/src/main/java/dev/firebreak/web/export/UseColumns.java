package dev.firebreak.web.export;

import dev.firebreak.analytics.unused.JudgedGrant;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.analytics.unused.UseVerdict.Seasonal;
import dev.firebreak.analytics.unused.UseWording;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.web.export.Export.Column;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// The columns of the export of how grants are used. Times are ISO-8601 in UTC.
final class UseColumns {

  private UseColumns() {}

  static List<Column<JudgedGrant>> of(GraphSnapshot snapshot) {
    return List.of(
        new Column<>("subject", JudgedGrant::subject),
        new Column<>("subject_name", grant -> name(snapshot, grant.subject())),
        new Column<>("account", JudgedGrant::account),
        new Column<>("account_name", grant -> name(snapshot, grant.account())),
        new Column<>("entitlement", JudgedGrant::entitlement),
        new Column<>("entitlement_name", grant -> name(snapshot, grant.entitlement())),
        new Column<>("verdict", grant -> grant.verdict().kind().name()),
        new Column<>("reason", grant -> UseWording.reason(grant.verdict())),
        new Column<>("account_inactive", grant -> Boolean.toString(grant.asleep())),
        new Column<>("window_from", grant -> known(grant.facts().window().from())),
        new Column<>("window_to", grant -> known(grant.facts().window().to())),
        new Column<>("last_used", grant -> known(grant.facts().lastUsed())),
        new Column<>("granted_at", grant -> known(grant.facts().grantedAt())),
        new Column<>("covered_from", grant -> of(grant.facts().covered(), Period::from)),
        new Column<>("covered_to", grant -> of(grant.facts().covered(), Period::to)),
        new Column<>("covered_by", grant -> String.join("; ", grant.facts().feeds())),
        new Column<>("next_use_from", grant -> of(next(grant), Period::from)),
        new Column<>("next_use_to", grant -> of(next(grant), Period::to)),
        new Column<>(
            "still_in_use",
            grant ->
                grant.stillUsed().<Object>map(still -> rounded(still.probability(), 4)).orElse("")),
        new Column<>(
            "by_peers", grant -> grant.stillUsed().<Object>map(still -> still.peers()).orElse("")),
        new Column<>("weight", grant -> BigDecimal.valueOf(grant.weight())),
        new Column<>("adds_to_creep_index", grant -> rounded(grant.points(), 2)));
  }

  private static String name(GraphSnapshot snapshot, String key) {
    return snapshot.name(snapshot.find(key).orElseThrow());
  }

  private static @Nullable Period next(JudgedGrant grant) {
    return grant.verdict() instanceof Seasonal seasonal ? seasonal.season().next() : null;
  }

  private static Object of(@Nullable Period period, Function<Period, Object> part) {
    return period == null ? "" : part.apply(period);
  }

  private static Object known(@Nullable Object value) {
    return value == null ? "" : value;
  }

  private static BigDecimal rounded(double value, int places) {
    return BigDecimal.valueOf(value).setScale(places, RoundingMode.HALF_UP);
  }
}
