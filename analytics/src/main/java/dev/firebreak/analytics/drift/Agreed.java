package dev.firebreak.analytics.drift;

/// How far the accounts of a source agree with the sources of people about an attribute.
///
/// @param source the id of the source
/// @param attribute the attribute in words, such as `department`
/// @param compared of how many accounts both sides say something
/// @param agree how many of these are the same
public record Agreed(String source, String attribute, int compared, int agree) {

  public Agreed {
    if (compared < 0 || agree < 0 || agree > compared) {
      throw new IllegalArgumentException(
          "of %d accounts %d cannot agree".formatted(compared, agree));
    }
  }
}
