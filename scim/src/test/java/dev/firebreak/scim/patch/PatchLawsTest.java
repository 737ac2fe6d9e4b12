package dev.firebreak.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import org.junit.jupiter.api.Test;

/// Laws over random users and patches. `-Dprop.seed=N` replays a failure, whose message names the
/// seed; `-Dprop.cases=N` tries more.
class PatchLawsTest {
  private static final int CASES = Integer.getInteger("prop.cases", 2000);

  @Test
  void whatLiesBetweenTwoResourcesMakesOneFromTheOther() {
    forAll((random, seed) -> leadsThere(random, seed, PatchLawsTest::made));
  }

  @Test
  void theLawCatchesADiffThatForgetsAnOperation() {
    assertThatThrownBy(() ->
            forAll((random, seed) ->
                leadsThere(
                    random,
                    seed,
                    (a, b) ->
                        PatchRequest.between(a, b)
                            .map(PatchRequest::operations)
                            .filter(operations -> operations.size() > 1)
                            .map(operations ->
                                new PatchRequest(operations.subList(1, operations.size()))
                                    .applyTo(a))
                            .orElseGet(() -> made(a, b)))))
        .isInstanceOf(AssertionError.class);
  }

  @Test
  void nothingLiesBetweenAResourceAndItself() {
    forAll((random, seed) -> {
      ScimResource user = random.user();
      assertThat(PatchRequest.between(user, user)).as(seed).isEmpty();
    });
  }

  @Test
  void theInverseOfAPatchBringsTheResourceBack() {
    int[] undone = {0};
    forAll((random, seed) -> {
      ScimResource before = random.user();
      PatchRequest patch = random.patch();
      Optional<ScimResource> after = applied(patch, before);
      if (after.isPresent()) {
        Optional<PatchRequest> inverse = patch.inverse(before);
        ScimResource back =
            inverse.map(request -> request.applyTo(after.get())).orElse(after.get());
        assertThat(States.of(back)).as(seed).isEqualTo(States.of(before));
        undone[0] += inverse.isPresent() ? 1 : 0;
      }
    });
    assertThat(undone[0]).as("patches that changed something").isGreaterThan(CASES / 4);
  }

  @Test
  void aPatchLeavesWhatItIsAppliedToAsItWas() {
    forAll((random, seed) -> {
      ScimResource before = random.user();
      PatchRequest patch = random.patch();
      String resource = before.body().toString();
      String message = patch.toJson().toString();
      Optional<ScimResource> after = applied(patch, before);
      after.ifPresent(changed -> changed.body().put("title", "changed later"));
      assertThat(before.body()).as(seed).hasToString(resource);
      assertThat(patch.toJson()).as(seed).hasToString(message);
    });
  }

  @Test
  void aPatchReadFromItsMessageIsTheSame() {
    forAll((random, seed) -> {
      PatchRequest patch = random.patch();
      PatchRequest read = PatchRequest.parse(patch.toJson().toString());
      assertThat(read.toJson().toString()).as(seed).isEqualTo(patch.toJson().toString());
    });
  }

  @Test
  void anOperationRepeatedChangesNothingMore() {
    forAll((random, seed) -> {
      ScimResource before = random.user();
      PatchOp one = random.patch().operations().get(0);
      var patch = new PatchRequest(List.of(one));
      if (one instanceof PatchOp.Remove) {
        applied(patch, before)
            .ifPresent(once ->
                assertThat(States.of(patch.applyTo(once))).as(seed).isEqualTo(States.of(once)));
      }
    });
  }

  private static void leadsThere(
      RandomResources random, String seed, BinaryOperator<ScimResource> way) {
    ScimResource a = random.user();
    ScimResource b = random.user();
    assertThat(States.of(way.apply(a, b))).as(seed).isEqualTo(States.of(b));
  }

  private static ScimResource made(ScimResource a, ScimResource b) {
    return PatchRequest.between(a, b).map(patch -> patch.applyTo(a)).orElse(a);
  }

  private static Optional<ScimResource> applied(PatchRequest patch, ScimResource before) {
    try {
      return Optional.of(patch.applyTo(before));
    } catch (PatchRefused e) {
      return Optional.empty();
    }
  }

  private static void forAll(BiConsumer<RandomResources, String> law) {
    Long replay = Long.getLong("prop.seed");
    for (int i = 0; i < CASES; i++) {
      long seed = replay != null ? replay : 20261122L + i;
      law.accept(new RandomResources(new SplittableRandom(seed)), "prop.seed=" + seed);
    }
  }
}
