package dev.firebreak.demo.larkspur;

import org.jspecify.annotations.Nullable;

/// Somebody with an account in doorway: a person, or a service account.
///
/// @param id the id of the doorway user
/// @param userName the sign-in name in doorway
/// @param name as people say it
/// @param employeeNumber the key that other systems keep as `externalId`
/// @param email null for service accounts
/// @param department code of the department, `SERVICE` for service accounts
/// @param team null for those who work for the whole department
/// @param active false for those who left
/// @param managerId doorway id of the manager, or of the owner of a service account
public record Person(
    String id,
    String userName,
    String name,
    String employeeNumber,
    @Nullable String email,
    Kind kind,
    String department,
    @Nullable String team,
    String title,
    Rank rank,
    boolean active,
    @Nullable String managerId) {

  /// The `userType` of the doorway user.
  public enum Kind {
    EMPLOYEE("Employee"),
    CONTRACTOR("Contractor"),
    SERVICE("Service");

    private final String userType;

    Kind(String userType) {
      this.userType = userType;
    }

    public String userType() {
      return userType;
    }
  }

  /// Place in the line.
  public enum Rank {
    CHIEF,
    HEAD,
    LEAD,
    MEMBER
  }

  Person left() {
    return new Person(
        id,
        userName,
        name,
        employeeNumber,
        email,
        kind,
        department,
        team,
        title,
        rank,
        false,
        managerId);
  }
}
