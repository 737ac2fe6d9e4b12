package dev.firebreak.ingest.source;

import dev.firebreak.scim.resource.AttributePath;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Where a source keeps what the graph needs: attribute paths as in RFC 7644 §3.10, extension
/// attributes with their URN in front. Everything has a default that follows RFC 7643.
///
/// @param employeeNumber the person's number in the organisation
/// @param department the person's department
/// @param title the person's job title
/// @param manager the id, in the same source, of the user someone reports to or is owned by
/// @param serviceWhen marks service accounts
/// @param agentWhen marks agents; where neither is declared, kinds are unknown
/// @param groupGrants attributes of a group that list what its members get
/// @param openingRights the rights on a container that let their holder use or read its secrets, or
///   make their holder such; a right to list is none
/// @param managingRights the rights on a container that let their holder decide who gets in; a fix
///   never takes the last of them
/// @param signsInUserName attribute of a secret: the user name it signs in with
/// @param signsInSource attribute of a secret: the id of the source it signs in to
/// @param correlation what correlation rules compare as `custom`; nothing when absent
/// @param owner names who answers for a service account or agent: the id of a user of the same
///   source, else the user name, e-mail or employee number of one person; `manager` when absent
public record SourceMapping(
    @Nullable String employeeNumber,
    @Nullable String department,
    @Nullable String title,
    @Nullable String manager,
    @Nullable Match serviceWhen,
    @Nullable Match agentWhen,
    @Nullable List<String> groupGrants,
    @Nullable Set<String> openingRights,
    @Nullable Set<String> managingRights,
    @Nullable String signsInUserName,
    @Nullable String signsInSource,
    @Nullable String correlation,
    @Nullable String owner) {

  private static final String ENTERPRISE =
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:";

  /// A mapping of nothing but defaults.
  public static final SourceMapping DEFAULT =
      new SourceMapping(null, null, null, null, null, null, null, null, null, null, null);

  /// A mapping that names neither a custom attribute nor an owner.
  public SourceMapping(
      @Nullable String employeeNumber,
      @Nullable String department,
      @Nullable String title,
      @Nullable String manager,
      @Nullable Match serviceWhen,
      @Nullable Match agentWhen,
      @Nullable List<String> groupGrants,
      @Nullable Set<String> openingRights,
      @Nullable Set<String> managingRights,
      @Nullable String signsInUserName,
      @Nullable String signsInSource) {
    this(
        employeeNumber,
        department,
        title,
        manager,
        serviceWhen,
        agentWhen,
        groupGrants,
        openingRights,
        managingRights,
        signsInUserName,
        signsInSource,
        null,
        null);
  }

  public SourceMapping {
    employeeNumber = employeeNumber == null ? ENTERPRISE + "employeeNumber" : employeeNumber;
    department = department == null ? ENTERPRISE + "department" : department;
    title = title == null ? "title" : title;
    manager = manager == null ? ENTERPRISE + "manager.value" : manager;
    groupGrants = groupGrants == null ? List.of() : List.copyOf(groupGrants);
    openingRights = openingRights == null ? Set.of() : Set.copyOf(openingRights);
    managingRights = managingRights == null ? Set.of() : Set.copyOf(managingRights);
    for (String path : List.of(employeeNumber, department, title, manager)) {
      requirePath(path);
    }
    groupGrants.forEach(SourceMapping::requirePath);
    requirePath(signsInUserName);
    requirePath(signsInSource);
    requirePath(correlation);
    requirePath(owner);
  }

  /// The same, with one more attribute of a group that lists what its members get.
  SourceMapping alsoGrantedBy(String attribute) {
    List<String> all = groupGrants == null ? List.of() : groupGrants;
    return all.contains(attribute)
        ? this
        : new SourceMapping(
            employeeNumber,
            department,
            title,
            manager,
            serviceWhen,
            agentWhen,
            Stream.concat(all.stream(), Stream.of(attribute)).toList(),
            openingRights,
            managingRights,
            signsInUserName,
            signsInSource,
            correlation,
            owner);
  }

  /// Whether a right lets its holder use or read what the container keeps. Rights have no fixed
  /// vocabulary and no fixed case.
  public boolean opens(String right) {
    return openingRights != null && openingRights.stream().anyMatch(right::equalsIgnoreCase);
  }

  /// Whether a right lets its holder decide who gets in.
  public boolean manages(String right) {
    return managingRights != null && managingRights.stream().anyMatch(right::equalsIgnoreCase);
  }

  /// An attribute that has a value, without regard to case.
  ///
  /// @param equals the whole value
  /// @param like the value with `*` for any characters: `svc-*`; one of the two is given
  public record Match(String attribute, @Nullable String equals, @Nullable String like) {
    public Match {
      if (attribute == null || (equals == null) == (like == null)) {
        throw new IllegalArgumentException(
            "a match needs an attribute, and what it equals or what it is like");
      }
      requirePath(attribute);
    }

    public Match(String attribute, String equals) {
      this(attribute, equals, null);
    }

    /// Whether this is the value of the attribute.
    public boolean matches(String value) {
      return like == null ? value.equalsIgnoreCase(equals) : pattern(like).matcher(value).matches();
    }

    private static Pattern pattern(String like) {
      String regex =
          Stream.of(like.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
      return Pattern.compile(
          regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
    }
  }

  private static void requirePath(@Nullable String path) {
    if (path == null) {
      return;
    }
    try {
      AttributePath.parse(path);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "'" + path + "' is no attribute path (RFC 7644 §3.10): " + e.getMessage(), e);
    }
  }
}
