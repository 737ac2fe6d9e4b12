package dev.firebreak.ingest.map;

import static dev.firebreak.graph.schema.EdgeKind.HOLDS;
import static dev.firebreak.graph.schema.EdgeKind.ON;
import static dev.firebreak.graph.schema.EdgeKind.OPENS;
import static dev.firebreak.ingest.scene.Served.json;
import static dev.firebreak.scim.resource.ResourceType.GROUP;
import static dev.firebreak.scim.resource.ResourceType.PRIVILEGED_DATA_PERMISSION;
import static dev.firebreak.scim.resource.ResourceType.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.firebreak.ingest.scene.Served;
import dev.firebreak.ingest.source.SourceConfig.Kind;
import dev.firebreak.ingest.source.SourceMapping;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Rights on privileged accounts, and what stands for another source's.
class VaultMappingTest {
  private static final SourceMapping MAPPING =
      new SourceMapping(
          null, null, null, null, null, null, null, Set.of("Use"), null, "login", "system");

  private static MappedRows map(ResourceType type, String resource) {
    MappedRows rows = MappedRows.empty();
    var source = Served.declared("s", Kind.VAULT, URI.create("http://127.0.0.1/v2"), MAPPING);
    new ResourceMapping(source, List.of()).map(type, ScimResource.parse(json(resource)), rows);
    return rows;
  }

  @Test
  void aRightOnAPrivilegedAccountIsAnEntitlementThatMayOpenIt() {
    MappedRows rows =
        map(
            PRIVILEGED_DATA_PERMISSION,
            """
            {'id':'p','privilegedData':{'value':'52_88','display':'root'},'group':{'value':'g'},
             'rights':['Use','List']}\
            """);
    assertThat(rows.entitlements())
        .extracting(ResourceRow::key, ResourceRow::name, ResourceRow::right)
        .containsExactly(
            tuple("s/PrivilegedDataRight/52_88:Use", "Use on root", true),
            tuple("s/PrivilegedDataRight/52_88:List", "List on root", true));
    assertThat(rows.edges().get(HOLDS))
        .allMatch(row -> row.from().equals(List.of("s/Group/g")))
        .allMatch(row -> row.via().equals("s/PrivilegedDataPermission/p"));
    assertThat(rows.edges().get(ON))
        .hasSize(2)
        .allMatch(row -> row.to().equals(List.of("s/PrivilegedData/52_88")));
    assertThat(rows.edges().get(OPENS))
        .singleElement()
        .satisfies(row -> {
          assertThat(row.from()).containsExactly("s/PrivilegedDataRight/52_88:Use");
          assertThat(row.to()).containsExactly("s/PrivilegedData/52_88");
        });
  }

  @Test
  void aPermissionOnNoPrivilegedAccountIsRefused() {
    assertThatThrownBy(() ->
            map(PRIVILEGED_DATA_PERMISSION, "{'id':'p','user':{'value':'1'},'rights':['Use']}"))
        .isInstanceOfSatisfying(
            UnusableResource.class,
            refused -> {
              assertThat(refused.pointer()).isEqualTo("/privilegedData");
              assertThat(refused.reason())
                  .isEqualTo(
                      "PrivilegedDataPermission p: privilegedData is missing; its rights are not read");
            });
  }

  @ParameterizedTest
  @EnumSource(names = {"USER", "GROUP", "PRIVILEGED_DATA"})
  void aLinkedObjectIsKept(ResourceType type) {
    MappedRows rows =
        map(
            type,
            """
            {'id':'1','userName':'ana','displayName':'Ana','name':'x',
             'urn:ietf:params:scim:schemas:pam:1.0:LinkedObject':
               {'source':'ad','nativeIdentifier':'CN=Ana,DC=example'}}\
            """);
    String source;
    String id;
    if (type == USER) {
      source = rows.accounts().getFirst().linkedSource();
      id = rows.accounts().getFirst().linkedId();
    } else {
      ResourceRow row = (type == GROUP ? rows.groups() : rows.privilegedAccounts()).getFirst();
      source = row.linkedSource();
      id = row.linkedId();
    }
    assertThat(source).isEqualTo("ad");
    assertThat(id).isEqualTo("CN=Ana,DC=example");
  }
}
