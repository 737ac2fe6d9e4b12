package dev.firebreak.ingest.usage;

import dev.firebreak.ingest.usage.UsageImport.Target;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// By what a usage feed may call the accounts and entitlements of one source. An id is compared as
/// it is, a name without regard to case; a name that several have names none of them.
final class UsageNames {

  private final String source;
  private final Vocabulary accounts = new Vocabulary();
  private final Vocabulary entitlements = new Vocabulary();

  UsageNames(String source, List<Target> targets) {
    this.source = source;
    for (Target target : targets) {
      if (target.account()) {
        accounts.ids.call(target.id(), target.key());
        accounts.values.call(target.userName(), target.key());
      } else {
        entitlements.ids.call(target.id(), target.key());
        entitlements.resourceIds.call(target.resourceId(), target.key());
        entitlements.values.call(target.value(), target.key());
        entitlements.names.call(target.name(), target.key());
      }
    }
  }

  /// The key of the account with this id or user name.
  String account(String name) {
    return accounts.find("account", name);
  }

  /// The key of the entitlement with this id, value or name.
  String entitlement(String name) {
    return entitlements.find("entitlement", name);
  }

  /// The key of the account with one of these names, the first that anybody has; empty where there
  /// is none.
  Optional<String> anyAccount(List<String> names) {
    return names.stream().flatMap(name -> accounts.seek("account", name).stream()).findFirst();
  }

  /// A use, if its account and its entitlement are known; empty also where a name may mean several.
  Optional<UseRow> use(List<String> account, String entitlement, Instant at, long count) {
    try {
      return anyAccount(account)
          .flatMap(holder ->
              allEntitlements(List.of(entitlement)).stream()
                  .findFirst()
                  .map(held -> UseRow.of(holder, held, at, count)));
    } catch (UsageRow.BadRow e) {
      return Optional.empty();
    }
  }

  /// The keys of all entitlements with one of these names.
  List<String> allEntitlements(List<String> names) {
    return names.stream()
        .flatMap(name -> entitlements.seek("entitlement", name).stream())
        .distinct()
        .toList();
  }

  /// Names by precedence, each to what it may mean.
  private final class Vocabulary {
    private final Level ids = new Level(true, new HashMap<>());
    private final Level resourceIds = new Level(true, new HashMap<>());
    private final Level values = new Level(false, new HashMap<>());
    private final Level names = new Level(false, new HashMap<>());

    String find(String what, String name) {
      return seek(what, name)
          .orElseThrow(() ->
              new UsageRow.Stranger("source %s has no %s '%s'".formatted(source, what, name)));
    }

    Optional<String> seek(String what, String name) {
      for (Level level : List.of(ids, resourceIds, values, names)) {
        Set<String> found = level.find(name);
        if (found.size() == 1) {
          return Optional.of(found.iterator().next());
        }
        if (found.size() > 1) {
          throw new UsageRow.BadRow(
              "source %s has %d of the %s '%s' (%s); name one by its id"
                  .formatted(source, found.size(), what, name, String.join(", ", found)));
        }
      }
      return Optional.empty();
    }
  }

  /// Names of one sort, each to the keys that it may mean.
  private record Level(boolean caseExact, Map<String, Set<String>> keys) {

    void call(@Nullable String name, String key) {
      if (name != null) {
        keys.computeIfAbsent(folded(name), n -> new TreeSet<>()).add(key);
      }
    }

    Set<String> find(String name) {
      return keys.getOrDefault(folded(name), Set.of());
    }

    private String folded(String name) {
      return caseExact ? name : name.strip().toLowerCase(Locale.ROOT);
    }
  }
}
