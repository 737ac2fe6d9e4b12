package dev.firebreak.demo.rolemining;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.demo.rolemining.RoleMiningSet.Pair;
import dev.firebreak.demo.rolemining.RoleMiningSet.Role;
import dev.firebreak.graph.store.IdentityGraph;
import dev.firebreak.testkit.SharedNeo4j;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedNeo4j.class)
class RoleMiningTest {

  @Test
  void aGeneratedSetComesBackExactlyByCypherAndByJava(URI uri) throws IOException {
    RoleMiningSet set = generated(7);
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      RoleMiningCheck.Result result = RoleMiningCheck.run(set, graph, Clock.systemUTC());
      assertThat(result.exact()).as(result.toString()).isTrue();
      assertThat(result.byCypher()).isEqualTo(set.pairs().size()).isEqualTo(result.byJava());
    }
  }

  @Test
  void aPairThatNoRoleGivesIsNoticed(URI uri) throws IOException {
    RoleMiningSet set = generated(8);
    Set<Pair> more = new TreeSet<>(set.pairs());
    more.add(new Pair(1, 9_999));
    RoleMiningSet wrong = new RoleMiningSet(set.name(), set.roles(), more, true);
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      RoleMiningCheck.Result result = RoleMiningCheck.run(wrong, graph, Clock.systemUTC());
      assertThat(result.exact()).isFalse();
    }
  }

  @Test
  void aSetIsReadFromItsFilesByWhatTheyHold(@TempDir Path folder) throws IOException {
    Files.writeString(
        folder.resolve("small_roles.txt"),
        "role: 1\npermissions: 1, 2\nusers: 1\n\nrole: 2\npermissions: 2\nusers: 1, 3\n");
    assertThat(RoleMiningSet.read(folder, "small").pairs())
        .containsExactlyInAnyOrder(new Pair(1, 1), new Pair(1, 2), new Pair(3, 2));
    Files.writeString(folder.resolve("small.txt"), "1 1\n1 2\n3 2\n3 4\n");
    RoleMiningSet both = RoleMiningSet.read(folder, "small");
    assertThat(both.published()).isTrue();
    assertThat(both.pairs()).hasSize(4);
    assertThatThrownBy(() -> RoleMiningSet.read(folder, "other"))
        .hasMessageContaining("no decomposition of the set 'other'");
  }

  /// The published sets, in the folder that the build names: part of the build only where that
  /// exists.
  @Tag("real-data")
  @ParameterizedTest
  @ValueSource(strings = {"hc", "domino", "fire1", "fire2", "apj"})
  void aPublishedSetComesBackExactlyByCypherAndByJava(String name, URI uri) throws IOException {
    RoleMiningSet set = RoleMiningSet.read(Path.of(System.getProperty("firebreak.data")), name);
    try (IdentityGraph graph = IdentityGraph.connect(uri, null, null)) {
      RoleMiningCheck.Result result = RoleMiningCheck.run(set, graph, Clock.systemUTC());
      assertThat(result.exact()).as(result.toString()).isTrue();
    }
  }

  private static RoleMiningSet generated(long seed) {
    Random random = new Random(seed);
    List<Role> roles = new ArrayList<>();
    Set<Pair> pairs = new TreeSet<>();
    for (int role = 1; role <= 25; role++) {
      Set<Integer> users = some(random, 60, 8);
      Set<Integer> permissions = some(random, 90, 6);
      roles.add(new Role(Integer.toString(role), users, permissions));
      users.forEach(user -> permissions.forEach(p -> pairs.add(new Pair(user, p))));
    }
    return new RoleMiningSet("generated", roles, pairs, false);
  }

  private static Set<Integer> some(Random random, int bound, int most) {
    Set<Integer> some = new TreeSet<>();
    for (int i = random.nextInt(most) + 1; i > 0; i--) {
      some.add(random.nextInt(bound) + 1);
    }
    return some;
  }
}
