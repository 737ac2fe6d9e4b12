package dev.firebreak.remediation.run;

import dev.firebreak.providers.ScimProvider;
import dev.firebreak.providers.SeenRequest;
import dev.firebreak.scim.resource.ScimResource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Judges an engine by nothing but its target: what the provider was asked and holds, and what an
/// administrator decided there meanwhile. Each watched group is one action: a member is to go.
///
/// @param provider the target
/// @param lost groups whose member is there still, though nobody decided so
/// @param doubled groups that were changed by more than one request
/// @param overwritten groups in which an administrator's later decision did not last
record Oracle(
    ScimProvider provider,
    TreeSet<String> lost,
    TreeSet<String> doubled,
    TreeSet<String> overwritten) {

  Oracle(ScimProvider provider) {
    this(provider, new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
  }

  /// Puts the member of a group back, as an administrator who needs it does, if it is gone.
  ///
  /// @return whether it was
  static boolean putBack(ScimProvider provider, String group, String member) {
    ScimResource shown = ScimResource.parse(provider.get("/Groups", group).orElseThrow());
    if (shown.texts("members").contains(member)) {
      return false;
    }
    List<String> all = new ArrayList<>(shown.texts("members"));
    all.add(member);
    provider.load("/Groups", List.of(group(group, all)));
    return true;
  }

  /// A group as JSON.
  static String group(String id, List<String> members) {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group"],"id":"%s","displayName":"%s",
     "members":[%s]}\
    """
        .formatted(
            id,
            id,
            String.join(
                ",",
                members.stream().map("{\"value\":\"%s\",\"type\":\"User\"}"::formatted).toList()));
  }

  /// Judges one action, when the engine has ended.
  ///
  /// @param mayStay whether the engine says that it could not make the change, or somebody else
  ///   decided otherwise
  /// @param putBack whether an administrator put the member back after it had gone
  void judge(String group, String member, boolean mayStay, boolean putBack) {
    boolean there =
        ScimResource.parse(provider.get("/Groups", group).orElseThrow())
            .texts("members")
            .contains(member);
    if (putBack && !there) {
      overwritten.add(group);
    }
    if (there && !putBack && !mayStay) {
      lost.add(group);
    }
    if (effective(group) > 1) {
      doubled.add(group);
    }
  }

  /// How many requests changed a group, as the provider answered them.
  long effective(String group) {
    return provider.requests().stream()
        .filter(request -> request.path().equals("/scim/v2/Groups/" + group))
        .filter(Oracle::changed)
        .count();
  }

  private static boolean changed(SeenRequest request) {
    return !request.method().equals("GET") && request.status() / 100 == 2;
  }

  boolean isGreen() {
    return lost.isEmpty() && doubled.isEmpty() && overwritten.isEmpty();
  }
}
