package dev.firebreak.scim.resource;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What a schema says of attributes and a resource does not show (RFC 7643 §2.2).
///
/// A name is that of an attribute or a sub-attribute (`members.value`), an extension's qualified by
/// its URN; in any case.
///
/// @param multiValued may have several values, also where they have one or none now
/// @param readOnly cannot be changed by a client
/// @param immutable cannot be changed once assigned
/// @param required cannot be unassigned
public record AttributeRules(
    Set<String> multiValued, Set<String> readOnly, Set<String> immutable, Set<String> required) {

  /// Knows nothing, refuses nothing.
  public static final AttributeRules NONE =
      new AttributeRules(Set.of(), Set.of(), Set.of(), Set.of());

  private static final AttributeRules COMMON =
      new AttributeRules(Set.of("schemas"), Set.of("id", "meta"), Set.of(), Set.of("schemas"));

  private static final AttributeRules USER =
      new AttributeRules(
          Set.of(
              "emails",
              "phoneNumbers",
              "ims",
              "photos",
              "addresses",
              "groups",
              "entitlements",
              "roles",
              "x509Certificates"),
          Set.of("groups"),
          Set.of(),
          Set.of("userName"));

  private static final AttributeRules GROUP =
      new AttributeRules(
          Set.of("members"),
          Set.of(),
          Set.of("members.value", "members.$ref", "members.type"),
          Set.of("displayName"));

  private static final AttributeRules CONTAINER =
      new AttributeRules(Set.of("privilegedData"), Set.of(), Set.of(), Set.of("name"));

  private static final AttributeRules PRIVILEGED_DATA =
      new AttributeRules(Set.of(), Set.of(), Set.of(), Set.of("name"));

  private static final AttributeRules CONTAINER_PERMISSION =
      new AttributeRules(Set.of("rights"), Set.of(), Set.of(), Set.of("container", "rights"));

  private static final AttributeRules PRIVILEGED_DATA_PERMISSION =
      new AttributeRules(Set.of("rights"), Set.of(), Set.of(), Set.of("privilegedData", "rights"));

  private static final AttributeRules ROLE_OR_ENTITLEMENT =
      new AttributeRules(Set.of("contains", "containedBy"), Set.of(), Set.of(), Set.of("value"));

  public AttributeRules {
    multiValued = lowerCase(multiValued);
    readOnly = lowerCase(readOnly);
    immutable = lowerCase(immutable);
    required = lowerCase(required);
  }

  /// The rules for the schemas that a resource lists: those of RFC 7643, the roles-and-entitlements
  /// draft and the PAM draft; of any other, what is common to all resources.
  public static AttributeRules of(ScimResource resource) {
    AttributeRules rules = COMMON;
    List<String> schemas = resource.texts("schemas");
    for (String schema : schemas) {
      rules =
          switch (schema) {
            case Schemas.USER -> rules.and(USER);
            case Schemas.GROUP -> rules.and(GROUP);
            case Schemas.ROLE, Schemas.ENTITLEMENT -> rules.and(ROLE_OR_ENTITLEMENT);
            case Schemas.PAM_CONTAINER -> rules.and(CONTAINER);
            case Schemas.PAM_PRIVILEGED_DATA -> rules.and(PRIVILEGED_DATA);
            case Schemas.PAM_CONTAINER_PERMISSION -> rules.and(CONTAINER_PERMISSION);
            case Schemas.PAM_PRIVILEGED_DATA_PERMISSION -> rules.and(PRIVILEGED_DATA_PERMISSION);
            default -> rules;
          };
    }
    return rules;
  }

  /// These rules and `others`.
  public AttributeRules and(AttributeRules others) {
    return new AttributeRules(
        union(multiValued, others.multiValued),
        union(readOnly, others.readOnly),
        union(immutable, others.immutable),
        union(required, others.required));
  }

  public boolean isMultiValued(String name) {
    return multiValued.contains(name.toLowerCase(Locale.ROOT));
  }

  public boolean isReadOnly(String name) {
    return readOnly.contains(name.toLowerCase(Locale.ROOT));
  }

  public boolean isImmutable(String name) {
    return immutable.contains(name.toLowerCase(Locale.ROOT));
  }

  private static Set<String> union(Set<String> some, Set<String> others) {
    var all = new HashSet<String>(some);
    all.addAll(others);
    return all;
  }

  private static Set<String> lowerCase(Set<String> names) {
    return names.stream()
        .map(name -> name.toLowerCase(Locale.ROOT))
        .collect(Collectors.toUnmodifiableSet());
  }
}
