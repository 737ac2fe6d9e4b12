package dev.firebreak.scim.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.firebreak.providers.fault.Fault;
import dev.firebreak.providers.fault.FaultyServer;
import dev.firebreak.scim.client.CapabilityClaim;
import dev.firebreak.scim.client.Listing;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.client.Support;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.probe.Liar.Lie;
import dev.firebreak.scim.quirk.AtMostPerPage;
import dev.firebreak.scim.quirk.BareFilterValues;
import dev.firebreak.scim.quirk.ConfigsInPlural;
import dev.firebreak.scim.quirk.CutListing;
import dev.firebreak.scim.quirk.MembersByAsking;
import dev.firebreak.scim.quirk.MembersOnRequest;
import dev.firebreak.scim.quirk.NoPatchOf;
import dev.firebreak.scim.quirk.OneByOne;
import dev.firebreak.scim.quirk.PagesOnlyByCursor;
import dev.firebreak.scim.quirk.Quirk;
import dev.firebreak.scim.quirk.Quirks;
import dev.firebreak.scim.quirk.SecretsInPayload;
import dev.firebreak.scim.quirk.UnqualifiedPaths;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.node.StringNode;

/// Each quirk is found at a service provider that behaves so, and then mended.
@Timeout(120)
class FoundQuirksTest {
  private static final OneByOne GROUPS_ALONE =
      new OneByOne(ResourceType.GROUP, List.of("id", "displayName"));

  private Probed probed;
  private List<Liar.Asked> requests = List.of();

  @BeforeEach
  void start() throws IOException {
    probed = new Probed(1_000, "u");
  }

  @AfterEach
  void stop() {
    probed.close();
  }

  @Test
  void aWellBehavedServiceProviderHasNone() throws IOException {
    assertThat(found(Lies.HONEST)).isEmpty();
    assertThat(FoundQuirks.of(probed.write("Users/u3", Lies.HONEST))).isEmpty();
    assertThat(FoundQuirks.of(probed.write("Groups/g1", Lies.HONEST))).isEmpty();
    try (var server = FaultyServer.inFrontOf(probed.provider, new Fault.PagesByCursor(1000))) {
      assertThat(probe(server.baseUri())).as("pages by cursor, as it says").isEmpty();
    }
  }

  @Test
  void whatCannotBeToldChoosesNothing() throws IOException {
    for (String value : new String[] {"5", "in plural", "on request", "by filter", "User 5"}) {
      var measurements =
          Arrays.stream(Point.values()).map(point -> measured(point, Verdict.UNKNOWN, value));
      assertThat(FoundQuirks.of(profile(measurements))).isEmpty();
    }
    assertThat(found(Lies.breaksDown())).isEmpty();
  }

  @Test
  void pagesThatHoldFewerThanAskedForAreNotAskedForMore() throws IOException {
    try (var small = new Probed()) {
      var quirks = FoundQuirks.of(small.read(Lies.HONEST));
      assertThat(quirks).extracting(ChosenQuirk::quirk).containsExactly(new AtMostPerPage(5));
      assertThat(quirks.getFirst().because().evidence())
          .isEqualTo("asked for 1000; 5 of 12 came: a page holds no more");
    }
    finds(Lies.refusesPagesOver(7), new AtMostPerPage(5));
    mended(Lies.refusesPagesOver(7), FoundQuirksTest::listsAllUsers);
    finds(Lies.losesOnPagesOver(7), new AtMostPerPage(6));
    mended(Lies.losesOnPagesOver(7), FoundQuirksTest::listsAllUsers);
  }

  @Test
  void withoutTheQuirkTheListingFailsOrLosesResources() throws IOException {
    plain(
        Lies.refusesPagesOver(7),
        client -> assertThat(catchThrowable(() -> users(client))).isInstanceOf(ScimFailure.class));
    plain(Lies.losesOnPagesOver(7), client -> assertThat(users(client)).hasSize(6));
  }

  @Test
  void pagesThatOnlyACursorLeadsToAreAskedForByCursor() throws IOException {
    try (var server = FaultyServer.inFrontOf(probed.provider, new Fault.PagesByCursor(1000));
        var silent = new Liar(server.baseUri(), Lies.saysNothingOfPages());
        var client = probed.client(silent.baseUri())) {
      List<ChosenQuirk> quirks = found(client);
      assertThat(quirks).extracting(ChosenQuirk::quirk).contains(new PagesOnlyByCursor());
      listsAllUsers(client.speaking(client.dialect().mending(classes(quirks))));
      assertThat(silent.requests.getLast().query()).containsKey("cursor");
    }
  }

  @Test
  void membersThatOnlyComeOnRequestAreRequested() throws IOException {
    plain(Lies.showsMembersOnRequest(), client -> assertThat(pilots(client)).isEmpty());
    finds(Lies.showsMembersOnRequest(), new MembersOnRequest());
    mended(Lies.showsMembersOnRequest(), FoundQuirksTest::showsThePilots);
  }

  @Test
  void aLimitOfPagesDoesNotHideThatMembersAreHidden() throws IOException {
    try (var hiding = new Liar(probed.provider.baseUri(), Lies.showsMembersOnRequest());
        var both = new Liar(hiding.baseUri(), Lies.refusesPagesOver(7));
        var client = probed.client(both.baseUri())) {
      List<ChosenQuirk> quirks = found(client);
      assertThat(quirks)
          .extracting(ChosenQuirk::quirk)
          .contains(new AtMostPerPage(5), new MembersOnRequest());
      showsThePilots(client.speaking(client.dialect().mending(classes(quirks))));
    }
  }

  @Test
  void membersThatOnlyAGroupAloneShowsAreReadOneByOne() throws IOException {
    plain(Lies.showsMembersAlone(), client -> assertThat(pilots(client)).isEmpty());
    finds(Lies.showsMembersAlone(), GROUPS_ALONE);
    mended(Lies.showsMembersAlone(), FoundQuirksTest::showsThePilots);
    finds(Lies.showsMembersAloneOnRequest(), new MembersOnRequest(), GROUPS_ALONE);
    mended(Lies.showsMembersAloneOnRequest(), FoundQuirksTest::showsThePilots);
  }

  @Test
  void membersThatOnlyAFilterFindsAreAskedFor() throws IOException {
    plain(Lies.showsMembersToFilters(), client -> assertThat(pilots(client)).isEmpty());
    finds(Lies.showsMembersToFilters(), new MembersByAsking());
    mended(Lies.showsMembersToFilters(), FoundQuirksTest::showsThePilots);
  }

  @Test
  void aFilterThatIsIgnoredMakesNobodyAMember() throws IOException {
    assertThat(found(Lies.showsMembersToNobody()))
        .extracting(ChosenQuirk::quirk)
        .doesNotHaveAnyElementsOfTypes(MembersByAsking.class);
    mended(
        Lies.showsMembersToNobody(),
        List.of(new MembersByAsking()),
        client ->
            assertThat(catchThrowable(() -> pilots(client)))
                .isInstanceOf(ScimFailure.class)
                .hasMessageContaining("a filter by a member that nobody is finds groups"));
  }

  @Test
  void theConfigurationIsReadUnderItsOldName() throws IOException {
    plain(
        Lies.configuresInPlural(),
        client -> assertThat(client.capabilities()).isEqualTo(CapabilityClaim.UNKNOWN));
    finds(Lies.configuresInPlural(), new ConfigsInPlural());
    mended(
        Lies.configuresInPlural(),
        client -> {
          assertThat(client.capabilities().filter()).isEqualTo(Support.YES);
          listsAllUsers(client);
        });
    CapabilityProfile profile = probed.read(Lies.configuresInPlural());
    assertThat(profile.of(Point.FILTER_EQUALS).orElseThrow().claimed()).isEqualTo(Support.YES);
  }

  @Test
  void aListingThatEndsAndDoesNotSaySoIsNotBelieved() throws IOException {
    Lie cut = Lies.cutsUsersAt(8);
    plain(cut, client -> assertThat(listing(client).complete()).isTrue());
    finds(cut, new CutListing(ResourceType.USER, 8));
    mended(
        cut,
        client -> {
          Listing listing = listing(client);
          assertThat(listing.complete()).isFalse();
          assertThat(listing.problem()).contains("lists 8 at most");
        });
  }

  @Test
  void numbersAreSentBareToAFilterThatFindsThemOnlySo() throws IOException {
    stop();
    probed = new Probed(1_000, "");
    assertThat(probed.read(Lies.HONEST).verdict(Point.QUOTED_NUMBERS)).isEqualTo(Verdict.YES);
    Map<String, String> third = Map.of("filter", "id eq \"3\"");
    plain(Lies.comparesNumbers(), client -> assertThat(users(client, third)).isEmpty());
    finds(Lies.comparesNumbers(), new BareFilterValues());
    mended(
        Lies.comparesNumbers(),
        client ->
            assertThat(users(client, third)).extracting(ScimResource::id).containsExactly("3"));
  }

  @Test
  void pathsAreSentWithoutTheirSchemaWhereItMakesThemVain() throws IOException {
    Lie vain = Lies.ignoresQualifiedPaths();
    List<ChosenQuirk> quirks = FoundQuirks.of(probed.write("Users/u3", vain));
    assertThat(quirks).extracting(ChosenQuirk::quirk).containsExactly(new UnqualifiedPaths());
    var rename =
        PatchRequest.replace(
            ScimPath.parse("urn:ietf:params:scim:schemas:core:2.0:User:displayName"),
            StringNode.valueOf("Renamed"));
    plain(vain, client -> client.patch("Users", "u3", rename, null));
    assertThat(probed.provider.get("/Users", "u3").orElseThrow()).doesNotContain("Renamed");
    mended(vain, classes(quirks), client -> client.patch("Users", "u3", rename, null));
    assertThat(probed.provider.get("/Users", "u3").orElseThrow()).contains("Renamed");
  }

  @Test
  void aPatchThatIsNeverTakenIsNotSent() throws IOException {
    List<ChosenQuirk> quirks = FoundQuirks.of(probed.write("Users/u3", Lies.takesNoPatch()));
    assertThat(quirks)
        .extracting(ChosenQuirk::quirk)
        .containsExactly(new NoPatchOf(ResourceType.USER));
    var remove = PatchRequest.remove(ScimPath.parse("title"));
    mended(
        Lies.takesNoPatch(),
        classes(quirks),
        client -> {
          assertThat(client.patch("Users", "u3", remove, null))
              .isInstanceOf(ScimOutcome.Refused.class);
          client.patch("Groups", "g1", remove, null);
        });
    assertThat(requests).extracting(Liar.Asked::path).containsExactly("/scim/v2/Groups/g1");
  }

  @Test
  void whatIsMendedAlreadyIsMeasuredAllTheSame() throws IOException {
    try (var liar = new Liar(probed.provider.baseUri(), Lies.showsMembersOnRequest());
        var client = probed.client(liar.baseUri())) {
      List<Quirk> quirks = classes(found(client));
      assertThat(classes(found(client.speaking(client.dialect().mending(quirks)))))
          .isEqualTo(quirks);
    }
  }

  @Test
  void theProductsQuirkGoesBeforeALikeOneThatWasMeasured() {
    var profile =
        profile(
            Stream.of(
                measured(Point.PAGE_SIZE, Verdict.NO, "5"),
                measured(Point.WHOLE_LISTINGS, Verdict.NO, "User 8, Entitlement 9"),
                measured(Point.LISTED_MEMBERS, Verdict.NO, "on request")));
    assertThat(ChosenQuirk.all(Quirks.SALESFORCE, profile))
        .extracting(ChosenQuirk::quirk)
        .containsExactly(
            new ConfigsInPlural(),
            new AtMostPerPage(200),
            new CutListing(ResourceType.ENTITLEMENT, 200),
            new SecretsInPayload(),
            new CutListing(ResourceType.USER, 8),
            new MembersOnRequest());
    assertThat(ChosenQuirk.all(Quirks.GENERIC, null))
        .containsExactly(new ChosenQuirk(new SecretsInPayload(), null));
  }

  private static Measurement measured(Point point, Verdict verdict, String value) {
    return new Measurement(point, verdict, value, Support.UNKNOWN, "asked", Instant.EPOCH);
  }

  private static CapabilityProfile profile(Stream<Measurement> measurements) {
    return new CapabilityProfile(Instant.EPOCH, "/Users", measurements.toList(), null);
  }

  private static void listsAllUsers(ScimClient client) {
    var users = new ArrayList<ScimResource>();
    Listing listing = client.list(ResourceType.USER, Map.of(), users::add);
    assertThat(listing.complete()).as("%s", listing).isTrue();
    assertThat(users).hasSize(12);
  }

  private static void showsThePilots(ScimClient client) {
    assertThat(pilots(client)).containsExactlyInAnyOrder("u1", "u2");
    listsAllUsers(client);
  }

  private static List<String> pilots(ScimClient client) {
    var groups = new ArrayList<ScimResource>();
    assertThat(client.list(ResourceType.GROUP, Map.of(), groups::add).complete()).isTrue();
    assertThat(groups).extracting(ScimResource::id).containsExactlyInAnyOrder("g1", "g2");
    return groups.stream()
        .filter(group -> group.id().equals("g1"))
        .flatMap(group -> group.texts("members").stream())
        .toList();
  }

  private static Listing listing(ScimClient client) {
    return client.list(ResourceType.USER, Map.of(), _ -> {});
  }

  private static List<ScimResource> users(ScimClient client) {
    return users(client, Map.of());
  }

  private static List<ScimResource> users(ScimClient client, Map<String, String> query) {
    var users = new ArrayList<ScimResource>();
    client.list(ResourceType.USER, query, users::add);
    return users;
  }

  private void finds(Lie lie, Quirk... quirks) throws IOException {
    assertThat(found(lie)).extracting(ChosenQuirk::quirk).containsExactly(quirks);
    assertThat(found(lie)).allSatisfy(each -> assertThat(each.because().evidence()).isNotBlank());
  }

  private List<ChosenQuirk> found(Lie lie) throws IOException {
    return FoundQuirks.of(probed.read(lie));
  }

  private List<ChosenQuirk> probe(URI baseUri) {
    try (var client = probed.client(baseUri)) {
      return found(client);
    }
  }

  private static List<ChosenQuirk> found(ScimClient client) {
    return FoundQuirks.of(new Prober(client, Clock.systemUTC()).read(Probed.TYPES));
  }

  private static List<Quirk> classes(List<ChosenQuirk> quirks) {
    return quirks.stream().map(ChosenQuirk::quirk).toList();
  }

  /// What a client does that mends nothing.
  private void plain(Lie lie, Consumer<ScimClient> does) throws IOException {
    mended(lie, List.of(), does);
  }

  /// What a client does that mends what a probe finds.
  private void mended(Lie lie, Consumer<ScimClient> does) throws IOException {
    mended(lie, classes(found(lie)), does);
  }

  private void mended(Lie lie, List<Quirk> quirks, Consumer<ScimClient> does) throws IOException {
    try (var liar = new Liar(probed.provider.baseUri(), lie);
        var client = probed.client(liar.baseUri())) {
      requests = liar.requests;
      does.accept(client.speaking(client.dialect().mending(quirks)));
    }
  }
}
