package dev.firebreak.remediation.run;

import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Who may approve plans at all.
public interface Approvers {

  /// Everybody who can sign in.
  Approvers ANYBODY =
      new Approvers() {
        @Override
        public Optional<String> mayNot(String person) {
          return Optional.empty();
        }

        @Override
        public Set<String> names() {
          return Set.of();
        }
      };

  /// Why a person is no approver, in a sentence.
  Optional<String> mayNot(String person);

  /// Everybody who is known to be one, in order; empty where nobody is named.
  Set<String> names();

  /// These persons and nobody else.
  ///
  /// @param administrators who set Firebreak up, and so approve nothing even where they are named
  static Approvers named(Set<String> names, Set<String> administrators) {
    Set<String> approvers = new TreeSet<>(names);
    approvers.removeAll(administrators);
    return new Approvers() {
      @Override
      public Optional<String> mayNot(String person) {
        if (administrators.contains(person)) {
          return Optional.of(
              person
                  + " is an administrator, who sets the guardrails and so approves nothing; an approver named in remediation.approvers must do it.");
        }
        return approvers.contains(person)
            ? Optional.empty()
            : Optional.of(
                person
                    + " is no approver. Let one do it"
                    + (approvers.isEmpty() ? "" : " (" + String.join(", ", approvers) + ")")
                    + ", or add the name to remediation.approvers.");
      }

      @Override
      public Set<String> names() {
        return Set.copyOf(approvers);
      }
    };
  }
}
