package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.LiveReader;
import dev.firebreak.remediation.plan.PatchForms;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.ScimWrite;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.scim.client.ScimClient;
import dev.firebreak.scim.client.ScimOutcome;
import dev.firebreak.scim.resource.ResourceType;
import dev.firebreak.scim.resource.ScimFailure;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes the request of a change in its form, and sends it once.
public final class Sender {

  private final Sources sources;

  public Sender(Sources sources) {
    this.sources = sources;
  }

  /// What is sent for a change.
  ///
  /// @param live the resource as it was read just before
  public ScimWrite write(PlannedChange change, WriteForm form, Live live) {
    return switch (form) {
      case PATCH, PATCH_BY_VALUE, PATCH_WITHOUT_PATH -> PatchForms.of(change, form);
      case PUT -> {
        ScimWrite.Put put = WholeResource.of(change, live.resource());
        yield isPermission(change)
            ? new ScimWrite.Put(permissions(change).written(put.body()))
            : put;
      }
      case POST ->
          change.write() instanceof ScimWrite.Post post
              ? new ScimWrite.Post(permissions(change).written(post.body()))
              : change.write();
      case DELETE -> new ScimWrite.Delete();
      case MANUAL -> new ScimWrite.Manual(Instructions.of(change));
    };
  }

  private static boolean isPermission(PlannedChange change) {
    return change.resource().type().equals(ResourceType.CONTAINER_PERMISSION.typeName());
  }

  private ContainerPermissions permissions(PlannedChange change) {
    return ContainerPermissions.of(SourceTraits.of(sources, change.source()));
  }

  /// Sends it, under the version that was read.
  ///
  /// @throws IllegalArgumentException for a task, which is not sent
  public ScimOutcome send(PlannedChange change, ScimWrite write, Live live) {
    String endpoint = LiveReader.endpoint(change.resource());
    String id = change.resource().id();
    try {
      ScimClient client = sources.client(change.source());
      return switch (write) {
        case ScimWrite.Patch(var body) -> client.patch(endpoint, id, body, live.ifMatch());
        case ScimWrite.Put(var body) -> client.put(endpoint, id, body, live.ifMatch());
        case ScimWrite.Post(var body) -> client.post(endpoint, body);
        case ScimWrite.Delete _ -> client.delete(endpoint, id, live.ifMatch());
        case ScimWrite.Manual _ ->
            throw new IllegalArgumentException(change.sentence() + " is a task and not sent");
      };
    } catch (ScimFailure unsendable) {
      return new ScimOutcome.Refused(0, null, String.valueOf(unsendable.getMessage()));
    }
  }

  /// The request path below the source's base address.
  public static String path(PlannedChange change) {
    String endpoint = LiveReader.endpoint(change.resource());
    return change.makesResource()
        ? endpoint
        : endpoint
            + "/"
            + URLEncoder.encode(change.resource().id(), StandardCharsets.UTF_8).replace("+", "%20");
  }

  /// The body as evidence keeps it. That of a PUT is a whole resource, with all that it says of a
  /// person: of it there is a digest, and what it leaves out or adds is in the pre-image and the
  /// plan.
  public static @Nullable JsonNode evidence(ScimWrite write) {
    JsonNode body = write.body();
    return body == null ? null : evidence(write.method(), body);
  }

  /// The body of a request with this method as evidence keeps it.
  public static JsonNode evidence(String method, JsonNode body) {
    if (!method.equals(ScimWrite.Put.METHOD)) {
      return body;
    }
    byte[] sent = body.toString().getBytes(StandardCharsets.UTF_8);
    ObjectNode digest = JsonNodeFactory.instance.objectNode();
    digest.put("sha256", Digest.of(sent));
    digest.put("bytes", sent.length);
    return digest;
  }
}
