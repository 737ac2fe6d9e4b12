package dev.firebreak.demo.house;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The arrows between the modules: what each may import of ours. A module is the first package
/// below the root; `web.embedded` stands for itself, because only it may know the embedded
/// database.
final class Arrows extends ArchCondition<JavaClass> {

  private static final Set<String> PRODUCT =
      Set.of("scim", "graph", "ingest", "analytics", "remediation");

  /// Module to the modules that it may import, apart from itself.
  static final Map<String, Set<String>> ALLOWED =
      Map.of(
          "scim", Set.of(),
          "embedded", Set.of(),
          "providers", Set.of(),
          "graph", Set.of(),
          "ingest", Set.of("graph", "scim"),
          "analytics", Set.of("graph"),
          "remediation", Set.of("analytics", "graph", "scim"),
          "web", PRODUCT,
          "web.embedded", Set.of("embedded", "web"),
          "demo",
              Set.of(
                  "scim",
                  "graph",
                  "ingest",
                  "analytics",
                  "remediation",
                  "web",
                  "embedded",
                  "providers"));

  /// Modules for tests only, which no other may import: module to what it imports.
  static final Map<String, Set<String>> TEST_SUPPORT = Map.of("testkit", Set.of("embedded"));

  private final String root;

  Arrows(String root) {
    super("only import modules that an arrow leads to");
    this.root = root;
  }

  @Override
  public void check(JavaClass from, ConditionEvents events) {
    Optional<String> module = module(from);
    if (module.isEmpty()) {
      return;
    }
    Set<String> allowed = allowed(module.get());
    for (Dependency dependency : from.getDirectDependenciesFromSelf()) {
      Optional<String> target = module(dependency.getTargetClass());
      if (target.isPresent() && !target.equals(module) && !allowed.contains(target.get())) {
        events.add(
            SimpleConditionEvent.violated(
                from,
                "module %s must not import module %s: %s"
                    .formatted(module.get(), target.get(), dependency.getDescription())));
      }
    }
  }

  private static Set<String> allowed(String module) {
    Set<String> allowed = ALLOWED.getOrDefault(module, TEST_SUPPORT.get(module));
    if (allowed == null) {
      throw new IllegalStateException(
          "module %s has no arrows yet; say in Arrows what it may import".formatted(module));
    }
    return allowed;
  }

  private Optional<String> module(JavaClass type) {
    String name = type.getBaseComponentType().getPackageName();
    if (!name.startsWith(root + ".")) {
      return Optional.empty();
    }
    List<String> below = List.of(name.substring(root.length() + 1).split("\\."));
    return Optional.of(
        below.size() > 1 && below.subList(0, 2).equals(List.of("web", "embedded"))
            ? "web.embedded"
            : below.getFirst());
  }
}
