package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Catalogue.Safe;
import dev.firebreak.demo.larkspur.Draft.Account;
import dev.firebreak.demo.larkspur.Strongroom.Permission;
import dev.firebreak.demo.larkspur.Strongroom.StoredSecret;
import java.util.LinkedHashMap;
import java.util.List;

/// The vault as SCIM resources of draft-grizzle-scim-pam-ext-01.
record VaultJson(Strongroom vault, List<Safe> safes, Doorway doorway) {

  ServedSource serve() {
    var resources = new LinkedHashMap<String, List<String>>();
    resources.put("/Users", vault.draft().accounts().stream().map(VaultJson::user).toList());
    resources.put(
        "/Groups",
        vault.draft().groups().stream()
            .map(group -> ResourceJson.group(group).toString())
            .toList());
    resources.put("/Containers", safes.stream().map(this::container).toList());
    resources.put("/PrivilegedData", vault.secrets().stream().map(VaultJson::secret).toList());
    resources.put(
        "/ContainerPermissions", vault.permissions().stream().map(VaultJson::permission).toList());
    resources.put("/PrivilegedDataPermissions", List.of());
    return new ServedSource(Strongroom.SOURCE, resources);
  }

  private static String user(Account account) {
    var user = ResourceJson.user(account);
    if (account.personId() != null) {
      ResourceJson.link(user, account.personId());
    }
    return user.toString();
  }

  private String container(Safe safe) {
    var container =
        ResourceJson.resource(ResourceJson.PAM + "Container", safe.name())
            .put("name", safe.name())
            .put("displayName", safe.purpose())
            .put("description", safe.purpose())
            .put("type", "safe");
    var crew = vault.crewOf(safe.owner());
    if (!crew.isEmpty()) {
      var owner = vault.account(crew.get(0));
      ResourceJson.reference(container, "owner", "Users", owner.id(), owner.display());
    }
    var kept = container.putArray("privilegedData");
    for (var stored : vault.secrets()) {
      if (stored.safe().equals(safe)) {
        kept.addObject()
            .put("value", stored.id())
            .put("$ref", "../PrivilegedData/" + stored.id())
            .put("display", stored.secret().userName())
            .put("type", "credential");
      }
    }
    return container.toString();
  }

  private static String secret(StoredSecret stored) {
    var secret =
        ResourceJson.resource(ResourceJson.PAM + "PrivilegedData", stored.id())
            .put("name", stored.secret().userName() + "@" + stored.secret().system())
            .put("description", stored.safe().purpose())
            .put("type", "credential");
    ResourceJson.extension(secret, ResourceJson.VAULT)
        .put("userName", stored.secret().userName())
        .put("system", stored.secret().system());
    return secret.toString();
  }

  private static String permission(Permission permission) {
    var json = ResourceJson.resource(ResourceJson.PAM + "ContainerPermission", permission.id());
    ResourceJson.reference(json, "container", "Containers", permission.safe(), permission.safe());
    var holder = permission.holder();
    if (holder.type().equals("User")) {
      ResourceJson.reference(json, "user", "Users", holder.id(), holder.display());
    } else {
      ResourceJson.reference(json, "group", "Groups", holder.id(), holder.display());
    }
    var rights = json.putArray("rights");
    permission.rights().forEach(rights::add);
    return json.toString();
  }
}
