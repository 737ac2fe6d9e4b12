package dev.firebreak.remediation.run;

import dev.firebreak.graph.model.NodeKey;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader.Reading;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.Versioning;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ScimResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.IntUnaryOperator;

/// What a service provider is, in as few words as possible: groups with members and a version that
/// moves with every change, requests that are lost on their way there or back, and a memory of who
/// changed what.
final class ModelTarget implements Target {
  /// Who changed a group.
  enum Who {
    ENGINE,
    ADMIN
  }

  /// A change of a group.
  ///
  /// @param before the version that it found
  record Effect(String group, Who who, int before) {}

  private static final class Group {
    private final TreeSet<String> members = new TreeSet<>(List.of("u1", "u2", "u3"));
    private int version = 1;
  }

  private final Versioning versioning;
  private final IntUnaryOperator choose;
  private final Map<String, Group> groups = new LinkedHashMap<>();
  final List<Effect> effects = new ArrayList<>();
  final Map<String, Integer> sent = new LinkedHashMap<>();
  final Map<String, Integer> lost = new LinkedHashMap<>();
  private String current;

  /// @param choose picks one of so many things that may happen, 0 being the usual one
  ModelTarget(Versioning versioning, IntUnaryOperator choose, List<String> ids) {
    this.versioning = versioning;
    this.choose = choose;
    ids.forEach(id -> groups.put(id, new Group()));
    current = ids.getFirst();
  }

  boolean has(String group, String member) {
    return of(group).members.contains(member);
  }

  Live live(String id) {
    Group group = of(id);
    return new Live(
        ScimResource.parse(Oracle.group(id, List.copyOf(group.members))),
        versioning == Versioning.NONE ? null : "v" + group.version,
        versioning == Versioning.HONOURED);
  }

  @Override
  public Reading read(NodeKey resource) {
    if (resource.type().equals("Group")) {
      current = resource.id();
      return new Reading.Shown(live(resource.id()));
    }
    return new Reading.Gone();
  }

  @Override
  public Reading read(PlannedChange change) {
    return read(change.resource());
  }

  @Override
  public ScimOutcome send(PlannedChange change, ScimWrite write, Live live) {
    String id = change.resource().id();
    sent.merge(id, 1, Integer::sum);
    return switch (choose.applyAsInt(3)) {
      case 0 -> remove(id, change.value(), live);
      case 1 -> {
        ScimOutcome _ = remove(id, change.value(), live);
        yield uncertain(id);
      }
      default -> uncertain(id);
    };
  }

  private ScimOutcome uncertain(String id) {
    lost.merge(id, 1, Integer::sum);
    return new ScimOutcome.Uncertain("the connection broke");
  }

  private ScimOutcome remove(String id, String member, Live live) {
    Group group = of(id);
    if (live.ifMatch() != null && !live.ifMatch().equals("v" + group.version)) {
      return new ScimOutcome.PreconditionFailed("it is v" + group.version);
    }
    if (group.members.remove(member)) {
      effects.add(new Effect(id, Who.ENGINE, group.version));
      group.version++;
    }
    return new ScimOutcome.Ok(204, null, null, Duration.ZERO);
  }

  /// An administrator wants the member in the group that the engine is at: puts it back, or takes
  /// it out and puts it back, so that it looks as before.
  void adminKeeps() {
    Group group = of(current);
    effects.add(new Effect(current, Who.ADMIN, group.version));
    group.version += group.members.add("u1") ? 1 : 2;
  }

  /// An administrator adds somebody else.
  void adminAdds() {
    Group group = of(current);
    effects.add(new Effect(current, Who.ADMIN, group.version));
    group.version++;
    group.members.add("u" + (10 + group.version));
  }

  private Group of(String id) {
    Group group = groups.get(id);
    if (group == null) {
      throw new IllegalArgumentException("there is no group " + id);
    }
    return group;
  }
}
