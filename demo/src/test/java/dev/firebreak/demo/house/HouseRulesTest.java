package dev.firebreak.demo.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.lang.classfile.ClassFile;
import java.lang.constant.ClassDesc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HouseRulesTest {

  private static final String PLANTED = "dev.firebreak.demo.house.planted";
  private static final HouseRules HOUSE = new HouseRules("dev.firebreak");
  private static final HouseRules PLANTED_HOUSE = new HouseRules(PLANTED);

  private static final JavaClasses PRODUCT =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages("dev.firebreak");

  private static final JavaClasses TESTS =
      new ClassFileImporter()
          .withImportOption(location -> !location.contains("/demo/house/planted/"))
          .importPaths(
              Repository.modules().stream()
                  .map(module -> module.resolve("target/test-classes"))
                  .filter(Files::isDirectory)
                  .toList());

  private static final JavaClasses FAULTS = new ClassFileImporter().importPackages(PLANTED);

  /// A rule, the planted names that it must report, and those that it must not.
  private record Rule(
      String name, Function<HouseRules, ArchRule> of, List<String> faults, List<String> fine) {

    Rule(String name, Function<HouseRules, ArchRule> of, String... faults) {
      this(name, of, List.of(faults), List.of());
    }

    Rule butNot(String... fine) {
      return new Rule(name, of, faults, List.of(fine));
    }

    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<Rule> PRODUCT_RULES =
      List.of(
          new Rule(
                  "arrows between modules",
                  HouseRules::arrowsBetweenModules,
                  "ScimKnowsGraph",
                  "GraphKnowsScim",
                  "EmbeddedKnowsGraph",
                  "ProvidersKnowScim",
                  "IngestKnowsAnalytics",
                  "AnalyticsKnowsIngest",
                  "RemediationKnowsIngest",
                  "WebKnowsEmbedded",
                  "JoinKnowsAnalytics",
                  "DemoKnowsTestkit",
                  "TestkitKnowsGraph")
              .butNot("AsksAndWrites", "StoresFindings"),
          new Rule(
              "no cycles between packages", HouseRules::noCyclesBetweenPackages, "Here", "There"),
          new Rule(
                  "driver only in graph.store",
                  HouseRules::driverOnlyInGraphStore,
                  "AsksPastTheDoor")
              .butNot("OpensTheDoor"),
          new Rule("server only in embedded", HouseRules::serverOnlyInEmbedded, "StartsServer")
              .butNot("AsksPastTheDoor"),
          new Rule("Spring only in web", HouseRules::springOnlyInWeb, "IsABean"),
          new Rule(
                  "analyses do not write",
                  HouseRules::analysesDoNotWrite,
                  "AsksAndWrites.writes()> calls method <"
                      + PLANTED
                      + ".graph.store.IdentityGraph.apply()",
                  "IdentityGraph.inOneTransaction()")
              .butNot("AsksAndWrites.asks()", "StoresFindings"),
          new Rule(
                  "plain names",
                  HouseRules::plainNames,
                  "KeyUtil>",
                  "KeyUtils>",
                  "PlanHelper>",
                  "SessionManager>",
                  "ServiceImpl>",
                  "AccountDto>",
                  "RowProcessor>")
              .butNot("Utilization"),
          new Rule(
                  "every package is marked and explained",
                  HouseRules::everyPackageIsMarkedAndExplained,
                  "GraphKnowsScim",
                  "Names")
              .butNot("Marked has"),
          new Rule(
                  "printing only on the command line",
                  HouseRules::printingOnlyOnTheCommandLine,
                  "Speaks.prints()",
                  "Speaks.dumps(")
              .butNot("Answers"),
          new Rule("one logging facade", HouseRules::oneLoggingFacade, "Speaks.logs()")
              .butNot("TellsSecrets"),
          new Rule("no XML parsers", HouseRules::noXmlParsers, "ReadsXml"),
          new Rule(
                  "revealed secrets are not logged",
                  HouseRules::revealedSecretsAreNotLogged,
                  "TellsSecrets.tells(")
              .butNot("keeps(", "logsSomethingElse("));

  private static final List<Rule> RULES_FOR_ALL_CODE =
      List.of(
          new Rule(
              "no sleeping", HouseRules::noSleeping, "Sleeps.sleeps()", "Sleeps.sleepsByUnit()"),
          new Rule(
              "no disabled tests", HouseRules::noDisabledTests, "Skipped.one()", "Skipped$All"));

  static List<Rule> productRules() {
    return PRODUCT_RULES;
  }

  static List<Rule> rulesForAllCode() {
    return RULES_FOR_ALL_CODE;
  }

  static List<Rule> allRules() {
    return Stream.concat(PRODUCT_RULES.stream(), RULES_FOR_ALL_CODE.stream()).toList();
  }

  @ParameterizedTest
  @MethodSource("productRules")
  void theProductKeeps(Rule rule) {
    rule.of().apply(HOUSE).check(PRODUCT);
  }

  @ParameterizedTest
  @MethodSource("rulesForAllCode")
  void productAndTestsKeep(Rule rule) {
    rule.of().apply(HOUSE).check(PRODUCT);
    rule.of().apply(HOUSE).check(TESTS);
  }

  @ParameterizedTest
  @MethodSource("allRules")
  void aPlantedFaultIsReported(Rule rule) {
    String report =
        String.join(
            "\n", rule.of().apply(PLANTED_HOUSE).evaluate(FAULTS).getFailureReport().getDetails());
    assertThat(report).contains(rule.faults());
    rule.fine().forEach(fine -> assertThat(report).doesNotContain(fine));
  }

  static Stream<Arguments> forbiddenLibraries() {
    return Stream.of("org.mockito.Mockito", "lombok.Data", "net.jqwik.api.Property")
        .map(Arguments::of);
  }

  @Test
  void productAndTestsUseNoForbiddenLibrary() {
    HOUSE.noForbiddenLibraries().check(PRODUCT);
    HOUSE.noForbiddenLibraries().check(TESTS);
  }

  @ParameterizedTest
  @MethodSource("forbiddenLibraries")
  void aForbiddenLibraryIsReported(String library, @TempDir Path folder) throws Exception {
    ClassFile.of()
        .buildTo(
            folder.resolve("Uses.class"),
            ClassDesc.of("planted.Uses"),
            type -> type.withField("mock", ClassDesc.of(library), ClassFile.ACC_STATIC));

    assertThat(
            HOUSE
                .noForbiddenLibraries()
                .evaluate(new ClassFileImporter().importPath(folder))
                .getFailureReport()
                .toString())
        .contains(library);
  }

  @Test
  void theRulesLookAtEveryModule() {
    for (String module : Arrows.ALLOWED.keySet()) {
      assertThat(PRODUCT.stream().map(type -> type.getPackageName() + "."))
          .as("classes of module %s", module)
          .anyMatch(name -> name.startsWith("dev.firebreak." + module + "."));
    }
  }

  @Test
  void theRulesLookAtTheTestsOfEveryModule() {
    for (Path module : Repository.modules()) {
      Path sources = module.resolve("src/test/java");
      for (Path source : Repository.files(sources, "Test.java")) {
        String name =
            sources.relativize(source).toString().replace('/', '.').replaceFirst("\\.java$", "");
        assertThat(TESTS.contain(name)).as("%s is among the imported tests", name).isTrue();
      }
    }
  }
}
