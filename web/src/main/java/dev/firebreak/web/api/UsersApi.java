package dev.firebreak.web.api;

import dev.firebreak.web.idempotency.ShownOnce;
import dev.firebreak.web.precondition.Preconditions;
import dev.firebreak.web.security.CurrentUser;
import dev.firebreak.web.user.Limits;
import dev.firebreak.web.user.Role;
import dev.firebreak.web.user.User;
import dev.firebreak.web.user.UserChanges;
import dev.firebreak.web.user.UserChanges.WithPassword;
import dev.firebreak.web.user.Users;
import dev.firebreak.web.view.NotThere;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Who may sign in, and what they may do.
@Tag(name = Tags.USERS)
@RestController
@RequestMapping("/api/v1/users")
final class UsersApi {

  private final Users users;
  private final UserChanges changes;
  private final CurrentUser current;
  private final Preconditions preconditions;

  UsersApi(Users users, UserChanges changes, CurrentUser current, Preconditions preconditions) {
    this.preconditions = preconditions;
    this.users = users;
    this.changes = changes;
    this.current = current;
  }

  /// A user as the API tells it.
  ///
  /// @param roles in their order
  /// @param sources the ids of the sources that they are told of; none for all
  /// @param departments the departments whose people they are told of; none for all
  /// @param origin who says so: local, oidc or scim
  /// @param temporary whether it is the account of the first start
  /// @param mustChange whether the password is only good for choosing another
  record UserAnswer(
      String id,
      String userName,
      @Nullable String displayName,
      @Nullable String email,
      List<String> roles,
      List<String> sources,
      List<String> departments,
      boolean active,
      String origin,
      boolean temporary,
      boolean mustChange,
      Instant createdAt,
      @Nullable Instant signedInAt) {

    static UserAnswer of(User user) {
      return new UserAnswer(
          user.id(),
          user.userName(),
          user.displayName(),
          user.email(),
          user.roles().stream().sorted().map(Role::word).toList(),
          user.limits().sources().stream().sorted().toList(),
          user.limits().departments().stream().sorted().toList(),
          user.active(),
          user.origin().name().toLowerCase(java.util.Locale.ROOT),
          user.temporary(),
          user.mustChange(),
          user.createdAt(),
          user.signedInAt());
    }
  }

  /// Somebody to be added.
  record UserRequest(
      @Nullable String userName,
      @Nullable String displayName,
      @Nullable String email,
      @Nullable List<String> roles) {}

  /// A user and the password that was made for them.
  ///
  /// @param password shown this once and kept nowhere
  record NewPasswordAnswer(UserAnswer user, String password) implements ShownOnce {
    static NewPasswordAnswer of(WithPassword made) {
      return new NewPasswordAnswer(UserAnswer.of(made.user()), made.password());
    }

    @Override
    public String toString() {
      return "NewPasswordAnswer[" + user.userName() + "]";
    }
  }

  /// What somebody may do from now on.
  record RolesRequest(@Nullable List<String> roles) {}

  /// Of what somebody is told from now on.
  record LimitsRequest(@Nullable List<String> sources, @Nullable List<String> departments) {}

  /// Whether somebody may come in from now on.
  record ActiveRequest(@Nullable Boolean active) {}

  /// A new password of one's own.
  record PasswordRequest(@Nullable String present, @Nullable String fresh) {
    @Override
    public String toString() {
      return "PasswordRequest[]";
    }
  }

  @Operation(summary = "Everybody who may sign in", description = "For administrators, by name.")
  @GetMapping
  List<UserAnswer> list() {
    return users.all().stream().map(UserAnswer::of).toList();
  }

  @Operation(
      summary = "Who I am",
      description = "The person who signed in, with their roles as they are now.")
  @GetMapping("/me")
  UserAnswer me() {
    return UserAnswer.of(myself());
  }

  @Operation(
      summary = "Change my password",
      description = "All other sessions end. Only for people whose password Firebreak keeps.")
  @MayFail({400, 409, 503})
  @PutMapping("/me/password")
  UserAnswer password(@RequestBody PasswordRequest request) {
    if (request.present() == null || request.fresh() == null) {
      throw new NotUnderstood("Send {\"present\": \"…\", \"fresh\": \"…\"}.");
    }
    return UserAnswer.of(changes.changePassword(myself(), request.present(), request.fresh()));
  }

  @Operation(summary = "One user", description = "As everybody is listed; for administrators.")
  @MayFail({404})
  @GetMapping("/{name}")
  UserAnswer one(@Parameter(description = "How they sign in.") @PathVariable String name) {
    return UserAnswer.of(changes.existing(name));
  }

  @Operation(
      summary = "Add a user",
      description =
          "The answer has a password that is shown this once and must be changed at the first sign-in.")
  @MayFail({400, 409, 503})
  @PostMapping
  @ResponseStatus(HttpStatus.CREATED)
  NewPasswordAnswer add(@RequestBody UserRequest request, Principal person) {
    if (request.userName() == null) {
      throw new NotUnderstood("Send {\"userName\": \"…\", \"roles\": [\"viewer\"]}.");
    }
    return NewPasswordAnswer.of(
        changes.add(
            request.userName(),
            request.displayName(),
            request.email(),
            Role.of(request.roles() == null ? List.of() : request.roles()),
            person.getName()));
  }

  @Operation(
      summary = "Say what somebody may do",
      description = "Replaces their roles. Nobody is admin and approver; one admin stays.")
  @MayFail({400, 404, 409, 412, 503})
  @PutMapping("/{name}/roles")
  UserAnswer roles(
      @Parameter(description = "How they sign in.") @PathVariable String name,
      @RequestBody RolesRequest request,
      Principal person) {
    if (request.roles() == null) {
      throw new NotUnderstood("Send {\"roles\": [\"viewer\"]}.");
    }
    Set<Role> roles = Role.of(request.roles());
    return changed(name, () -> changes.roles(name, roles, person.getName()));
  }

  @Operation(
      summary = "Say of which part of the graph somebody is told",
      description =
          "Replaces the limit: the ids of sources, and departments as sources write them; both empty"
              + " for everything. It counts from the next request on, for their keys too, wherever"
              + " the user comes from. An administrator is told of everything.")
  @MayFail({400, 404, 409, 412, 503})
  @PutMapping("/{name}/limits")
  UserAnswer limits(
      @Parameter(description = "How they sign in.") @PathVariable String name,
      @RequestBody LimitsRequest request,
      Principal person) {
    if (request.sources() == null || request.departments() == null) {
      throw new NotUnderstood("Send {\"sources\": [\"ledger\"], \"departments\": []}.");
    }
    Limits limits = Limits.of(request.sources(), request.departments());
    return changed(name, () -> changes.limits(name, limits, person.getName()));
  }

  @Operation(
      summary = "Keep somebody out, or let them in again",
      description = "Whoever is kept out is out at the next request.")
  @MayFail({400, 404, 409, 412, 503})
  @PutMapping("/{name}/active")
  UserAnswer active(
      @Parameter(description = "How they sign in.") @PathVariable String name,
      @RequestBody ActiveRequest request,
      Principal person) {
    Boolean active = request.active();
    if (active == null) {
      throw new NotUnderstood("Send {\"active\": true} or {\"active\": false}.");
    }
    return changed(name, () -> changes.active(name, active, person.getName()));
  }

  @Operation(
      summary = "Make a new password for somebody",
      description = "Shown this once; they must change it at the next sign-in.")
  @MayFail({404, 409, 412, 503})
  @PostMapping("/{name}/password-reset")
  NewPasswordAnswer reset(
      @Parameter(description = "How they sign in.") @PathVariable String name, Principal person) {
    return preconditions.where(
        () -> one(name), () -> NewPasswordAnswer.of(changes.reset(name, person.getName())));
  }

  @Operation(
      summary = "Remove a user",
      description = "What the evidence says of them stays. One admin stays.")
  @MayFail({404, 409, 412})
  @DeleteMapping("/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @Parameter(description = "How they sign in.") @PathVariable String name, Principal person) {
    preconditions.where(
        () -> one(name),
        () -> {
          changes.remove(name, person.getName());
          return name;
        });
  }

  private UserAnswer changed(String name, Supplier<User> change) {
    return preconditions.where(() -> one(name), () -> UserAnswer.of(change.get()));
  }

  private User myself() {
    return current.get().orElseThrow(() -> new NotThere("Nobody is signed in."));
  }
}
