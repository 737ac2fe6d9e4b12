package dev.firebreak.remediation.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.OddSource.Answer;
import java.io.IOException;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/// A permission that was made again is found, or found missing, whatever its source makes of
/// filters.
class PermissionSearchTest {
  private static final String WANTED = permission("p7", "c1", "g1");
  private static final String OTHER_HOLDER = permission("p8", "c1", "g2");
  private static final String OTHER_SAFE = permission("p9", "c2", "g1");

  private static String permission(String id, String container, String group) {
    return """
    {"id":"%s","container":{"value":"%s"},"group":{"value":"%s"},"rights":["Use"]}\
    """
        .formatted(id, container, group);
  }

  private static CreatePermission again() {
    return new RemovePermission(
            new NodeKey("vault", "ContainerPermission", "p1"),
            "SAFE",
            new NodeKey("vault", "Group", "g1"),
            "Finance",
            List.of("Use"))
        .inverse(
            (ArrayNode)
                JsonMapper.shared().readTree("[%s]".formatted(permission("p1", "c1", "g1"))));
  }

  private record Found(Reading reading, List<String> asked) {
    long listings() {
      return asked.stream().filter(each -> !each.contains("/p")).count();
    }

    String id() {
      return ((Reading.Shown) reading).live().resource().id();
    }
  }

  /// @param filtered what the source answers to a filter
  /// @param all what it lists without one
  private static Found search(Answer filtered, Answer all) throws IOException {
    Function<String, Answer> answers =
        path -> {
          if (path.contains("filter=")) {
            return filtered;
          }
          if (path.contains("/ContainerPermissions/p7")) {
            return new Answer(200, WANTED);
          }
          return path.contains("/ContainerPermissions?") ? all : OddSource.refused(404);
        };
    try (OddSource source = new OddSource(answers)) {
      assertThat(source.isByHand("vault")).isFalse();
      Reading reading = new LiveReader(source).read(again());
      return new Found(
          reading,
          source.asked.stream().filter(path -> path.contains("ContainerPermissions")).toList());
    }
  }

  private static Answer list(String... permissions) {
    return OddSource.listing(permissions);
  }

  @Test
  void aFilterThatFindsThePermissionIsEnough() throws Exception {
    Found found = search(list(OTHER_HOLDER, WANTED), list());
    assertThat(found.id()).isEqualTo("p7");
    assertThat(found.listings()).isEqualTo(1);
  }

  @Test
  void aFilterThatFindsOnlyOtherHoldersOfTheSafeIsBelieved() throws Exception {
    Found found = search(list(OTHER_HOLDER), list(WANTED));
    assertThat(found.reading()).isEqualTo(new Reading.Shown(Live.NOTHING));
    assertThat(found.listings()).isEqualTo(1);
  }

  @Test
  void aFilterThatFindsNothingAtAllIsNotBelieved() throws Exception {
    assertThat(search(list(), list(OTHER_SAFE, WANTED)).id()).isEqualTo("p7");
    assertThat(search(list(), list(OTHER_SAFE)).reading())
        .isEqualTo(new Reading.Shown(Live.NOTHING));
  }

  @Test
  void aFilterThatFindsOtherSafesIsNone() throws Exception {
    assertThat(search(list(OTHER_SAFE), list(WANTED)).id()).isEqualTo("p7");
  }

  @Test
  void whereFiltersAreRefusedAllPermissionsAreRead() throws Exception {
    assertThat(search(OddSource.refused(400), list(WANTED)).id()).isEqualTo("p7");
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 500})
  void whatCannotBeListedIsNotFoundMissing(int status) throws Exception {
    assertThat(search(OddSource.refused(400), OddSource.refused(status)).reading())
        .isInstanceOf(Reading.Unanswered.class);
  }

  @Test
  void whoMayNotListIsNotAnsweredByAnotherListing() throws Exception {
    Found found = search(OddSource.refused(403), list(WANTED));
    assertThat(found.reading()).isInstanceOf(Reading.Unauthorized.class);
    assertThat(found.listings()).isEqualTo(1);
  }

  @Test
  void aPermissionThatIsListedAndCannotBeReadAloneIsSaidToBe() throws Exception {
    Found found = search(list(permission("p6", "c1", "g1")), list());
    assertThat(found.reading())
        .isEqualTo(new Reading.Unanswered("the permission is listed and cannot be read alone"));
  }

  @Test
  void anAnswerWithoutABodyIsNone() throws Exception {
    try (OddSource source = new OddSource(_ -> new Answer(200, ""))) {
      assertThat(new LiveReader(source).read(new NodeKey("vault", "Group", "g1")))
          .isInstanceOf(Reading.Unanswered.class);
    }
    try (OddSource source = new OddSource(_ -> new Answer(204, ""))) {
      assertThat(new LiveReader(source).read(new NodeKey("vault", "Group", "g1")))
          .isInstanceOf(Reading.Unanswered.class);
    }
  }

  @Test
  void anIdThatCannotBeAskedForIsNotRead() throws Exception {
    try (OddSource source = new OddSource(_ -> new Answer(200, WANTED))) {
      assertThat(new LiveReader(source).read(new NodeKey("vault", "Group", "..")))
          .isInstanceOfSatisfying(
              Reading.Unanswered.class,
              reading -> assertThat(reading.detail()).contains("nothing was sent"));
      assertThat(source.asked).isEmpty();
    }
  }
}
