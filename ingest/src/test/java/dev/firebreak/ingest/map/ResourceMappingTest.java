package dev.firebreak.ingest.map;

import static dev.firebreak.graph.schema.EdgeKind.HOLDS;
import static dev.firebreak.graph.schema.EdgeKind.IMPLIES;
import static dev.firebreak.graph.schema.EdgeKind.MEMBER_OF;
import static dev.firebreak.graph.schema.EdgeKind.OPENS;
import static dev.firebreak.scim.resource.ResourceType.CONTAINER_PERMISSION;
import static dev.firebreak.scim.resource.ResourceType.ENTITLEMENT;
import static dev.firebreak.scim.resource.ResourceType.GROUP;
import static dev.firebreak.scim.resource.ResourceType.ROLE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Groups, roles, entitlements and permissions.
class ResourceMappingTest {

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
        Mapped.of(GROUP, "{\"id\":\"g\",\"members\":[" + member + ",{'value':'z','type':'User'}]}");
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
    MappedRows rows = Mapped.of(ROLE, "{'value':'boss','contains':['clerk',{'value':'pay'}]}");
    assertThat(rows.entitlements()).extracting(ResourceRow::key).containsExactly("s/Role/boss");
    assertThat(rows.edges().get(IMPLIES))
        .extracting(EdgeRow::to)
        .containsExactly(
            List.of("s/Entitlement/clerk", "s/Role/clerk"),
            List.of("s/Entitlement/pay", "s/Role/pay"));
  }

  @Test
  void anEntitlementIsKnownByItsIdAsWell() {
    MappedRows rows = Mapped.of(ENTITLEMENT, "{'id':'17','value':'pay'}", "{'id':'x','value':'x'}");
    assertThat(rows.aliases()).containsExactly(Map.entry("s/Entitlement/17", "s/Entitlement/pay"));
  }

  @Test
  void aResourceThatCannotBeNamedIsRefusedAndLeavesNothing() {
    for (ResourceType type : ResourceType.values()) {
      MappedRows rows = MappedRows.empty();
      assertThatThrownBy(
              () -> Mapped.mapping().map(type, ScimResource.parse("{\"name\":\"n\"}"), rows))
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
    assertThatThrownBy(
            () -> Mapped.of(CONTAINER_PERMISSION, "{'id':'p'," + body + ",'rights':['Use']}"))
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
        Mapped.of(
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
}
