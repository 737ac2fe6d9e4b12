package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RemoveMember;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.remediation.write.WriteStrategy.Fit;
import dev.firebreak.scim.patch.PatchRefused;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.probe.Point;
import dev.firebreak.scim.probe.Verdict;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimResource;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/// A PUT of what was just read, but for the change, with everything unknown kept (RFC 7644 §3.5.1).
/// What the source did not show would be lost by it, and what somebody else did in between, so it
/// is for few.
final class WholeResource {

  /// Members from which on nobody believes that they are all: service providers stop at 100.
  static final int FULL_LIST = 100;

  private WholeResource() {}

  /// Whether a change may be made so.
  static Fit put(PlannedChange change, ResourceType type, Live live, SourceTraits traits) {
    if (traits.verdict(Point.IF_MATCH) != Verdict.YES || live.ifMatch() == null) {
      return new Fit.No(
          "a PUT could undo somebody's change, for the source was not seen to refuse a stale version");
    }
    if (traits.readInPart().contains(type)) {
      return new Fit.No(
          "a PUT would lose what is not read: only chosen attributes of a %s are"
              .formatted(type.typeName()));
    }
    if (type == ResourceType.GROUP) {
      Optional<String> hidden = hiddenMembers(live, traits);
      if (hidden.isPresent()) {
        return new Fit.No("a PUT would lose members: " + hidden.get());
      }
    }
    return after(change, live.resource()).isPresent()
        ? new Fit.Yes(
            WriteForm.PUT,
            "the source was seen to refuse it if anybody changes the resource before")
        : new Fit.No("the resource cannot be changed here in just this one value");
  }

  private static Optional<String> hiddenMembers(Live live, SourceTraits traits) {
    int members = live.resource().texts(RemoveMember.MEMBERS).size();
    if (traits.hidesMembers()) {
      return Optional.of("it was not seen that the source shows all of them");
    }
    if (live.resource().attribute(RemoveMember.MEMBERS).isEmpty()) {
      return Optional.of("the group shows none");
    }
    return members >= FULL_LIST
        ? Optional.of(
            "it shows %d, and a list of %d or more may be cut".formatted(members, FULL_LIST))
        : Optional.empty();
  }

  /// What is sent.
  ///
  /// @throws IllegalStateException where [#put] says no
  static ScimWrite.Put of(PlannedChange change, ScimResource shown) {
    return new ScimWrite.Put(
        after(change, shown)
            .orElseThrow(() -> new IllegalStateException(change.sentence() + " is no PUT")));
  }

  /// The resource after the change alone; empty where more than that would change.
  private static Optional<ObjectNode> after(PlannedChange change, ScimResource shown) {
    if (!(change.write() instanceof ScimWrite.Patch usual)) {
      return Optional.empty();
    }
    ScimResource after;
    try {
      after = PatchRequest.parse(usual.body()).applyTo(shown);
    } catch (PatchRefused refused) {
      return Optional.empty();
    }
    if (!change.valuesIn(after).equals(change.applyTo(change.valuesIn(shown)))) {
      return Optional.empty();
    }
    ObjectNode body = after.body();
    body.remove("meta");
    return Optional.of(body);
  }
}
