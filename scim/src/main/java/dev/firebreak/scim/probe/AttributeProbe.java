package dev.firebreak.scim.probe;

import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.probe.Changes.Now;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.StringNode;

/// Marks one innocuous attribute of the named resource in several ways, and puts it back each time.
final class AttributeProbe {
  private static final String MARK = "firebreak-probe";
  private static final String OTHER_MARK = "firebreak-probe-stale";

  private final ProbeTarget target;
  private final Changes changes;
  private final Sheet sheet;
  private final ScimResource original;
  private final String attribute;
  private final @Nullable String value;

  AttributeProbe(ProbeTarget target, Changes changes, Sheet sheet, ScimResource original) {
    this.target = target;
    this.changes = changes;
    this.sheet = sheet;
    this.original = original;
    this.attribute = innocuous(target.type(), original);
    this.value = original.text(attribute).orElse(null);
  }

  /// One that has a value already is one that the service provider knows.
  private static String innocuous(ResourceType type, ScimResource resource) {
    return type == ResourceType.GROUP || resource.text("displayName").isPresent()
        ? "displayName"
        : "nickName";
  }

  void run() {
    ScimOutcome byPath = mark(Point.PATCH_REPLACE, byPath(MARK), "with its path");
    ScimOutcome byMerge = mark(Point.PATCH_MERGE, byMerge(MARK), "without a path");
    sheet.put(
        target.type() == ResourceType.USER ? Point.PATCH_USER : Point.PATCH_GROUP,
        taken(byPath, byMerge));
    if (sheet.verdict(Point.PATCH_REPLACE) == Verdict.YES) {
      mark(Point.PATCH_QUALIFIED, qualified(MARK), "with its path and schema");
    }
    Judged judged = ifMatch();
    sheet.put(Point.IF_MATCH, judged);
  }

  /// Whether PATCH is taken at all. Only an answer about the method says no: one about the body may
  /// be for its form.
  private Judged taken(ScimOutcome... outcomes) {
    String asked = "to change a %s in two forms".formatted(target.type().typeName());
    if (sheet.verdict(Point.PATCH_REPLACE) == Verdict.YES
        || sheet.verdict(Point.PATCH_MERGE) == Verdict.YES) {
      return Judged.yes("asked %s; a read showed a change", asked);
    }
    String words =
        Stream.of(outcomes).map(Changes::words).distinct().collect(Collectors.joining(", then "));
    return Stream.of(outcomes).allMatch(AttributeProbe::refusesTheMethod)
        ? Judged.no("asked %s; %s", asked, words)
        : Judged.unknown("asked %s; %s", asked, words);
  }

  private static boolean refusesTheMethod(ScimOutcome outcome) {
    return outcome instanceof ScimOutcome.Refused refused
        && (refused.status() == 405 || refused.status() == 501);
  }

  private ScimOutcome mark(Point point, PatchRequest request, String how) {
    String asked = "to replace " + attribute + " " + how;
    ScimOutcome outcome =
        changes.send(request, null, "tries whether a PATCH replaces " + attribute + " " + how);
    boolean marked = shows(changes.read().resource(), MARK);
    changes.undo(this::isRestored, ways());
    sheet.put(point, judged(asked, outcome, marked));
    return outcome;
  }

  private Judged judged(String asked, ScimOutcome outcome, boolean marked) {
    if (marked) {
      return Judged.yes("asked %s; %s, and a read showed it", asked, Changes.words(outcome));
    }
    return value == null && outcome instanceof ScimOutcome.Refused
        ? Judged.unknown(
            "asked %s; %s, which may be for an attribute that it does not know",
            asked, Changes.words(outcome))
        : unchanged(asked, outcome);
  }

  /// What a change that a read does not show says.
  static Judged unchanged(String asked, ScimOutcome outcome) {
    return switch (outcome) {
      case ScimOutcome.Ok _ ->
          Judged.no("asked %s; %s, but nothing changed", asked, Changes.words(outcome));
      case ScimOutcome.Refused refused -> Judged.refused(asked, refused.status(), refused.detail());
      case ScimOutcome.NotFound _,
          ScimOutcome.PreconditionFailed _,
          ScimOutcome.Throttled _,
          ScimOutcome.Unauthorized _,
          ScimOutcome.Pending _,
          ScimOutcome.Uncertain _ ->
          Judged.unknown("asked %s; %s", asked, Changes.words(outcome));
    };
  }

  private Judged ifMatch() {
    String what = "tries whether a change of a stale version is refused";
    Now before = changes.read();
    if (before.version() == null) {
      return Judged.no("no version comes with the resource that a change could be bound to");
    }
    changes.send(byPath(MARK), before.version(), what);
    Now after = changes.read();
    if (!shows(after.resource(), MARK)) {
      changes.undo(this::isRestored, ways());
      return Judged.unknown("the resource could not be changed with the version just read");
    }
    if (before.version().equals(after.version())) {
      changes.undo(this::isRestored, ways());
      return Judged.no("the resource was changed, and its version stayed the same");
    }
    ScimOutcome stale = changes.send(byPath(OTHER_MARK), before.version(), what);
    boolean made = shows(changes.read().resource(), OTHER_MARK);
    boolean right = changes.undo(this::isRestored, ways());
    if (made) {
      return Judged.no(
          "asked for a change with a stale version; %s, and it was made", Changes.words(stale));
    }
    if (!(stale instanceof ScimOutcome.PreconditionFailed)) {
      return unchanged("for a change with a stale version", stale);
    }
    return right
        ? Judged.yes(
            "asked for a change with a stale version, then with the right one; the first was refused, the second made")
        : Judged.no("asked for a change with a stale version and with the right one; both failed");
  }

  /// Whether all that is not read-only is as it was.
  private boolean isRestored(ScimResource now) {
    return PatchRequest.between(now, original).isEmpty();
  }

  private boolean shows(ScimResource resource, String mark) {
    return resource.text(attribute).equals(Optional.of(mark));
  }

  private List<PatchRequest> ways() {
    return value == null
        ? List.of(PatchRequest.remove(ScimPath.parse(attribute)))
        : List.of(byPath(value), byMerge(value));
  }

  private PatchRequest byPath(String text) {
    return PatchRequest.replace(ScimPath.parse(attribute), StringNode.valueOf(text));
  }

  private PatchRequest qualified(String text) {
    String schema = target.type() == ResourceType.USER ? Schemas.USER : Schemas.GROUP;
    return PatchRequest.replace(ScimPath.parse(schema + ":" + attribute), StringNode.valueOf(text));
  }

  private PatchRequest byMerge(String text) {
    return new PatchRequest(
        List.of(
            new PatchOp.Replace(null, ScimJson.MAPPER.createObjectNode().put(attribute, text))));
  }
}
