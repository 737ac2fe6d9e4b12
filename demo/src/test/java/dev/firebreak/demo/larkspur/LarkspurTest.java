package dev.firebreak.demo.larkspur;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

@ParameterizedClass(name = "{0}")
@MethodSource("seeds")
class LarkspurTest {
  private static final Instant AS_OF = Instant.parse("2026-11-22T09:30:00Z");
  private static final Instant WINDOW_START = AS_OF.minus(Duration.ofDays(90));
  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

  private final Larkspur larkspur;
  private final Stories stories;
  private final NaiveReach reach;

  /// Made once for all tests of a seed.
  record Subject(Larkspur larkspur, NaiveReach reach) {
    static Subject of(int seed) {
      var larkspur = Larkspur.generate(seed, AS_OF);
      return new Subject(larkspur, NaiveReach.of(larkspur));
    }

    @Override
    public String toString() {
      return "seed " + larkspur.seed();
    }
  }

  LarkspurTest(Subject subject) {
    this.larkspur = subject.larkspur();
    this.stories = larkspur.stories();
    this.reach = subject.reach();
  }

  static Stream<Subject> seeds() {
    return IntStream.rangeClosed(1, 20).mapToObj(Subject::of);
  }

  private static String key(Ref ref) {
    return ref.source() + "/" + ref.type() + "/" + ref.id();
  }

  private static String edge(Ref from, Ref to) {
    return key(from) + " -> " + key(to);
  }

  @Test
  void hasTheSizeOfAMiddlingCompany() {
    assertThat(larkspur.doorway().at("/Users")).hasSize(600);
    assertThat(larkspur.strongroom().at("/Containers")).hasSize(40);
    assertThat(larkspur.ledgerone().at("/Entitlements")).hasSizeBetween(120, 150);
    assertThat(larkspur.ledgerone().at("/Users")).hasSizeBetween(330, 480);
    var types =
        larkspur.doorway().at("/Users").stream()
            .map(text -> text.replaceAll(".*\"userType\":\"(\\w+)\".*", "$1"))
            .collect(Collectors.groupingBy(type -> type, Collectors.counting()));
    assertThat(types.get("Service")).isEqualTo(30);
    assertThat(types.get("Contractor")).isBetween(25L, 90L);
  }

  @Test
  void everybodyButTheChiefExecutiveHasAManagerWhoStillWorksHere() {
    var managerless = new ArrayList<String>();
    for (var person : users("doorway")) {
      if (!type(person).equals("Service")) {
        var manager = person.path(ENTERPRISE).at("/manager/value").asString("");
        if (manager.isEmpty()) {
          managerless.add(person.get("title").asString());
        } else {
          assertThat(reach.active("doorway/User/" + manager)).isTrue();
        }
      }
    }
    assertThat(managerless).containsExactly("Chief Executive");
  }

  @Test
  void doorwayGroupsNestFiveDeepAndOnlyThePlantedThreeFormACircle() {
    var groups = reach.nodes.keySet().stream().filter(key -> key.contains("/Group/")).toList();
    var circular = new TreeSet<String>();
    for (var group : groups) {
      if (around(group).contains(group)) {
        circular.add(group);
      }
    }
    assertThat(circular)
        .isEqualTo(stories.circle().stream().map(LarkspurTest::key).collect(Collectors.toSet()))
        .hasSize(3);
    assertThat(groups.stream().mapToInt(group -> depth(group, circular)).max()).hasValue(5);
  }

  private Set<String> around(String group) {
    var found = new TreeSet<String>();
    var open = new ArrayList<>(List.of(group));
    while (!open.isEmpty()) {
      for (var next : reach.edges.getOrDefault(open.removeLast(), Set.of())) {
        if (next.contains("/Group/") && found.add(next)) {
          open.add(next);
        }
      }
    }
    return found;
  }

  private int depth(String group, Set<String> circular) {
    return 1
        + reach.edges.getOrDefault(group, Set.of()).stream()
            .filter(next -> next.contains("/Group/") && !circular.contains(next))
            .mapToInt(next -> depth(next, circular))
            .max()
            .orElse(0);
  }

  @Test
  void everyReferenceNamesSomethingThatIsServed() {
    reach.edges.forEach((from, targets) -> {
      if (!from.contains("/Right/")) {
        assertThat(reach.nodes).containsKey(from);
      }
      for (var to : targets) {
        if (!to.contains("/Right/") && !to.startsWith("doorway/Entitlement/")) {
          assertThat(reach.nodes).containsKey(to);
        }
      }
    });
  }

  @Test
  void everyAccountBelongsToSomebodyButOne() {
    assertThat(reach.uncorrelated).containsExactly(key(stories.uncorrelatedAccount()));
  }

  @Test
  void theVaultReusesOneIdAcrossTypes() {
    assertThat(reach.nodes).containsKeys("strongroom/User/1", "strongroom/Group/1");
  }

  @Test
  void mostPeopleReachFiveToFortyThings() {
    var people =
        reach.identities().stream()
            .filter(reach::active)
            .filter(identity -> !type(reach.nodes.get(identity)).equals("Service"))
            .toList();
    var sizes =
        people.stream()
            .map(identity ->
                reach.from(identity).stream().filter(key -> !key.contains("/User/")).count())
            .toList();
    assertThat(sizes).allMatch(size -> size >= 5);
    assertThat(sizes.stream().filter(size -> size <= 40).count())
        .isGreaterThan(sizes.size() * 85L / 100);
  }

  @Test
  void theRulesHitExactlyWhomTheStoriesName() throws Exception {
    var planted =
        stories.riskHits().stream()
            .map(hit -> hit.risk() + " " + key(hit.person()))
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(NaiveRules.load().hits(reach)).isEqualTo(planted);
    assertThat(planted).hasSize(stories.riskHits().size());
  }

  @Test
  void whatIsBlamedBringsBothFunctionsAlone() throws Exception {
    var rules = NaiveRules.load();
    for (var hit : stories.riskHits()) {
      if (hit.blame() != null) {
        var blamed = key(hit.blame());
        var reached = new TreeSet<String>();
        var open = new ArrayList<>(List.of(blamed));
        while (!open.isEmpty()) {
          for (var next : reach.edges.getOrDefault(open.removeLast(), Set.of())) {
            if (reached.add(next)) {
              open.add(next);
            }
          }
        }
        assertThat(rules.matches(hit.risk(), reached, reach)).as(hit.toString()).isTrue();
      }
    }
    assertThat(
            stories.riskHits().stream()
                .filter(hit -> hit.risk().equals("PO-01") && hit.blame() != null)
                .map(Stories.RiskHit::blame)
                .distinct())
        .hasSize(1);
  }

  @Test
  void theToxicPairHangsOnTwoNestedGroupsInEachOfTwoSystems() throws Exception {
    var pair = stories.toxicPair();
    var rules = NaiveRules.load();
    assertThat(pair.person().name()).isEqualTo("marta.okonjo");
    assertThat(stories.riskHits().stream().filter(hit -> hit.risk().equals("AP-03")))
        .extracting(Stories.RiskHit::person)
        .containsExactly(pair.person());
    var ways =
        List.of(
            edge(pair.ledgerAccount(), pair.ledgerGroups().get(0)),
            edge(pair.ledgerGroups().get(0), pair.ledgerGroups().get(1)),
            edge(pair.ledgerGroups().get(1), pair.createVendor()),
            edge(pair.vaultAccount(), pair.vaultGroups().get(0)),
            edge(pair.vaultGroups().get(0), pair.vaultGroups().get(1)),
            key(pair.vaultGroups().get(1)) + " -> strongroom/Right/FIN-BATCH-PRD#RetrieveAccounts",
            "strongroom/Right/FIN-BATCH-PRD#RetrieveAccounts -> " + key(pair.container()),
            edge(pair.container(), pair.secret()),
            edge(pair.secret(), pair.serviceAccount()));
    assertThat(reach.from(key(pair.person())))
        .contains(key(pair.createVendor()), key(pair.releasePayment()));
    for (var way : ways) {
      var without = reach.from(key(pair.person()), Set.of(way));
      assertThat(rules.matches(pair.risk(), without, reach)).as("without " + way).isFalse();
    }
  }

  @Test
  void theAdministratorsSafeMakesASmallFootprintEnormous() {
    var story = stories.adminSafe();
    var person = key(story.person());
    var right = key(story.vaultAccount()) + " -> strongroom/Right/DOMAIN-ADMINS-T0#UseAccounts";
    var with = reach.from(person);
    var without = reach.from(person, Set.of(right));
    assertThat(without.size()).isLessThan(50);
    assertThat(with.size()).isGreaterThan(220);
    assertThat(with).contains(key(story.container()), key(story.secret()));
    assertThat(with).contains(key(story.adminAccount()));
    assertThat(stories.crownJewels().stream().map(LarkspurTest::key).filter(with::contains))
        .hasSizeGreaterThanOrEqualTo(3);
    assertThat(stories.crownJewels().stream().map(LarkspurTest::key).filter(without::contains))
        .isEmpty();
    assertThat(reach.nodes.get(key(story.permission())).get("rights")).hasSize(2);
  }

  @Test
  void exactlyOneOfThoseWhoLeftIsStillActiveElsewhere() {
    var awake =
        reach.identityByAccount.entrySet().stream()
            .filter(entry -> !reach.active(entry.getValue()) && reach.active(entry.getKey()))
            .toList();
    assertThat(awake)
        .containsExactly(
            Map.entry(key(stories.leaver().ledgerAccount()), key(stories.leaver().person())));
    assertThat(users("doorway").stream().filter(user -> !user.get("active").asBoolean()))
        .hasSizeGreaterThan(5);
  }

  @Test
  void exactlyOneServiceAccountHasNoOwner() {
    var ownerless = new ArrayList<String>();
    for (var user : users("doorway")) {
      if (type(user).equals("Service")) {
        var owner = user.path(ENTERPRISE).at("/manager/value").asString("");
        if (owner.isEmpty()) {
          ownerless.add("doorway/User/" + user.get("id").asString());
        } else {
          assertThat(reach.active("doorway/User/" + owner)).isTrue();
        }
      }
    }
    assertThat(ownerless).containsExactly(key(stories.ownerlessService()));
  }

  @Test
  void onlyThePlantedDirectGrantsAreUnusedAndOnlyOneIsUnknown() {
    var lastUsed = new HashMap<String, Instant>();
    rows(larkspur.usageFeed().usage(), "source,account,entitlement,last_used,count")
        .forEach(row -> lastUsed.put(row[0] + "/" + row[1] + " " + row[2], Instant.parse(row[3])));
    var coveredFrom = new HashMap<String, Instant>();
    rows(larkspur.usageFeed().coverage(), "source,entitlement,from,to")
        .forEach(row -> {
          assertThat(Instant.parse(row[3])).isEqualTo(AS_OF);
          coveredFrom.put(row[0] + " " + row[1], Instant.parse(row[2]));
        });
    for (var permission : reach.nodes.values()) {
      if (permission.has("rights") && permission.has("user")) {
        for (var right : permission.get("rights")) {
          var name = permission.at("/container/value").asString() + ":" + right.asString();
          var holder = "strongroom/" + permission.at("/user/value").asString();
          assertThat(lastUsed.get(holder + " " + name)).isAfter(WINDOW_START);
          assertThat(coveredFrom.get("strongroom " + name)).isBefore(WINDOW_START);
        }
      }
    }
    var unused = new TreeSet<String>();
    var unknown = new TreeSet<String>();
    for (var user : users("ledgerone")) {
      for (var attribute : List.of("entitlements", "roles")) {
        for (var grant : user.path(attribute)) {
          var value = grant.get("value").asString();
          var name = user.get("id").asString() + " " + value;
          var since = Instant.parse(grant.get("since").asString());
          var last = lastUsed.get("ledgerone/" + name);
          assertThat(last == null || !last.isBefore(since)).as(name).isTrue();
          if ((last == null || last.isBefore(WINDOW_START)) && since.isBefore(WINDOW_START)) {
            (coveredFrom.get("ledgerone " + value).isAfter(WINDOW_START) ? unknown : unused)
                .add(name);
          } else {
            assertThat(last).as(name).isAfter(AS_OF.minus(Duration.ofDays(60)));
          }
        }
      }
    }
    assertThat(unused)
        .isEqualTo(
            stories.unusedGrants().unused().stream()
                .map(grant -> grant.account().id() + " " + grant.entitlement().id())
                .collect(Collectors.toSet()));
    assertThat(stories.unusedGrants().unused().stream().map(Stories.Grant::entitlement).distinct())
        .hasSize(5);
    var planted = stories.unusedGrants().unknown();
    assertThat(unknown).containsExactly(planted.account().id() + " " + planted.entitlement().id());
  }

  @Test
  void mirroredVaultGroupsHaveTheMembersOfTheDirectoryGroup() {
    var linked = "urn:ietf:params:scim:schemas:pam:1.0:LinkedObject";
    var mirrors = new LinkedHashMap<String, String>();
    reach.nodes.forEach((key, node) -> {
      if (key.startsWith("strongroom/Group/") && node.has(linked)) {
        var id = node.path(linked).get("nativeIdentifier").asString();
        mirrors.put(key, "doorway/Group/" + id);
      }
    });
    assertThat(mirrors).isNotEmpty();
    mirrors.forEach((vaultGroup, directoryGroup) ->
        assertThat(identitiesIn(vaultGroup)).isEqualTo(identitiesIn(directoryGroup)));
  }

  private Set<String> identitiesIn(String group) {
    return reach.identityByAccount.keySet().stream()
        .filter(account -> account.startsWith(group.substring(0, group.indexOf('/'))))
        .filter(account -> around(account).contains(group))
        .map(reach.identityByAccount::get)
        .collect(Collectors.toSet());
  }

  @Test
  void theCheckOfTheRulesSeesAHitThatNobodyPlanted() throws Exception {
    var pair = stories.toxicPair();
    var copy = NaiveReach.of(larkspur);
    var dario = key(stories.adminSafe().person());
    copy.edges.get(key(stories.adminSafe().vaultAccount())).add(key(pair.vaultGroups().getFirst()));
    copy.edges.get(dario).add(key(pair.ledgerGroups().getFirst()));
    assertThat(NaiveRules.load().hits(copy)).contains("AP-03 " + dario);
  }

  private List<JsonNode> users(String source) {
    return reach.nodes.entrySet().stream()
        .filter(entry -> entry.getKey().startsWith(source + "/User/"))
        .map(Map.Entry::getValue)
        .toList();
  }

  private static String type(JsonNode user) {
    return user.path("userType").asString("");
  }

  private static List<String[]> rows(String csv, String header) {
    var lines = csv.lines().toList();
    assertThat(lines.getFirst()).isEqualTo(header);
    return lines.stream().skip(1).map(line -> line.split(",", -1)).toList();
  }
}
