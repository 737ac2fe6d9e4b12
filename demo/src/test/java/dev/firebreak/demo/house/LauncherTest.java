package dev.firebreak.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.demo.house.Checkout.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The script `firebreak`, run with stand-ins for Java and Maven.
class LauncherTest {

  private Checkout checkout;

  @BeforeEach
  void inAFolderOfItsOwn(@TempDir Path folder) throws IOException {
    checkout = new Checkout(folder);
  }

  private void assertAsksForAJdk(Result result) throws IOException {
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("install a JDK 25 or later", "JAVA_HOME");
    assertThat(checkout.calls()).isEmpty();
  }

  @Test
  void withoutAnyJdkItSaysWhatToInstall() throws Exception {
    checkout.maven();
    assertAsksForAJdk(checkout.run("demo"));
  }

  @Test
  void aJdk17IsNotEnoughWhereverItStands() throws Exception {
    Path old = checkout.jdk("jdk-17", 17);
    checkout.maven().javaOnThePath(old).with("JAVA_HOME", old.toString());
    assertAsksForAJdk(checkout.run("demo"));
  }

  @Test
  void javaHomeGoesBeforeThePathAndTheUsualPlaces() throws Exception {
    Path wanted = checkout.jdk("wanted", 27);
    checkout
        .maven()
        .javaOnThePath(checkout.jdk("on-the-path", 26))
        .with("JAVA_HOME", wanted.toString());
    checkout.jdk("usual", 25);
    checkout.run("--help");
    assertThat(checkout.calls())
        .anyMatch(call -> call.startsWith("java wanted "))
        .anyMatch(call -> call.startsWith("mvn " + wanted))
        .noneMatch(call -> call.startsWith("java on-the-path") || call.startsWith("java usual"));
  }

  @Test
  void anOldJavaHomeGivesWayToTheJavaOnThePath() throws Exception {
    Path old = checkout.jdk("jdk-17", 17);
    checkout
        .maven()
        .javaOnThePath(checkout.jdk("on-the-path", 26))
        .with("JAVA_HOME", old.toString());
    checkout.jdk("usual", 25);
    checkout.run("--help");
    assertThat(checkout.calls()).anyMatch(call -> call.startsWith("java on-the-path "));
  }

  @Test
  void inTheUsualPlacesItTakesTheOldestThatIsNewEnough() throws Exception {
    checkout.maven();
    checkout.jdk("a-17", 17);
    checkout.jdk("b-26", 26);
    checkout.jdk("c-25", 25);
    checkout.run("--help");
    assertThat(checkout.calls()).anyMatch(call -> call.startsWith("java c-25 "));
  }

  @Test
  void withoutMavenItSaysWhatToInstallOnlyIfItMustBuild() throws Exception {
    checkout.jdk("jdk-25", 25);
    Result result = checkout.run("--help");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err().lines()).hasSize(1);
    assertThat(result.err()).contains("install Maven 3.8");

    Files.createDirectories(checkout.jar().getParent());
    Files.writeString(checkout.jar(), "jar");
    assertThat(checkout.run("--help").exitCode()).isZero();
  }

  @Test
  void itBuildsOnlyWhatIsMissingOrOlderThanItsSources() throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    assertThat(checkout.run("--help").err()).contains("building");
    assertThat(checkout.calls())
        .anyMatch(call ->
            call.startsWith("mvn ")
                && call.endsWith(
                    "-q -B -Dstyle.color=never -Dquick -Dmaven.test.skip=true -pl demo -am"
                        + " package"));

    assertThat(checkout.run("--help").err()).isEmpty();
    assertThat(checkout.calls()).noneMatch(call -> call.startsWith("mvn "));

    Files.setLastModifiedTime(checkout.jar(), FileTime.from(Instant.now().minusSeconds(60)));
    Files.writeString(checkout.root.resolve("web/src/main/java/Web.java"), "changed");
    assertThat(checkout.run("--help").err()).contains("building");
    assertThat(checkout.run("--help").err())
        .as("Maven left the jar as it was, because another module changed")
        .isEmpty();
  }

  @Test
  void twoFirstStartsAtOnceBuildOnceAndTheSecondSaysThatItWaits() throws Exception {
    checkout.maven().with("STUB_BUILD_WAITS", "yes");
    checkout.jdk("jdk-25", 25);
    Checkout.Started first = checkout.start("-first", "demo");
    checkout.building();
    Checkout.Started second = checkout.start("-second", "--help");
    second.process().getOutputStream().close();
    second.says("waiting for another start of Firebreak to build it");
    first.process().getOutputStream().close();
    assertThat(first.ended().exitCode()).isZero();
    assertThat(second.ended().exitCode()).isZero();
    assertThat(second.ended().out()).isEqualTo("answer to --help\n");
    assertThat(checkout.calls()).filteredOn(call -> call.startsWith("mvn ")).hasSize(1);
    assertThat(checkout.run("--help").err()).isEmpty();
  }

  @Test
  void aBuildThatWasKilledIsTakenOver() throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Path turn = Files.createDirectories(checkout.root.resolve("target/firebreak-build"));
    Files.writeString(turn.resolve("pid"), gone.pid() + "\n");
    Result result = checkout.run("--help");
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).contains("building").doesNotContain("waiting");
    assertThat(turn).doesNotExist();
  }

  @Test
  void aBuildThatFailsGivesTheTurnBack() throws Exception {
    checkout.maven().with("STUB_BUILD_FAILS", "yes");
    checkout.jdk("jdk-25", 25);
    assertThat(checkout.run("--help").exitCode()).isEqualTo(2);
    assertThat(checkout.root.resolve("target/firebreak-build")).doesNotExist();
    checkout.with("STUB_BUILD_FAILS", "");
    assertThat(checkout.run("--help").exitCode()).isZero();
  }

  @Test
  void mavenSpeaksPlainlyAndDoesNotWarnOfItsOwnLibraries() throws Exception {
    checkout.maven().with("MAVEN_OPTS", "-Xmx1g");
    checkout.jdk("jdk-25", 25);
    assertThat(checkout.run("--help").err())
        .contains("--sun-misc-unsafe-memory-access=allow", "-Xmx1g");
    assertThat(checkout.calls()).anyMatch(call -> call.contains("-Dstyle.color=never"));
  }

  @Test
  void aRemovedSourceIsAChangeToo() throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    checkout.run("--help");
    Files.setLastModifiedTime(checkout.jar(), FileTime.from(Instant.now().minusSeconds(60)));
    Files.delete(checkout.root.resolve("web/src/main/java/Web.java"));
    assertThat(checkout.run("--help").err()).contains("building");
  }

  @Test
  void aBuildThatFailsEndsIt() throws Exception {
    checkout.maven().with("STUB_BUILD_FAILS", "yes");
    checkout.jdk("jdk-25", 25);
    Result result = checkout.run("--help");
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.out()).isEmpty();
    assertThat(result.err()).contains("a line of Maven", "the build failed");
    assertThat(checkout.calls()).noneMatch(call -> call.startsWith("java "));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 70})
  void theExitCodeIsTheCommands(int exitCode) throws Exception {
    checkout.maven().with("STUB_EXIT", Integer.toString(exitCode));
    checkout.jdk("jdk-25", 25);
    assertThat(checkout.run("verify-evidence", "data").exitCode()).isEqualTo(exitCode);
  }

  @Test
  void standardOutputBelongsToTheCommandEvenWhenItBuildsAndPractises() throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    assertThat(checkout.run("serve", "--config", "my own.yaml").out())
        .isEqualTo("answer to my own.yaml\n");
  }

  @Test
  void javaTakesThePlaceOfTheScriptSoThatSignalsReachIt() throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    Result result = checkout.run("verify-evidence", "data");
    assertThat(checkout.pidOfJava()).isEqualTo(result.pid());
  }

  @Test
  void theDemoPractisesOnceAndStartsFromThereUntilSomethingChanges() throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    assertThat(checkout.run("demo").err()).contains("preparing a quick start");
    assertThat(checkout.calls())
        .anyMatch(call -> call.contains("-XX:AOTCacheOutput=") && call.endsWith(" demo --train"))
        .last()
        .asString()
        .contains("-XX:AOTCache=");

    assertThat(checkout.run("demo").err()).isEmpty();
    assertThat(checkout.run("export", "access").err()).isEmpty();
    assertThat(checkout.calls()).hasSize(2).allMatch(call -> call.contains("-XX:AOTCache="));

    Files.writeString(checkout.jar().resolveSibling("lib/library.jar"), "another jar");
    assertThat(checkout.run("demo").err()).contains("preparing a quick start");

    Files.writeString(checkout.folder.resolve("jdks/jdk-25/release"), "JAVA_VERSION=\"25.0.2\"\n");
    assertThat(checkout.run("demo").err()).contains("preparing a quick start");
  }

  @Test
  void aPracticeRunThatFailsIsNotTriedAgain() throws Exception {
    checkout.maven().with("STUB_TRAINING_FAILS", "yes");
    checkout.jdk("jdk-25", 25);
    Result first = checkout.run("demo");
    assertThat(first.exitCode()).isZero();
    assertThat(first.err()).contains("going on without the quick start");
    checkout.calls();

    assertThat(checkout.run("demo").err()).isEmpty();
    assertThat(checkout.calls()).hasSize(1).noneMatch(call -> call.contains("AOTCache"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "verify-evidence", "export"})
  void quickCommandsNeverPractise(String command) throws Exception {
    checkout.maven();
    checkout.jdk("jdk-25", 25);
    checkout.run(command);
    assertThat(checkout.calls()).noneMatch(call -> call.contains("AOTCacheOutput"));
  }
}
