package dev.firebreak.providers;

import java.util.List;
import java.util.stream.IntStream;

/// A few resources of each kind.
public final class Samples {
  private Samples() {}

  public static List<String> users(int n) {
    return IntStream.rangeClosed(1, n)
        .mapToObj(i ->
            """
            {"schemas":["urn:ietf:params:scim:schemas:core:2.0:User",
              "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User"],
             "id":"u%04d","userName":"user%d","active":true,
             "emails":[{"value":"user%d@larkspur.example","type":"work","primary":true}],
             "entitlements":[{"value":"e1","display":"One","since":"2025-01-02T03:04:05Z"},
               {"value":"e2","display":"Two","since":"2025-02-02T03:04:05Z"}],
             "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User":
               {"employeeNumber":"%d","manager":{"value":"u0001"}}}\
            """
                .formatted(i, i, i, i))
        .toList();
  }

  public static String group() {
    return """
    {"schemas":["urn:ietf:params:scim:schemas:core:2.0:Group",
       "urn:firebreak:params:scim:schemas:extension:access:1.0:Group"],
     "id":"g1","displayName":"Payments","members":[
       {"value":"u0001","type":"User","$ref":"../Users/u0001"},
       {"value":"u0002","type":"User","$ref":"../Users/u0002"},
       {"value":"g2","type":"Group","$ref":"../Groups/g2"}],
     "urn:firebreak:params:scim:schemas:extension:access:1.0:Group":
       {"entitlements":[{"value":"e1","display":"One"},{"value":"e2","display":"Two"}]}}\
    """;
  }

  public static List<String> permissions(int n) {
    return IntStream.rangeClosed(1, n)
        .mapToObj(i ->
            """
            {"schemas":["urn:ietf:params:scim:schemas:pam:1.0:ContainerPermission"],
             "id":"SAFE-%d:user%d","container":{"value":"SAFE-%d","$ref":"../Containers/SAFE-%d"},
             "user":{"value":"u%04d"},"rights":["UseAccounts","RetrieveAccounts","ListAccounts"]}\
            """
                .formatted(i, i, i, i, i))
        .toList();
  }
}
