package dev.firebreak.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every query that may change a node or an edge of the identity graph gives the part that it
/// touches a new revision, since a kept snapshot reads again only what says that it changed.
class GraphPartsTest {

  private static final Path FOLDER = Repository.ROOT.resolve("cypher/src/main/resources/cypher");
  private static final Pattern WRITES = Pattern.compile("(?m)^// mode: +write$");
  private static final Pattern IDENTITY_GRAPH =
      Pattern.compile(
          ":(Node|Identity|Source|Account|Group|Entitlement|Container|PrivilegedAccount)\\b|\\]->\\(\\)");

  /// History is beside the graph: to write of an edge that it appeared changes no edge.
  private static final Pattern CHANGES =
      Pattern.compile("\\b(SET|DELETE|MERGE|REMOVE)\\b|\\bCREATE\\s+\\((?!:AccessChange\\b)");

  private static final Pattern NEW_REVISION =
      Pattern.compile("GraphPart \\{source: [^}]*\\}\\)\\s+SET part\\.revision = randomUUID\\(\\)");

  private static boolean forgets(String text) {
    String statement = text.replaceAll("(?m)^//.*$", "");
    return WRITES.matcher(text).find()
        && IDENTITY_GRAPH.matcher(statement).find()
        && CHANGES.matcher(statement).find()
        && !NEW_REVISION.matcher(statement).find();
  }

  @Test
  void historyAloneChangesNoPart() {
    assertThat(
            forgets(
                "// mode:    write\nMATCH (a:Node {key: $a}) CREATE (:AccessChange {from: a.key})"))
        .isFalse();
  }

  @Test
  void everyQueryThatWritesTheGraphSaysWhichPartChanged() {
    List<String> forgotten =
        Repository.files(FOLDER, ".cypher").stream()
            .filter(file -> forgets(Repository.text(file)))
            .map(file -> FOLDER.relativize(file).toString())
            .toList();
    assertThat(forgotten).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MATCH (n:Node {key: $key}) SET n.name = 'x'",
        "MATCH (a:Account)-[r:HOLDS]->(:Entitlement) DELETE r",
        "MATCH (a:Node {key: $a}) MATCH (b:Node {key: $b}) CREATE (a)-[:HOLDS]->(b)",
        "MATCH (a:Node {key: $a}) CREATE (:AccessChange {from: a.key}) CREATE (n:Node {key: 'b'})",
        "MATCH ()-[r]->() WHERE elementId(r) = $edge SET r.missing = 's'",
        "MATCH (part:GraphPart {source: 's'}) MATCH (n:Node) DELETE n"
      })
  void aQueryThatForgetsItIsReported(String statement) {
    assertThat(forgets("// purpose: planted\n// mode:    write\n" + statement)).isTrue();
    assertThat(forgets("// purpose: planted\n// mode:    read\n" + statement)).isFalse();
  }
}
