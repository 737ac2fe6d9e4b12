package dev.firebreak.benchmarks.load;

import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What is read: addresses in which `{name}` stands for something that is drawn anew each time.
final class Reads {

  private static final Pattern HOLE = Pattern.compile("\\{([a-z]+)}");

  /// Pages and the parts of them that are asked for by themselves.
  static final List<String> PAGES =
      List.of(
          "/",
          "/findings",
          "/findings?kind=TOXIC",
          "/findings?severity=HIGH&sort=-age",
          "/findings?q={word}",
          "/findings?page=7",
          "/findings/{finding}",
          "/identities?key={identity}",
          "/identities?key={identity}&tab=rows",
          "/nodes?key={group}",
          "/nodes?key={account}",
          "/nodes?key={entitlement}",
          "/nodes?key={privileged}",
          "/containers?key={container}",
          "/changes?key={identity}",
          "/search?q={word}",
          "/search?q={word}&kind=GROUP",
          "/explore?focus={identity}",
          "/explore?focus={group}",
          "/explore?focus={entitlement}&way=reached-by",
          "/explore?focus={identity}&to={entitlement}",
          "/sod",
          "/sod/new",
          "/workbench",
          "/workbench/options?from={word}",
          "/remediation",
          "/remediation/unattended",
          "/evidence",
          "/evidence/1",
          "/correlation",
          "/sources",
          "/sources/job",
          "/sources/directory/health",
          "/sources/directory/conformance",
          "/settings",
          "/settings/account",
          "/settings/keys",
          "/settings/users");

  /// Reads of the API.
  static final List<String> API =
      List.of(
          "/api/v1/overview",
          "/api/v1/findings",
          "/api/v1/findings?kind=TOXIC&size=500",
          "/api/v1/findings?q={word}",
          "/api/v1/findings/{finding}",
          "/api/v1/finding-views",
          "/api/v1/identities?key={identity}",
          "/api/v1/nodes?key={group}",
          "/api/v1/nodes?key={account}",
          "/api/v1/nodes?key={entitlement}",
          "/api/v1/containers?key={container}",
          "/api/v1/exposure?key={entitlement}",
          "/api/v1/exposure?key={container}",
          "/api/v1/paths?from={identity}&to={entitlement}",
          "/api/v1/changes?key={identity}",
          "/api/v1/search?q={word}",
          "/api/v1/suggestions?q={word}",
          "/api/v1/explore?focus={identity}",
          "/api/v1/explore?focus={group}",
          "/api/v1/use?identity={identity}",
          "/api/v1/access?identity={identity}",
          "/api/v1/drift-debt",
          "/api/v1/creep",
          "/api/v1/sod/matrix",
          "/api/v1/sod/rules",
          "/api/v1/sod/rulesets",
          "/api/v1/sod/waivers",
          "/api/v1/sources",
          "/api/v1/sources/directory/health",
          "/api/v1/sources/directory/rejected",
          "/api/v1/analyses",
          "/api/v1/waiting",
          "/api/v1/metrics",
          "/api/v1/correlation",
          "/api/v1/evidence",
          "/api/v1/evidence/1",
          "/api/v1/evidence/checkpoint",
          "/api/v1/policies",
          "/api/v1/remediations",
          "/api/v1/remediations/rechecks",
          "/api/v1/users",
          "/api/v1/users/me",
          "/api/v1/api-keys",
          "/api/v1/openapi.json");

  /// What asks for a computation over the whole graph, or for a file of all there is: timed and
  /// told apart, since its time grows with what is asked for.
  static final List<String> WHOLE =
      List.of(
          "/workbench/choke-points",
          "/workbench/cut?share=50",
          "/api/v1/choke-points",
          "/api/v1/findings?format=csv",
          "/api/v1/evidence/verification");

  private final Map<String, List<String>> drawnFrom;
  private final SplittableRandom random;

  /// @param drawnFrom what a hole of each name is filled with, encoded for an address
  Reads(Map<String, List<String>> drawnFrom, long seed) {
    this.drawnFrom = drawnFrom;
    this.random = new SplittableRandom(seed);
  }

  /// An address with its holes filled.
  String fill(String address) {
    Matcher hole = HOLE.matcher(address);
    StringBuilder filled = new StringBuilder();
    while (hole.find()) {
      List<String> from = drawnFrom.getOrDefault(hole.group(1), List.of());
      if (from.isEmpty()) {
        throw new IllegalStateException(
            "nothing is there to ask for as " + hole.group() + " in " + address);
      }
      hole.appendReplacement(
          filled, Matcher.quoteReplacement(from.get(random.nextInt(from.size()))));
    }
    return hole.appendTail(filled).toString();
  }
}
