package dev.firebreak.demo.browser;

import static dev.firebreak.demo.Installation.identity;
import static dev.firebreak.demo.Installation.key;

import dev.firebreak.demo.Planted;
import dev.firebreak.demo.larkspur.Stories;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.function.Function;

/// The pages that can be read before anything was remedied.
enum Place {
  OVERVIEW(_ -> "/"),
  FINDINGS(_ -> "/findings"),
  FINDINGS_FILTERED(_ -> "/findings?kind=TOXIC&severity=CRITICAL&source=strongroom&q=payment"),
  FINDINGS_ORDERED(_ -> "/findings?state=ALL&age=DAY&assignee=nobody&sort=-identities"),
  FINDINGS_NONE(_ -> "/findings?q=nothing-is-called-so"),
  FINDING_TOXIC_PAIR(stories -> "/findings/" + Planted.toxicPair(stories).id()),
  FINDING_ADMIN_SAFE(stories -> "/findings/" + Planted.adminSafe(stories).id()),
  FINDING_LEAVER(stories -> "/findings/" + Planted.leaver(stories).id()),
  FINDING_UNUSED(
      stories -> "/findings/" + Planted.unused(stories.unusedGrants().unused().getFirst()).id()),
  FINDING_OWNERLESS(stories -> "/findings/" + Planted.ownerless(stories).id()),
  FINDING_ORPHAN(stories -> "/findings/" + Planted.orphan(stories).id()),
  IDENTITY_MARTA(stories -> "/identities?key=" + in(identity(stories.toxicPair().person()))),
  IDENTITY_DARIO(stories -> "/identities?key=" + in(identity(stories.adminSafe().person()))),
  IDENTITY_DARIO_ACCESS(
      stories -> "/identities?tab=access&key=" + in(identity(stories.adminSafe().person()))),
  IDENTITY_DARIO_ACCOUNTS(
      stories -> "/identities?tab=accounts&key=" + in(identity(stories.adminSafe().person()))),
  IDENTITY_DARIO_FINDINGS(
      stories -> "/identities?tab=findings&key=" + in(identity(stories.adminSafe().person()))),
  IDENTITY_DARIO_CHANGES(
      stories -> "/identities?tab=changes&key=" + in(identity(stories.adminSafe().person()))),
  CHANGES(stories -> "/changes?key=" + in(key(stories.toxicPair().ledgerGroups().getLast()))),
  CONTAINER(stories -> "/containers?key=" + in(key(stories.adminSafe().container()))),
  GROUP(stories -> "/nodes?key=" + in(key(stories.toxicPair().ledgerGroups().getLast()))),
  ENTITLEMENT(stories -> "/nodes?key=" + in(key(stories.toxicPair().releasePayment()))),
  ACCOUNT(stories -> "/nodes?key=" + in(key(stories.toxicPair().ledgerAccount()))),
  PRIVILEGED_ACCOUNT(stories -> "/nodes?key=" + in(key(stories.adminSafe().secret()))),
  SOD(_ -> "/sod"),
  SOD_ALL_FUNCTIONS(_ -> "/sod?functions=all"),
  SOD_RULESET(_ -> "/sod/rulesets/larkspur"),
  SOD_NEW_RULESET(_ -> "/sod/new?from=finance"),
  QUERIES(_ -> "/queries"),
  QUERY(_ -> "/queries/safes-and-who-may-use-their-secrets?go=yes"),
  QUERY_WITH_VALUES(_ -> "/queries/access-gained-in-the-last-days"),
  QUERY_NEW(_ -> "/queries/new"),
  WORKBENCH_EMPTY(_ -> "/workbench"),
  WORKBENCH(stories -> "/workbench?now=yes&" + WorkbenchTest.basket(stories)),
  WORKBENCH_CUT(stories ->
      "/workbench?now=yes&goal=share&share=30&budget=4&spare=NOTHING&"
          + WorkbenchTest.basket(stories)),
  REMEDIATION(_ -> "/remediation"),
  UNATTENDED(_ -> "/remediation/unattended"),
  EVIDENCE(_ -> "/evidence"),
  SOURCES(_ -> "/sources"),
  SOURCE_HEALTH(_ -> "/sources/doorway/health"),
  SOURCE_TIMELINE(_ -> "/sources/doorway/timeline"),
  CORRELATION(_ -> "/correlation"),
  CONFORMANCE(_ -> "/sources/ledgerone/conformance"),
  SETTINGS(_ -> "/settings"),
  USERS(_ -> "/settings/users"),
  USER(_ -> "/settings/users/ana"),
  API_KEYS(_ -> "/settings/keys"),
  WEBHOOKS(_ -> "/settings/webhooks"),
  ACCOUNT_OF_MINE(_ -> "/settings/account"),
  SEARCH(_ -> "/search?q=okonjo"),
  SEARCH_EMPTY(_ -> "/search?q=nothing-is-called-so"),
  SEARCH_SAFES(_ -> "/search?kind=CONTAINER"),
  SEARCH_ALL(_ -> "/search"),
  EXPLORE(_ -> "/explore"),
  EXPLORE_DARIO(stories -> "/explore?focus=" + in(identity(stories.adminSafe().person()))),
  EXPLORE_SAFE(stories -> "/explore?focus=" + in(key(stories.adminSafe().container()))),
  EXPLORE_PATHS(stories ->
      "/explore?focus="
          + in(identity(stories.toxicPair().person()))
          + "&to="
          + in(key(stories.toxicPair().releasePayment())));

  private final Function<Stories, String> address;

  Place(Function<Stories, String> address) {
    this.address = address;
  }

  /// Where it is, without the server.
  String address(Stories stories) {
    return address.apply(stories);
  }

  /// Whether only an administrator may look.
  boolean isForAdministrators() {
    return this == USERS || this == USER || this == API_KEYS || this == WEBHOOKS;
  }

  /// What its pictures are called.
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String in(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8);
  }
}
