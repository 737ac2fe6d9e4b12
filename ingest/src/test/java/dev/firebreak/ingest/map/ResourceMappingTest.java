package dev.firebreak.ingest.map;

import static dev.firebreak.graph.schema.EdgeKind.HOLDS;
import static dev.firebreak.graph.schema.EdgeKind.IMPLIES;
import static dev.firebreak.graph.schema.EdgeKind.MEMBER_OF;
import static dev.firebreak.graph.schema.EdgeKind.OPENS;
import static dev.firebreak.ingest.scene.Served.json;
import static dev.firebreak.scim.resource.ResourceType.CONTAINER_PERMISSION;
import static dev.firebreak.scim.resource.ResourceType.ENTITLEMENT;
import static dev.firebreak.scim.resource.ResourceType.GROUP;
import static dev.firebreak.scim.resource.ResourceType.ROLE;
import static dev.firebreak.scim.resource.ResourceType.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.graph.model.IdentityKind;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import dev.firebreak.testkit.Seeds;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class ResourceMappingTest {

  private static final SourceMapping MAPPING =
      new SourceMapping(
          null,
          null,
          null,
          null,
          new SourceMapping.Match("userType", "Service"),
          new SourceMapping.Match("userType", "Agent"),
          List.of("entitlements"),
          Set.of("Use"),
          null,
          "login",
          "system");

  private static MappedRows map(ResourceType type, String... resources) {
    MappedRows rows = MappedRows.empty();
    for (String resource : resources) {
      mapping().map(type, ScimResource.parse(json(resource)), rows);
    }
    return rows;
  }

  private static ResourceMapping mapping() {
    return new ResourceMapping(
        Served.declared("s", Kind.VAULT, URI.create("https://s.example"), MAPPING), List.of());
  }

  private static AccountRow account(String resource) {
    return map(USER, resource).accounts().getFirst();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          true      | true  | -
          false     | false | -
          'TRUE'    | true  | -
          'False'   | false | -
          null      | -     | -
          'perhaps' | -     | source s: User 1: active is neither true nor false; it counts as unknown
          7         | -     | source s: User 1: active is neither true nor false; it counts as unknown
          {}        | -     | source s: User 1: active is neither true nor false; it counts as unknown
          """)
  void activeIsTrueFalseOrUnknownNeverGuessed(String active, Boolean expected, String problem) {
    MappedRows rows = map(USER, "{'id':'1','userName':'a','active':" + active + "}");
    assertThat(rows.accounts().getFirst().active()).isEqualTo(expected);
    assertThat(rows.problems()).isEqualTo(problem == null ? List.of() : List.of(problem));
  }

  @Test
  void aUserWithoutActiveIsUnknown() {
    assertThat(account("{'id':'1','userName':'a'}").active()).isNull();
  }

  @Test
  void theNameIsTheBestThereIs() {
    assertThat(
            account("{'id':'1','userName':'a','displayName':'D','name':{'formatted':'F'}}").name())
        .isEqualTo("D");
    assertThat(account("{'id':'1','userName':'a','name':{'formatted':'F'}}").name()).isEqualTo("F");
    assertThat(account("{'id':'1','userName':'a','name':{'familyName':'L'}}").name())
        .isEqualTo("L");
    assertThat(account("{'id':'1','userName':'a'}").name()).isEqualTo("a");
  }

  @Test
  void aUserWithoutAUserNameIsKeptByItsIdAndSaidSo() {
    MappedRows rows = map(USER, "{'id':'1','userName':{'x':1}}");
    assertThat(rows.accounts().getFirst().userName()).isEqualTo("1");
    assertThat(rows.problems())
        .containsExactly(
            "source s: User 1: userName is no text; it counts as unknown",
            "source s: User 1: userName is missing; the id stands for it");
  }

  @Test
  void attributesOfTheWrongTypeAreNamedAndTheRestIsKept() {
    MappedRows rows =
        map(
            USER,
            """
            {'id':'1','userName':'a','displayName':{'x':[]},'title':true,'emails':'a@x.example',
             'entitlements':[{'display':'no value'},{'value':'e','since':'yesterday'},17,[]],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
               {'department':[{}],'employeeNumber':42}}\
            """);
    AccountRow account = rows.accounts().getFirst();
    assertThat(account.name()).isEqualTo("a");
    assertThat(account.title()).isEqualTo("true");
    assertThat(account.email()).isEqualTo("a@x.example");
    assertThat(account.employeeNumber()).isEqualTo("42");
    assertThat(account.department()).isNull();
    assertThat(rows.edges().get(HOLDS))
        .extracting(row -> row.to().getFirst())
        .containsExactly("s/Entitlement/e", "s/Entitlement/17");
    assertThat(rows.problems())
        .containsExactlyInAnyOrder(
            "source s: User 1: displayName is no text; it counts as unknown",
            "source s: User 1: urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department is no text; it counts as unknown",
            "source s: User 1: entitlements has an element without a value; it is not read",
            "source s: User 1: entitlements has an element without a value; it is not read",
            "source s: User 1: entitlements.since is not a time but 'yesterday'; it counts as unknown");
  }

  @Test
  void theKindMayComeFromANamePatternAndOwnerAndCustomAttributeFromAnywhere() {
    SourceMapping mapping =
        new SourceMapping(
            null,
            null,
            null,
            null,
            new SourceMapping.Match("userName", null, "SVC-*"),
            new SourceMapping.Match("userName", null, "*.bot.*"),
            null,
            null,
            null,
            null,
            null,
            "urn:example:Badge:number",
            "urn:example:Owner:mail");
    MappedRows rows = MappedRows.empty();
    ResourceMapping mapped =
        new ResourceMapping(
            Served.declared("s", Kind.DIRECTORY, URI.create("https://s.example"), mapping),
            List.of());
    for (String user :
        List.of(
            "{'id':'1','userName':'svc-pay','urn:example:Owner':{'mail':'a@x.example'}}",
            "{'id':'2','userName':'it.bot.7'}",
            "{'id':'3','userName':'ana.svc-','urn:example:Badge':{'number':42}}")) {
      mapped.map(USER, ScimResource.parse(json(user)), rows);
    }
    assertThat(rows.accounts())
        .extracting(AccountRow::kind, AccountRow::owner, AccountRow::correlation)
        .containsExactly(
            org.assertj.core.api.Assertions.tuple(IdentityKind.SERVICE, "a@x.example", null),
            org.assertj.core.api.Assertions.tuple(IdentityKind.AGENT, null, null),
            org.assertj.core.api.Assertions.tuple(IdentityKind.PERSON, null, "42"));
  }

  @Test
  void theKindComesFromDeclaredAttributes() {
    assertThat(account("{'id':'1','userName':'a','userType':'SERVICE'}").kind())
        .isEqualTo(IdentityKind.SERVICE);
    assertThat(account("{'id':'1','userName':'a','userType':'agent'}").kind())
        .isEqualTo(IdentityKind.AGENT);
    assertThat(account("{'id':'1','userName':'a','userType':'Employee'}").kind())
        .isEqualTo(IdentityKind.PERSON);
    MappedRows undeclared = MappedRows.empty();
    new ResourceMapping(
            Served.declared(
                "s", Kind.DIRECTORY, URI.create("https://s.example"), SourceMapping.DEFAULT),
            List.of())
        .map(USER, ScimResource.parse("{\"id\":\"1\",\"userName\":\"a\"}"), undeclared);
    assertThat(undeclared.accounts().getFirst().kind()).isEqualTo(IdentityKind.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      nullValues = "-",
      textBlock =
          """
          {"value":"7","type":"User"}                            | s/User/7
          {"value":"7","type":"group"}                           | s/Group/7
          {"VALUE":"7","Type":"GROUP"}                           | s/Group/7
          {"value":"7","$ref":"https://x/scim/v2/Groups/7"}      | s/Group/7
          {"value":"7","$ref":"Users/7"}                         | s/User/7
          {"value":"7","type":"User","$ref":"../Groups/7"}       | s/User/7
          {"$ref":"../users/a%2Fb%20c"}                          | s/User/a%2Fb c
          {"$ref":"https://groups.example/Users/7?attributes=id"}| s/User/7
          {"value":7}                                            | s/User/7,s/Group/7
          {"value":"7","type":"direct"}                          | s/User/7,s/Group/7
          "7"                                                    | s/User/7,s/Group/7
          {"$ref":"nonsense"}                                    | -
          {"display":"Ana"}                                      | -
          {"value":""}                                           | -
          true                                                   | -
          {"value":{"x":1}}                                      | -
          """)
  void aMemberMayBeWhatItsTypeElseItsReferenceSays(String member, String keys) {
    MappedRows rows =
        map(GROUP, "{\"id\":\"g\",\"members\":[" + member + ",{'value':'z','type':'User'}]}");
    List<EdgeRow> members = rows.edges().get(MEMBER_OF);
    if (keys == null) {
      assertThat(members).hasSize(1);
      assertThat(rows.problems())
          .containsExactly(
              "source s: Group g: members has an element without a value; it is not read");
    } else {
      assertThat(members.getFirst().from()).containsExactly(keys.split(",", -1));
      assertThat(rows.problems()).isEmpty();
    }
  }

  @Test
  void aRoleWithoutAnIdIsHeldByItsValue() {
    MappedRows rows = map(ROLE, "{'value':'boss','contains':['clerk',{'value':'pay'}]}");
    assertThat(rows.entitlements()).extracting(ResourceRow::key).containsExactly("s/Role/boss");
    assertThat(rows.edges().get(IMPLIES))
        .extracting(EdgeRow::to)
        .containsExactly(
            List.of("s/Entitlement/clerk", "s/Role/clerk"),
            List.of("s/Entitlement/pay", "s/Role/pay"));
  }

  @Test
  void anEntitlementIsKnownByItsIdAsWell() {
    MappedRows rows = map(ENTITLEMENT, "{'id':'17','value':'pay'}", "{'id':'x','value':'x'}");
    assertThat(rows.aliases()).containsExactly(Map.entry("s/Entitlement/17", "s/Entitlement/pay"));
  }

  @Test
  void aResourceThatCannotBeNamedIsRefusedAndLeavesNothing() {
    for (ResourceType type : ResourceType.values()) {
      MappedRows rows = MappedRows.empty();
      assertThatThrownBy(() -> mapping().map(type, ScimResource.parse("{\"name\":\"n\"}"), rows))
          .isInstanceOfAny(UnusableResource.class, IllegalArgumentException.class);
      assertThat(rows.nodeCount()).isZero();
      assertThat(rows.edges()).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          'user':{'value':'1'}                                              | container is missing; its rights are not read
          'container':{'value':'c'}                                         | user and group: exactly one of the two is needed; its rights are not read
          'container':{'value':'c'},'user':{'value':'1'},'group':{'value':'2'} | user and group: exactly one of the two is needed; its rights are not read
          'container':{'value':'c'},'user':{'display':'Ana'}                | user and group: exactly one of the two is needed; its rights are not read
          """)
  void aPermissionThatDoesNotSayWhoOrOnWhatIsRefused(String body, String problem) {
    assertThatThrownBy(() -> map(CONTAINER_PERMISSION, "{'id':'p'," + body + ",'rights':['Use']}"))
        .isInstanceOfSatisfying(
            UnusableResource.class,
            refused -> {
              assertThat(refused.reason()).isEqualTo("ContainerPermission p: " + problem);
              assertThat(refused.pointer())
                  .isEqualTo(problem.startsWith("container") ? "/container" : "/user");
            });
  }

  @Test
  void onlyADeclaredRightOpensWhateverItsCase() {
    MappedRows rows =
        map(
            CONTAINER_PERMISSION,
            """
            {'id':'p','container':{'value':'c','name':'Safe'},'user':{'value':'1'},
             'rights':['USE','List','','Use:all',{'x':1}]}\
            """);
    assertThat(rows.edges().get(HOLDS))
        .extracting(row -> row.to().getFirst())
        .containsExactly(
            "s/ContainerRight/c:USE", "s/ContainerRight/c:List", "s/ContainerRight/c:Use%253Aall");
    assertThat(rows.edges().get(OPENS))
        .extracting(row -> row.from().getFirst())
        .containsExactly("s/ContainerRight/c:USE");
    assertThat(rows.entitlements()).extracting(ResourceRow::name).contains("List on Safe");
    assertThat(rows.problems()).hasSize(2).allMatch(p -> p.contains("rights has an element"));
  }

  @Test
  void twoStatementsOfOneEdgeHoldFromTheEarlierStartToTheLaterEnd() {
    Instant early = Instant.parse("2026-01-01T00:00:00Z");
    Instant late = Instant.parse("2026-06-01T00:00:00Z");
    EdgeRow a = new EdgeRow(List.of("a"), List.of("b"), "v", "x", late, early, early);
    EdgeRow b = new EdgeRow(List.of("a"), List.of("b"), "v", "x", early, late, late);
    EdgeRow open = new EdgeRow(List.of("a"), List.of("b"), "v", "x", null, null, null);
    EdgeRow both = new EdgeRow(List.of("a"), List.of("b"), "v", "x", early, early, late);
    assertThat(a.widenedBy(b)).isEqualTo(both);
    assertThat(b.widenedBy(a)).isEqualTo(both);
    assertThat(a.widenedBy(open)).isEqualTo(open.widenedBy(a));
    assertThat(a.widenedBy(open).validTo()).isNull();
    assertThat(a.widenedBy(open).since()).isEqualTo(late);
  }

  static LongStream seeds() {
    return Seeds.of(300);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void anyJsonObjectIsMappedOrRefusedAndNeverBreaksTheMapping(long seed) {
    Random random = new Random(seed);
    for (ResourceType type : ResourceType.values()) {
      MappedRows rows = MappedRows.empty();
      ObjectNode body = (ObjectNode) Chaos.node(random, 0);
      if (random.nextInt(8) > 0) {
        body.put("id", "i" + random.nextInt(9));
      }
      try {
        mapping().map(type, new ScimResource(body), rows);
      } catch (UnusableResource | IllegalArgumentException refused) {
        assertThat(
                body.path("id").isString()
                    && type != ResourceType.PRIVILEGED_DATA_PERMISSION
                    && type != CONTAINER_PERMISSION)
            .as("%s of %s", refused, body)
            .isFalse();
      }
      for (var edges : rows.edges().entrySet()) {
        for (EdgeRow row : edges.getValue()) {
          assertThat(row.via()).startsWith("s/");
          assertThat(row.from()).isNotEmpty().allMatch(key -> isKey(edges.getKey(), key));
          assertThat(row.to()).isNotEmpty().allMatch(key -> isKey(edges.getKey(), key));
        }
      }
    }
  }

  private static boolean isKey(EdgeKind kind, String key) {
    assertThat(key).as(kind.name()).matches("s/[^/]+/[^/]+");
    return true;
  }

  /// Objects made of the attribute names that the mapping reads, with values of any type.
  private static final class Chaos {
    private static final List<String> NAMES =
        List.of(
            "userName",
            "displayName",
            "name",
            "active",
            "emails",
            "entitlements",
            "roles",
            "members",
            "value",
            "$ref",
            "type",
            "display",
            "primary",
            "since",
            "validTo",
            "contains",
            "container",
            "user",
            "group",
            "rights",
            "parent",
            "privilegedData",
            "description",
            "meta",
            "VALUE",
            "userType",
            "login",
            "system",
            "urn:ietf:params:scim:schemas:pam:1.0:LinkedObject",
            "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User");
    private static final List<String> WORDS =
        List.of("", " ", "x", "true", "2026-01-01T00:00:00Z", "../Users/7", "/", "a/b%", "User");

    private static JsonNode node(Random random, int depth) {
      JsonNodeFactory json = JsonNodeFactory.instance;
      int kind = depth == 0 ? 0 : random.nextInt(depth > 3 ? 5 : 8);
      return switch (kind) {
        case 1 -> json.booleanNode(random.nextBoolean());
        case 2 -> json.numberNode(random.nextInt(100));
        case 3 -> json.nullNode();
        case 4, 5 -> json.stringNode(WORDS.get(random.nextInt(WORDS.size())));
        case 6 -> {
          var array = json.arrayNode();
          for (int i = random.nextInt(4); i > 0; i--) {
            array.add(node(random, depth + 1));
          }
          yield array;
        }
        default -> {
          ObjectNode object = json.objectNode();
          for (int i = depth == 0 ? 8 : random.nextInt(5); i > 0; i--) {
            object.set(NAMES.get(random.nextInt(NAMES.size())), node(random, depth + 1));
          }
          yield object;
        }
      };
    }
  }
}
