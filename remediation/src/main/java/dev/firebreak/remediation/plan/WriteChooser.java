package dev.firebreak.remediation.plan;

/// Says in which form a change is made, see [dev.firebreak.remediation.write.WriteStrategy].
@FunctionalInterface
public interface WriteChooser {

  /// The form for a change of a resource as it is now. Pure as far as its source stays the same.
  WriteChoice choose(PlannedChange change, Live live);
}
