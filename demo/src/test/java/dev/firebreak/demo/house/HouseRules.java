package dev.firebreak.demo.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchConditions.callCodeUnitWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.codeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.Set;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Disabled;

/// The rules of the house over all packages below a root: `dev.firebreak`, or a planted copy of its
/// shape that breaks each of them.
///
/// @param root the package above the modules
record HouseRules(String root) {

  private static final String[] FORBIDDEN_LIBRARIES = {
    "org.mockito..", "org.easymock..", "lombok..", "net.jqwik.."
  };

  ArchRule arrowsBetweenModules() {
    return classes().should(new Arrows(root)).as("modules import only along the arrows");
  }

  ArchRule noCyclesBetweenPackages() {
    return com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices()
        .matching(root + ".(**)")
        .should()
        .beFreeOfCycles();
  }

  ArchRule driverOnlyInGraphStore() {
    return noClasses()
        .that(not(in("graph.store", "testkit")))
        .should()
        .dependOnClassesThat(resideInAPackage("org.neo4j.driver.."))
        .as("the Neo4j driver lives only in graph.store");
  }

  ArchRule serverOnlyInEmbedded() {
    return noClasses()
        .that(not(in("embedded")))
        .should()
        .dependOnClassesThat(
            resideInAPackage("org.neo4j..").and(not(resideInAPackage("org.neo4j.driver.."))))
        .as("the Neo4j server lives only in embedded");
  }

  ArchRule springOnlyInWeb() {
    return noClasses()
        .that(not(in("web", "demo")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("org.springframework..", "org.thymeleaf..", "jakarta.servlet.."))
        .as("Spring lives only in web, and in the demo that starts it");
  }

  ArchRule analysesDoNotWrite() {
    String graph = root + ".graph.store.IdentityGraph";
    return noClasses()
        .that(in("analytics").and(not(in("analytics.run"))))
        .should(
            callCodeUnitWhere(
                describe(
                    "a write to the graph",
                    (JavaCall<?> call) ->
                        call.getTargetOwner().getName().startsWith(graph)
                            && Set.of("apply", "inOneTransaction")
                                .contains(call.getTarget().getName()))))
        .as("an analysis never writes to the graph; analytics.run stores its findings");
  }

  ArchRule plainNames() {
    return noClasses()
        .should()
        .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl|Dto|DTO|Processor)$")
        .as("a class is named by what it is");
  }

  ArchRule everyPackageIsMarkedAndExplained() {
    return classes().should(resideInAMarkedPackage());
  }

  private static ArchCondition<JavaClass> resideInAMarkedPackage() {
    return new ArchCondition<>("be in a package whose package-info says @NullMarked") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        if (!type.getPackage().isAnnotatedWith(NullMarked.class)) {
          events.add(
              SimpleConditionEvent.violated(
                  type, "%s has no package-info with @NullMarked".formatted(type.getName())));
        }
      }
    };
  }

  ArchRule printingOnlyOnTheCommandLine() {
    return noClasses()
        .that(not(in("web.cli", "demo")))
        .should()
        .accessTargetWhere(
            describe(
                "System.out or System.err",
                (JavaAccess<?> access) ->
                    access.getTargetOwner().isEquivalentTo(System.class)
                        && Set.of("out", "err").contains(access.getTarget().getName())))
        .orShould(
            callCodeUnitWhere(
                describe(
                    "printStackTrace() to the standard error stream",
                    (JavaCall<?> call) ->
                        call.getTarget().getName().equals("printStackTrace")
                            && call.getTarget().getRawParameterTypes().isEmpty())))
        .as("only the command line and the demo print");
  }

  ArchRule oneLoggingFacade() {
    return noClasses()
        .that(not(in("web.cli", "demo")))
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("java.util.logging..", "org.apache.logging..", "ch.qos.logback.."))
        .as("code logs through SLF4J");
  }

  ArchRule noSleeping() {
    return noCodeUnits()
        .should(
            callAny(
                "Thread.sleep or TimeUnit.sleep",
                target ->
                    target.getName().equals("sleep")
                        && (target.getOwner().isEquivalentTo(Thread.class)
                            || target
                                .getOwner()
                                .isEquivalentTo(java.util.concurrent.TimeUnit.class))))
        .as("nothing waits by sleeping: wait for the condition");
  }

  ArchRule noXmlParsers() {
    return noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage("javax.xml.parsers..", "javax.xml.stream.."))
        .as("nothing parses XML, so nothing resolves its entities");
  }

  ArchRule revealedSecretsAreNotLogged() {
    return noCodeUnits()
        .that(
            describe(
                "reveal a secret",
                (JavaCodeUnit unit) ->
                    unit.getCallsFromSelf().stream()
                        .anyMatch(call ->
                            call.getTargetOwner().getSimpleName().startsWith("Secret")
                                && call.getTarget().getName().equals("reveal"))))
        .should(
            callAny(
                "a logger",
                target ->
                    target.getOwner().getName().equals("org.slf4j.Logger")
                        || target.getOwner().getName().equals("java.lang.System$Logger")))
        .as("where a secret is revealed, nothing is logged");
  }

  ArchRule noForbiddenLibraries() {
    return noClasses()
        .should()
        .dependOnClassesThat(resideInAnyPackage(FORBIDDEN_LIBRARIES))
        .as("no mocks, no generated accessors, own property harness");
  }

  ArchRule noDisabledTests() {
    return codeUnits()
        .should()
        .notBeAnnotatedWith(Disabled.class)
        .andShould()
        .beDeclaredInClassesThat(
            describe("are not disabled", type -> !type.isAnnotatedWith(Disabled.class)))
        .as("no test is skipped");
  }

  private DescribedPredicate<JavaClass> in(String... packages) {
    String[] below = new String[packages.length];
    for (int i = 0; i < packages.length; i++) {
      below[i] = root + "." + packages[i] + "..";
    }
    return resideInAnyPackage(below);
  }

  private static ArchCondition<JavaCodeUnit> callAny(
      String what, java.util.function.Predicate<AccessTarget> target) {
    return new ArchCondition<>("call " + what) {
      @Override
      public void check(JavaCodeUnit unit, ConditionEvents events) {
        unit.getCallsFromSelf().stream()
            .filter(call -> target.test(call.getTarget()))
            .forEach(
                call -> events.add(SimpleConditionEvent.satisfied(unit, call.getDescription())));
      }
    };
  }
}
