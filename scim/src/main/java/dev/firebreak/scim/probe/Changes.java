package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.ScimFailure;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// The changes that a probe makes to the one resource named for it. Each is kept in the journal
/// before it is sent; each is undone, and that is seen.
final class Changes {
  private final ScimClient client;
  private final ProbeTarget target;
  private final ProbeJournal journal;
  private boolean changed;

  Changes(ScimClient client, ProbeTarget target, ProbeJournal journal) {
    this.client = client;
    this.target = target;
    this.journal = journal;
  }

  /// The resource could not be restored; nothing more is to be sent.
  static final class NotRestored extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NotRestored(String message) {
      super(message);
    }
  }

  /// The resource as it is read now.
  ///
  /// @param version that was read with it, or null
  record Now(ScimResource resource, @Nullable String version) {}

  /// Reads the resource, with its members when it is a group.
  ///
  /// @throws ScimFailure when it cannot be read and nothing was changed
  Now read() {
    ScimOutcome plain = client.read(target.type().endpoint(), target.id(), Map.of(), null);
    if (!(plain instanceof ScimOutcome.Ok ok) || ok.resource() == null) {
      String why = "%s cannot be read: %s".formatted(target, words(plain));
      if (changed) {
        throw new NotRestored(why + ". What the probe changed in it may still be there");
      }
      throw new ScimFailure(ScimFailure.Kind.REFUSED, why);
    }
    ScimResource resource = ok.resource();
    if (resource.attribute("members").isEmpty()
        && client.read(target.type().endpoint(), target.id(), Map.of("attributes", "members"), null)
            instanceof ScimOutcome.Ok more
        && more.resource() != null) {
      more.resource()
          .attribute("members")
          .ifPresent(members -> resource.body().set("members", members));
    }
    return new Now(resource, VersionProbe.version(ok));
  }

  ScimOutcome send(PatchRequest request, @Nullable String ifMatch, String what) {
    return send(request.toJson(), ifMatch, what);
  }

  /// Keeps the change in the journal, then sends it.
  ScimOutcome send(ObjectNode body, @Nullable String ifMatch, String what) {
    var write = new ProbeJournal.Write(target.type(), target.id(), body, ifMatch, what);
    ScimOutcome outcome;
    try {
      journal.before(write);
      boolean before = changed;
      changed = true;
      outcome = client.patch(target.type().endpoint(), target.id(), body, ifMatch);
      changed = before || !(outcome instanceof ScimOutcome.Refused);
      journal.after(write, words(outcome));
    } catch (ScimFailure failure) {
      throw failure;
    } catch (RuntimeException failure) {
      if (changed) {
        throw new NotRestored(
            "%s was changed, and this cannot be undone, since the evidence cannot be written: %s"
                .formatted(target, failure.getMessage()));
      }
      throw failure;
    }
    if (outcome instanceof ScimOutcome.Pending) {
      throw new NotRestored(
          "a change of %s was accepted for later (202); it may still happen".formatted(target));
    }
    return outcome;
  }

  /// Undoes what was done, in the ways given, until a read shows it.
  ///
  /// @param restored whether the resource is as it was
  /// @return whether the first way, with the version just read, was enough
  /// @throws NotRestored when none of the ways was
  boolean undo(Predicate<ScimResource> restored, List<PatchRequest> ways) {
    Now now = read();
    if (restored.test(now.resource())) {
      changed = false;
      return true;
    }
    boolean first = true;
    for (String version : now.version() == null ? nothing() : List.of(now.version(), "")) {
      for (PatchRequest way : ways) {
        send(way, version.isEmpty() ? null : version, "restores what the probe changed");
        if (restored.test(read().resource())) {
          changed = false;
          return first;
        }
        first = false;
      }
    }
    throw new NotRestored(
        "%s could not be restored after a probe: it is not as it was; put it right by hand, the evidence shows what was sent"
            .formatted(target));
  }

  private static List<String> nothing() {
    return List.of("");
  }

  static String words(ScimOutcome outcome) {
    return switch (outcome) {
      case ScimOutcome.Ok ok -> "the answer was " + ok.status();
      case ScimOutcome.NotFound gone -> "the answer was 404 (%s)".formatted(gone.detail());
      case ScimOutcome.PreconditionFailed stale ->
          "the answer was 409 or 412 (%s)".formatted(stale.detail());
      case ScimOutcome.Refused refused ->
          "the answer was %d (%s)".formatted(refused.status(), refused.detail());
      case ScimOutcome.Throttled _ -> "the answer was 429";
      case ScimOutcome.Unauthorized refused ->
          "the answer was %d (%s)".formatted(refused.status(), refused.detail());
      case ScimOutcome.Pending _ -> "the answer was 202";
      case ScimOutcome.Uncertain lost -> lost.reason();
    };
  }
}
