package dev.firebreak.demo.house.planted.scim.client;

/// Stands for a secret.
public record Secret(String value) {
  public String reveal() {
    return value;
  }
}
