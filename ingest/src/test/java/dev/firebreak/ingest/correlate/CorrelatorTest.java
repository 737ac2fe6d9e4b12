package dev.firebreak.ingest.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;
import dev.firebreak.testkit.SharedNeo4j;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What correlation leaves in the graph, over a person's stay.
@ExtendWith(SharedNeo4j.class)
class CorrelatorTest {

  private static final String ANA =
      """
      {'id':'%s','userName':'ana','displayName':'Ana Costa','active':true,
       'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':{'department':'Finance'}}\
      """;

  private Scene scene;

  @BeforeEach
  void open() {
    scene = new Scene();
  }

  @AfterEach
  void close() {
    scene.close();
  }

  private List<String> people() {
    return scene.rows(
        """
        MATCH (i:Identity)
        OPTIONAL MATCH (i)-[r:OWNS]->(a)
        WITH i, r, a ORDER BY a.key
        WITH i, collect(a.key + ' by ' + r.rule) AS owned
        RETURN i.id + ' ' + i.name + ' ' + coalesce(toString(i.active), '?') + ' '
          + coalesce(i.kind, '?') + ' ' + coalesce(i.department, '-') + ' owns '
          + reduce(s = '', x IN owned | s + x + '; ') AS line
        ORDER BY line
        """);
  }

  @Test
  void aLeaverStaysWhoSheWasUntilTheLastAccountIsGoneAndReturnsAsHerself() {
    Served hr =
        scene
            .directory("hr")
            .has("/Users", ANA.formatted("u1"), "{'id':'u0','userName':'zed','active':true}");
    Served ledger =
        scene
            .application("ledger")
            .has("/Users", "{'id':'1','userName':'Ana'}", "{'id':'2','userName':'ana'}")
            .unguarded();
    hr.harvestAll();
    ledger.harvestAll();
    scene.correlate();
    String zed = "hr:u0 zed true PERSON - owns hr/User/u0 by authoritative source; ";
    assertThat(people())
        .containsExactly(
            zed,
            "hr:u1 Ana Costa true PERSON Finance owns hr/User/u1 by authoritative source; "
                + "ledger/User/1 by userName = userName; ledger/User/2 by userName = userName; ");

    hr.lacks("/Users", "u1").harvestAll();
    for (int i = 0; i < 2; i++) {
      Correlation correlation = scene.correlate();
      assertThat(correlation.unmatched()).isEmpty();
      assertThat(people())
          .containsExactly(
              zed,
              "hr:u1 Ana Costa false PERSON Finance owns "
                  + "ledger/User/1 by userName = userName; its authoritative account is gone; "
                  + "ledger/User/2 by userName = userName; its authoritative account is gone; ");
    }

    hr.has("/Users", ANA.formatted("u7")).harvestAll();
    scene.correlate();
    assertThat(people())
        .containsExactly(
            zed,
            "hr:u7 Ana Costa true PERSON Finance owns hr/User/u7 by authoritative source; "
                + "ledger/User/1 by userName = userName; ledger/User/2 by userName = userName; ");

    hr.lacks("/Users", "u7").harvestAll();
    ledger.lacks("/Users", "1").harvestAll();
    scene.correlate();
    assertThat(people()).hasSize(2);
    ledger.lacks("/Users", "2").has("/Users", "{'id':'3','userName':'other'}");
    assertThat(ledger.harvest().complete()).isTrue();
    scene.correlate();
    assertThat(people()).containsExactly(zed);
    assertThat(scene.rows("MATCH (i)-[r:OWNS]->(a) RETURN a.key AS key ORDER BY key"))
        .containsExactly("hr/User/u0");
  }

  @Test
  void aPrivilegedAccountWithoutAUserNameIsSaidToBeUnknown() {
    scene.directory("hr").has("/Users", "{'id':'u1','userName':'ana'}").harvestAll();
    scene
        .vault("vault")
        .has(
            "/PrivilegedData",
            """
            {'id':'1','name':'x','urn:firebreak:params:scim:schemas:extension:vault:1.0:PrivilegedData':
              {'system':'HR'}}\
            """)
        .harvestAll();
    scene.correlate();
    assertThat(scene.correlator().unresolvedSignIns())
        .containsExactly(
            "vault/PrivilegedData/1 signs in to source HR, but its user name is unknown");
  }
}
