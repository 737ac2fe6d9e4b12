package dev.firebreak.remediation.plan;

import dev.firebreak.scim.patch.PatchOp;
import dev.firebreak.scim.patch.PatchRequest;
import dev.firebreak.scim.resource.Schemas;
import dev.firebreak.scim.resource.ScimJson;
import java.util.List;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// The forms of a PATCH that one change can have.
public final class PatchForms {

  private PatchForms() {}

  /// The PATCH of a change in one form.
  ///
  /// @throws IllegalArgumentException where the form is no PATCH, or the change has no such form
  public static ScimWrite.Patch of(PlannedChange change, WriteForm form) {
    return switch (form) {
      case PATCH -> usual(change);
      case PATCH_BY_VALUE -> byValue(change);
      case PATCH_WITHOUT_PATH -> withoutPath(change);
      case PUT, POST, DELETE, MANUAL -> throw none(change, form);
    };
  }

  private static IllegalArgumentException none(PlannedChange change, WriteForm form) {
    return new IllegalArgumentException("'%s' is no %s".formatted(change.sentence(), form));
  }

  private static ScimWrite.Patch usual(PlannedChange change) {
    if (change.write() instanceof ScimWrite.Patch usual) {
      return usual;
    }
    throw none(change, WriteForm.PATCH);
  }

  private static ScimWrite.Patch byValue(PlannedChange change) {
    if (!(change instanceof RemoveMember member)) {
      throw none(change, WriteForm.PATCH_BY_VALUE);
    }
    ObjectNode body = ScimJson.MAPPER.createObjectNode();
    body.putArray("schemas").add(Schemas.PATCH_OP);
    body.putArray("Operations")
        .addObject()
        .put("op", "remove")
        .put("path", member.attribute())
        .putArray("value")
        .addObject()
        .put("value", member.value());
    return new ScimWrite.Patch(body);
  }

  private static ScimWrite.Patch withoutPath(PlannedChange change) {
    if (!(change instanceof Deactivate)) {
      throw none(change, WriteForm.PATCH_WITHOUT_PATH);
    }
    return ScimWrite.Patch.of(
        new PatchRequest(
            List.of(
                new PatchOp.Replace(
                    null, JsonNodeFactory.instance.objectNode().put(Deactivate.ACTIVE, false)))));
  }
}
