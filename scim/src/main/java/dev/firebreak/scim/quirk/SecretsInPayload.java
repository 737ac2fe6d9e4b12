package dev.firebreak.scim.quirk;

import dev.firebreak.scim.resource.ScimResource;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A secret stands in a resource in clear, where no reader asked for it: vaults have pages that do
/// so, such as `GetFields` of [Delinea's
/// connector](https://docs.delinea.com/online-help/integrations/scim/setup/index.htm), and RFC 7643
/// §4.1.1 forbids it for `password`. Drops the value before anybody sees it, and says on the log
/// and to the reader where it stood. No product is free of it, so every preset has this quirk.
public record SecretsInPayload() implements Quirk {
  private static final Logger LOG = LoggerFactory.getLogger(SecretsInPayload.class);

  private static final Set<String> SECRETS =
      Set.of(
          "password",
          "passwd",
          "passphrase",
          "privatekey",
          "privatekeypassphrase",
          "secretvalue",
          "clientsecret",
          "apikey",
          "accesstoken",
          "refreshtoken",
          "cleartext");

  private static final List<String> NAMES = List.of("key", "name", "fieldName", "slug");
  private static final List<String> VALUES = List.of("value", "itemValue", "fieldValue");

  @Override
  public String behaviour() {
    return "a resource may show a secret in clear: it is dropped before anybody sees it";
  }

  @Override
  public URI link() {
    return URI.create("https://www.rfc-editor.org/rfc/rfc7643#section-4.1.1");
  }

  @Override
  public ScimResource received(ScimResource resource, Consumer<String> dropped) {
    if (mayHoldSecrets(resource.body())) {
      drop(resource, resource.body(), "", dropped);
    }
    return resource;
  }

  /// Whether anything in `node` is named like a secret; most resources have nothing of the kind.
  private static boolean mayHoldSecrets(JsonNode node) {
    if (node instanceof ObjectNode object) {
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        JsonNode value = property.getValue();
        if (isSecret(property.getKey())
            || (value.isContainer()
                ? mayHoldSecrets(value)
                : value.isString()
                    && NAMES.contains(property.getKey())
                    && isSecret(value.asString()))) {
          return true;
        }
      }
      return false;
    }
    for (JsonNode element : node) {
      if (element.isContainer() && mayHoldSecrets(element)) {
        return true;
      }
    }
    return false;
  }

  private static void drop(
      ScimResource resource, JsonNode node, String pointer, Consumer<String> dropped) {
    if (node instanceof ObjectNode object) {
      List<String> secrets = List.of();
      for (Map.Entry<String, JsonNode> property : object.properties()) {
        if (isSecret(property.getKey())) {
          secrets = with(secrets, property.getKey());
        } else if (property.getValue().isContainer()) {
          drop(resource, property.getValue(), pointer + "/" + property.getKey(), dropped);
        }
      }
      for (String name : NAMES) {
        JsonNode value = object.get(name);
        if (value != null && value.isString() && isSecret(value.asString())) {
          secrets = with(secrets, VALUES.toArray(String[]::new));
        }
      }
      secrets.forEach(name -> remove(resource, object, name, pointer, dropped));
    } else if (node.isArray()) {
      for (int i = 0; i < node.size(); i++) {
        if (node.get(i).isContainer()) {
          drop(resource, node.get(i), pointer + "/" + i, dropped);
        }
      }
    }
  }

  private static List<String> with(List<String> names, String... more) {
    var all = new ArrayList<>(names);
    all.addAll(List.of(more));
    return all;
  }

  private static void remove(
      ScimResource resource,
      ObjectNode object,
      String name,
      String pointer,
      Consumer<String> dropped) {
    JsonNode value = object.get(name);
    if (value != null && value.isString() && !value.asString("").isBlank()) {
      object.remove(name);
      dropped.accept(attribute(pointer + "/" + name));
      LOG.warn("{}: dropped a secret in clear at {}/{}", resource, pointer, name);
    }
  }

  /// The attribute at a pointer, whichever of its values it points into.
  private static String attribute(String pointer) {
    return pointer.substring(1).replaceAll("/\\d+(?=/)", "").replace('/', '.');
  }

  /// Whether the letters of `name` are those of a secret, in any case. Runs for every attribute of
  /// every resource, so most names must be out at their first letter.
  private static boolean isSecret(String name) {
    if (name.length() < 6 || name.length() > 32 || "pscarPSCAR".indexOf(name.charAt(0)) < 0) {
      return false;
    }
    var letters = new StringBuilder(name.length());
    for (int i = 0; i < name.length(); i++) {
      char c = (char) (name.charAt(i) | 0x20);
      if (c >= 'a' && c <= 'z') {
        letters.append(c);
      }
    }
    return SECRETS.contains(letters.toString());
  }
}
