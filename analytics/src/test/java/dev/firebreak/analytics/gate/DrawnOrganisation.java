package dev.firebreak.analytics.gate;

import dev.firebreak.analytics.Snapshots;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.analytics.outlier.OutlierRules;
import dev.firebreak.analytics.privileged.Privilege;
import dev.firebreak.analytics.run.AnalysisInputs;
import dev.firebreak.analytics.run.AnalysisRules;
import dev.firebreak.analytics.run.RiskRules;
import dev.firebreak.analytics.toxic.Selector;
import dev.firebreak.analytics.toxic.SodFunction;
import dev.firebreak.analytics.toxic.SodRule;
import dev.firebreak.analytics.toxic.SodRules;
import dev.firebreak.analytics.unused.Usage;
import dev.firebreak.analytics.unused.UseVerdict.Period;
import dev.firebreak.graph.model.LinkRule;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/// A small organisation from a seed in which every risk occurs: two applications, a source of
/// people and a vault, services, departments and managers, nested groups with circles, copies and
/// empty ones, safes with and without owners, grants that begin and end, and what of it is used.
///
/// @param snapshot the graph
/// @param inputs usage, rules and what else analyses go by
record DrawnOrganisation(GraphSnapshot snapshot, AnalysisInputs inputs) {

  private static final int GROUPS = 7;
  private static final int ENTITLEMENTS = 9;
  private static final int SAFES = 4;

  static DrawnOrganisation of(long seed) {
    return new Drawing(seed).draw();
  }

  private static final class Drawing {

    private final SplittableRandom chance;
    private final StringBuilder text = new StringBuilder();
    private final List<Usage.Use> uses = new ArrayList<>();

    Drawing(long seed) {
      this.chance = new SplittableRandom(seed);
    }

    DrawnOrganisation draw() {
      line("source hr");
      line("source app");
      line("source vault");
      boolean crowded = chance.nextInt(3) == 0;
      int people = crowded ? 14 + chance.nextInt(14) : 2 + chance.nextInt(6);
      things();
      for (int i = 0; i < people; i++) {
        person(i);
      }
      for (int i = 0; i < 1 + chance.nextInt(3); i++) {
        service(i, people);
      }
      nesting();
      vault(people);
      return new DrawnOrganisation(Snapshots.of(text.toString()), inputs());
    }

    private void line(String format, Object... values) {
      text.append(format.formatted(values)).append('\n');
    }

    private boolean in(int of) {
      return chance.nextInt(of) == 0;
    }

    private String state() {
      return switch (chance.nextInt(6)) {
        case 0 -> "inactive";
        case 1 -> "";
        default -> "active";
      };
    }

    private String time() {
      Instant now = Snapshots.NOW;
      return switch (chance.nextInt(14)) {
        case 0 -> " until=" + now.minusSeconds(60);
        case 1 -> " until=" + now.plus(Duration.ofDays(3));
        case 2 -> " from=" + now.plus(Duration.ofDays(2));
        case 3 -> " since=" + now.minus(Duration.ofDays(chance.nextInt(200)));
        case 4, 5, 6, 7 -> " since=" + now.minus(Duration.ofDays(150));
        default -> " firstSeen=" + now.minus(Duration.ofDays(chance.nextInt(300)));
      };
    }

    private void things() {
      for (int e = 0; e < ENTITLEMENTS; e++) {
        line(
            "entitlement app/Entitlement/e%d name=%s sensitivity=%d%s",
            e,
            e % 3 == 0 ? "create" : e % 3 == 1 ? "pay" : "e" + e,
            chance.nextInt(101),
            in(4) ? " crown" : "");
      }
      for (int g = 0; g < GROUPS; g++) {
        line("group %s/Group/g%d name=G%d", in(4) ? "vault" : "app", g, g);
      }
      for (int s = 0; s < SAFES; s++) {
        line(
            "safe vault/Container/s%d sensitivity=%d%s",
            s, chance.nextInt(101), in(3) ? " crown" : "");
        line("privileged vault/PrivilegedData/p%d sensitivity=%d", s, chance.nextInt(101));
        line("entitlement vault/Entitlement/use%d right value=Use", s);
        line("entitlement vault/Entitlement/manage%d right value=Manage", s);
      }
    }

    private String group() {
      int number = chance.nextInt(GROUPS);
      return (text.indexOf("group vault/Group/g" + number + " ") >= 0 ? "vault" : "app")
          + "/Group/g"
          + number;
    }

    private String entitlement() {
      int number = chance.nextInt(ENTITLEMENTS + 2);
      return number < ENTITLEMENTS
          ? "app/Entitlement/e" + number
          : "vault/Entitlement/" + (in(2) ? "use" : "manage") + chance.nextInt(SAFES);
    }

    private void person(int i) {
      String of =
          " department=D%d title=%s".formatted(chance.nextInt(2), in(3) ? "Chief" : "Clerk");
      String state = state();
      line("identity p%d %s name=P%d kind=PERSON%s", i, state, i, in(6) ? "" : of);
      if (!in(5)) {
        line("account hr/User/p%d %s userName=p%d%s", i, state, i, of);
        line(
            "p%d -OWNS-> hr/User/p%d%s",
            i, i, in(3) ? "" : " rule=\"" + LinkRule.AUTHORITATIVE + "\"");
      }
      if (i > 0 && in(2)) {
        line("p%d -REPORTS_TO-> p%d", i, chance.nextInt(i));
      }
      account("app/User/p" + i, of.replace("D0", in(5) ? "D1" : "D0"), i);
      if (!in(6)) {
        line("p%d -OWNS-> app/User/p%d", i, i);
      }
      if (i > 0 && in(8)) {
        line("p%d -OWNS-> app/User/p%d", i - 1, i);
      }
    }

    private void account(String key, String of, int number) {
      line(
          "account %s %s userName=%s%s firstSeen=%s",
          key,
          state(),
          in(4) ? "x" + number : "p" + number,
          of,
          Snapshots.NOW.minus(Duration.ofDays(chance.nextInt(300))));
      for (int i = chance.nextInt(4); i > 0; i--) {
        line("%s -MEMBER_OF-> %s%s", key, group(), time());
      }
      for (int i = chance.nextInt(3); i > 0; i--) {
        String held = entitlement();
        line("%s -HOLDS-> %s%s source=%s", key, held, time(), held.substring(0, held.indexOf('/')));
        if (in(2)) {
          uses.add(
              new Usage.Use(
                  key, held, Snapshots.NOW.minus(Duration.ofDays(chance.nextInt(200))), 1));
        }
      }
    }

    private void service(int i, int people) {
      String state = state();
      line("identity svc%d %s kind=%s", i, state, in(2) ? "AGENT" : "SERVICE");
      account("app/User/svc" + i, " kind=SERVICE", 100 + i);
      line(
          "svc%d -OWNS-> app/User/svc%d%s",
          i, i, in(2) ? "" : " rule=\"" + LinkRule.WORKLOAD + "\"");
      if (in(2)) {
        line("svc%d -REPORTS_TO-> p%d", i, chance.nextInt(people));
      }
      if (in(4)) {
        line("p%d -OWNS-> app/User/svc%d", chance.nextInt(people), i);
      }
    }

    private void nesting() {
      for (int i = chance.nextInt(6); i > 0; i--) {
        line("%s -MEMBER_OF-> %s%s", group(), group(), time());
      }
      for (int i = 2 + chance.nextInt(7); i > 0; i--) {
        line("%s -HOLDS-> %s%s", group(), entitlement(), time());
      }
      for (int i = chance.nextInt(3); i > 0; i--) {
        line(
            "app/Entitlement/e%d -IMPLIES-> app/Entitlement/e%d",
            chance.nextInt(ENTITLEMENTS), chance.nextInt(ENTITLEMENTS));
      }
    }

    private void vault(int people) {
      for (int s = 0; s < SAFES; s++) {
        line("vault/Entitlement/use%d -OPENS-> vault/Container/s%d", s, s);
        line("vault/Entitlement/manage%d -ON-> vault/Container/s%d", s, s);
        if (in(2)) {
          line("vault/Entitlement/manage%d -OPENS-> vault/Container/s%d", s, s);
        }
        line("vault/Container/s%d -CONTAINS-> vault/PrivilegedData/p%d", s, s);
        if (s > 0 && in(3)) {
          line("vault/Container/s%d -CONTAINS-> vault/Container/s%d", s - 1, s);
        }
        if (in(3)) {
          line("vault/PrivilegedData/p%d -SIGNS_IN_AS-> app/User/svc0", s);
        }
        if (in(5)) {
          line("vault/PrivilegedData/p%d -SIGNS_IN_AS-> app/User/p%d", s, chance.nextInt(people));
        }
      }
    }

    private AnalysisInputs inputs() {
      Instant now = Snapshots.NOW;
      List<Usage.Coverage> coverage = new ArrayList<>();
      if (in(2)) {
        coverage.add(
            new Usage.Coverage(
                "app", Usage.EVERY, new Period(now.minus(Duration.ofDays(140)), now)));
      } else {
        for (int e = 0; e < ENTITLEMENTS; e += 2) {
          coverage.add(
              new Usage.Coverage(
                  "app",
                  "app/Entitlement/e" + e,
                  new Period(now.minus(Duration.ofDays(200)), now)));
        }
      }
      SodRules rules =
          SodRules.of(
              List.of(
                  new SodFunction("create", "Create", List.of(new Selector("*", "create"))),
                  new SodFunction("pay", "Pay", List.of(new Selector("*", "pay"))),
                  new SodFunction("e2", "Look", List.of(new Selector("*", "e2")))),
              List.of(rule("R1", "create", "pay"), rule("R2", "pay", "e2")));
      RiskRules risks =
          new RiskRules(
              90,
              new Privilege(60),
              new OutlierRules(3, 2, 0.02),
              Map.of("vault", Set.of("Manage")));
      return new AnalysisInputs(
          new Usage(uses, coverage),
          in(6) ? Set.of() : Set.of("hr"),
          List.of(),
          new AnalysisRules(rules, 90, 1.5, risks));
    }

    private static SodRule rule(String id, String... functions) {
      return new SodRule(id, id, Severity.HIGH, 1, "Finance", List.of(), List.of(functions));
    }
  }
}
