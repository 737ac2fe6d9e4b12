package dev.firebreak.remediation.write;

import dev.firebreak.remediation.plan.CreatePermission;
import dev.firebreak.remediation.plan.Live;
import dev.firebreak.remediation.plan.PlannedChange;
import dev.firebreak.remediation.plan.RestoreEndDate;
import dev.firebreak.remediation.plan.SetEndDate;
import dev.firebreak.remediation.plan.Sources;
import dev.firebreak.remediation.plan.WriteChoice;
import dev.firebreak.remediation.plan.WriteChooser;
import dev.firebreak.remediation.plan.WriteForm;
import dev.firebreak.scim.resource.ResourceType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/// Chooses the form in which a change is made: the narrowest that is known to be safe.
public final class WriteStrategy implements WriteChooser {

  private final Sources sources;

  public WriteStrategy(Sources sources) {
    this.sources = sources;
  }

  /// The form of a change by what is known of its source now.
  @Override
  public WriteChoice choose(PlannedChange change, Live live) {
    return choose(change, live, SourceTraits.of(sources, change.source()));
  }

  /// Why a change must not be made any more in the form that was approved, if so.
  ///
  /// @param frozen the form in the plan
  public Optional<String> noLonger(PlannedChange change, WriteChoice frozen, Live live) {
    WriteChoice now = choose(change, live);
    boolean same =
        frozen.reason() == null
            ? now.form().method().equals(frozen.form().method())
            : now.form() == frozen.form();
    return same
        ? Optional.empty()
        : Optional.of(
            "it was planned as %s, and by what is known of the source now it would be %s (%s) Plan again"
                .formatted(frozen.form().method(), now.form().method(), now.reason()));
  }

  /// The form of a change, by nothing but the arguments.
  ///
  /// @param live the resource as it is now; [Live#NOTHING] where there is none, or it cannot be
  ///   read
  public static WriteChoice choose(PlannedChange change, Live live, SourceTraits traits) {
    if (traits.byHand()) {
      return manual(List.of("The source has no interface to write to"));
    }
    ResourceType type = ResourceType.named(change.resource().type()).orElseThrow();
    List<Supplier<Fit>> fits =
        type == ResourceType.CONTAINER_PERMISSION
            ? ContainerPermissions.of(traits).forms(change, live).stream()
                .<Supplier<Fit>>map(fit -> () -> fit)
                .toList()
            : forms(change, type, live, traits);
    List<String> not = new ArrayList<>();
    for (Supplier<Fit> fit : fits) {
      switch (fit.get()) {
        case Fit.Yes(var form, var why) -> {
          return new WriteChoice(form, sentence(form, why, not));
        }
        case Fit.No(var why) -> not.add(why);
      }
    }
    return manual(not);
  }

  private static List<Supplier<Fit>> forms(
      PlannedChange change, ResourceType type, Live live, SourceTraits traits) {
    Optional<String> unkept = keepsNoEnd(change, live);
    if (unkept.isPresent()) {
      return List.of(() -> new Fit.No(unkept.get()));
    }
    Patches patches = new Patches(type, traits);
    return List.of(
        () -> patches.narrow(change),
        () -> patches.withoutPath(change),
        () -> patches.byValue(change),
        () -> WholeResource.put(change, type, live, traits));
  }

  private static Optional<String> keepsNoEnd(PlannedChange change, Live live) {
    boolean keeps =
        switch (change) {
          case SetEndDate end -> end.where().isCarriedBy(live.resource());
          case RestoreEndDate end -> end.where().isCarriedBy(live.resource());
          case PlannedChange _ -> true;
        };
    return keeps
        ? Optional.empty()
        : Optional.of(
            "The resource shows no end of this kind, so nobody knows whether its source keeps one");
  }

  private static String sentence(WriteForm form, String why, List<String> not) {
    return "Sent as %s, since %s%s."
        .formatted(
            words(form), why, not.isEmpty() ? "" : "; nothing narrower, since " + joined(not));
  }

  private static String words(WriteForm form) {
    return switch (form) {
      case PATCH -> "a PATCH of just this value";
      case PATCH_BY_VALUE -> "a PATCH that names the value beside the path";
      case PATCH_WITHOUT_PATH -> "a PATCH without a path";
      case PUT -> "a PUT of the whole resource as just read, but for this value";
      case POST -> "a POST of what was there before";
      case DELETE -> "a DELETE of the permission";
      case MANUAL -> "a task";
    };
  }

  private static WriteChoice manual(List<String> why) {
    return new WriteChoice(WriteForm.MANUAL, "A task for a person: " + joined(why) + ".");
  }

  private static String joined(List<String> why) {
    return String.join("; ", why);
  }

  /// Whether one form is for this change.
  sealed interface Fit {

    /// It is.
    ///
    /// @param why what makes it safe, as the end of a sentence
    record Yes(WriteForm form, String why) implements Fit {}

    /// It is not.
    ///
    /// @param why as part of a sentence
    record No(String why) implements Fit {}
  }

  /// Whether a change makes or takes the resource itself, so that nothing but a POST or DELETE says
  /// it.
  static boolean isAboutTheResource(PlannedChange change) {
    return change instanceof CreatePermission || change.takesResource();
  }
}
