package dev.firebreak.scim.probe;

import java.util.Arrays;
import java.util.Optional;

/// How the members that a listing of groups leaves out are had, as it was seen to work.
enum MemberRemedy {
  ON_REQUEST("on request"),
  ONE_BY_ONE("one by one"),
  ONE_BY_ONE_ON_REQUEST("one by one, on request"),
  BY_FILTER("by filter");

  private final String words;

  MemberRemedy(String words) {
    this.words = words;
  }

  /// The one that a measurement names.
  static Optional<MemberRemedy> of(String words) {
    return Arrays.stream(values()).filter(each -> each.words.equals(words)).findFirst();
  }

  /// As a measurement names it.
  @Override
  public String toString() {
    return words;
  }
}
