package dev.firebreak.demo.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.firebreak.demo.larkspur.Larkspur;
import dev.firebreak.demo.larkspur.Person;
import dev.firebreak.demo.larkspur.ServedSource;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// An administrator limits Lena, an analyst, to LedgerOne. From then on nothing of the rest is on
/// any page that she gets to.
@Order(6)
@ExtendWith(OnStage.class)
class LimitedAnalystTest {

  private static final Pattern NAME = Pattern.compile("\"(?:displayName|name)\":\"([^\"]{5,})\"");

  private final Stage stage;
  private final Set<String> hidden;

  LimitedAnalystTest(Stage stage) {
    this.stage = stage;
    this.hidden = hidden(stage.larkspur());
  }

  /// The names of what only the other sources have: systems, groups, safes, secrets, and people
  /// without an account in LedgerOne.
  private static Set<String> hidden(Larkspur larkspur) {
    Set<String> names = new TreeSet<>(Set.of("Doorway", "Strongroom"));
    String ledger = text(larkspur.ledgerone());
    for (ServedSource source : List.of(larkspur.strongroom(), larkspur.doorway())) {
      source
          .resources()
          .forEach((endpoint, resources) -> {
            if (!endpoint.equals("/Users")) {
              resources.forEach(each -> names.addAll(named(each)));
            }
          });
    }
    larkspur.people().stream()
        .filter(each -> !ledger.contains("\"" + each.employeeNumber() + "\""))
        .filter(each -> each.kind() != Person.Kind.SERVICE)
        .filter(each -> each.email() == null || !ledger.contains(each.email()))
        .filter(each -> !ledger.contains("\"" + each.userName() + "\""))
        .forEach(each -> names.add(each.name()));
    larkspur.people().stream().map(Person::department).forEach(names::remove);
    names.removeIf(ledger::contains);
    return names;
  }

  private static String text(ServedSource source) {
    return source.resources().values().stream()
        .flatMap(List::stream)
        .collect(Collectors.joining("\n"));
  }

  private static List<String> named(String resource) {
    Matcher name = NAME.matcher(resource);
    return name.results().map(found -> found.group(1)).toList();
  }

  /// What a page has of the rest, in its text or anywhere in it, but for what its own address
  /// names.
  private List<String> told(Tab tab) {
    String page = tab.page().content();
    String text = tab.page().locator("body").innerText();
    String address = URLDecoder.decode(tab.page().url(), StandardCharsets.UTF_8);
    return hidden.stream()
        .filter(name -> !address.contains(name))
        .filter(name -> page.contains(name) || text.contains(name))
        .toList();
  }

  private void isOfHerPart(Tab tab) {
    assertThat(tab.at("#sight")).containsText("You see a part of the graph: source ledgerone.");
    Assertions.assertThat(told(tab)).as(tab.page().url()).isEmpty();
  }

  private void limit() {
    try (Tab tab = stage.administrator()) {
      tab.open("/settings/users/lena");
      tab.page().getByLabel("LedgerOne").check();
      tab.at("form[action$='/limits'] button").click();
      tab.headed("Is it you?");
      tab.page().getByLabel("Password").fill(stage.password());
      tab.button("Go on: change what somebody is told of").click();
      tab.shows("lena is told of source ledgerone now.");
      assertThat(tab.page().getByLabel("LedgerOne")).isChecked();
      Assertions.assertThat(Looks.faults(tab.page(), "user-limited")).isEmpty();
    }
  }

  @Test
  void fromTheOverviewToANodeNothingOfTheRestIsTold() {
    limit();
    try (Tab tab = stage.anonymous()) {
      tab.signIn("lena", stage.password());
      tab.page().waitForURL("**/");
      isOfHerPart(tab);
      assertThat(tab.page().locator("#rail-main a[href='/sod']")).hasCount(0);
      Assertions.assertThat(Looks.faults(tab.page(), "limited-overview")).isEmpty();
      findings(tab);
      explore(tab);
      search(tab);
      tab.page().locator(".suggestions [role=option]").first().click();
      isOfHerPart(tab);
      Assertions.assertThat(Looks.faults(tab.page(), "limited-node")).isEmpty();
    }
  }

  private void findings(Tab tab) {
    tab.page().locator("#rail-main a[href='/findings']").click();
    tab.headed("Findings");
    isOfHerPart(tab);
    Assertions.assertThat(tab.page().locator("table.findings tbody tr").count()).isPositive();
    tab.page().locator("table.findings tbody a[href^='/findings/']").first().click();
    assertThat(tab.page()).hasURL(Pattern.compile("/findings/[A-Z]-[0-9a-f]{12}"));
    assertThat(tab.at("#path")).isVisible();
    isOfHerPart(tab);
    Assertions.assertThat(Looks.faults(tab.page(), "limited-finding")).isEmpty();
  }

  private void explore(Tab tab) {
    tab.page().keyboard().press("p");
    assertThat(tab.page()).hasURL(Pattern.compile("/explore\\?focus="));
    assertThat(tab.at("#graph")).hasAttribute("data-drawn", Pattern.compile("\\d+"));
    isOfHerPart(tab);
    Locator others = tab.page().locator("#nodes-twin a.node[href*='key=']");
    others.last().click();
    assertThat(tab.page()).hasURL(Pattern.compile("/(nodes|identities|containers)\\?key="));
    isOfHerPart(tab);
  }

  /// What is hidden is not found by its name, and what is seen is.
  private void search(Tab tab) {
    for (String name : List.of("FIN-", "Night-Batch", "DOMAIN-ADMINS")) {
      tab.open("/search?q=" + name);
      assertThat(tab.at("#sight")).isVisible();
      assertThat(tab.page().locator("main table tbody tr")).hasCount(0);
    }
    tab.page().keyboard().press("/");
    tab.page().keyboard().type(stage.stories().toxicPair().createVendor().name());
    assertThat(tab.page().locator(".suggestions:visible")).hasCount(1);
  }

  @Test
  void aLinkToWhatIsHiddenLeadsToNothingAndOneToTheWholeIsRefused() {
    limit();
    try (Tab tab = stage.anonymous().expecting(404).expecting(403)) {
      tab.signIn("lena", stage.password());
      tab.page().waitForURL("**/");
      for (Place place :
          List.of(Place.CONTAINER, Place.PRIVILEGED_ACCOUNT, Place.FINDING_ADMIN_SAFE)) {
        tab.open(place.address(stage.stories()));
        tab.headed("Not found");
        Assertions.assertThat(told(tab)).as(place.name()).isEmpty();
      }
      Assertions.assertThat(Looks.faults(tab.page(), "limited-not-found")).isEmpty();
      for (Place place : List.of(Place.EVIDENCE, Place.SOD, Place.SOURCES, Place.WORKBENCH_EMPTY)) {
        tab.open(place.address(stage.stories()));
        tab.headed("Refused");
        tab.shows("You see a part of the graph only, and this takes all");
        Assertions.assertThat(told(tab)).as(place.name()).isEmpty();
      }
      Assertions.assertThat(Looks.faults(tab.page(), "limited-refused")).isEmpty();
    }
  }

  @Test
  void whoeverSeesEverythingIsToldOfTheRestOnTheSamePages() {
    Assertions.assertThat(hidden).hasSizeGreaterThan(100);
    try (Tab tab = stage.signedIn()) {
      for (Place place : List.of(Place.OVERVIEW, Place.FINDINGS, Place.FINDING_ADMIN_SAFE)) {
        tab.open(place.address(stage.stories()));
        assertThat(tab.page().locator("#sight")).hasCount(0);
        Assertions.assertThat(told(tab)).as(place.name()).isNotEmpty();
      }
    }
  }
}
