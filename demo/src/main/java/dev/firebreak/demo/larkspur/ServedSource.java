package dev.firebreak.demo.larkspur;

import java.util.List;
import java.util.SequencedMap;

/// What one system of Larkspur serves.
///
/// @param name the id of the source, for example `ledgerone`
/// @param resources JSON text of the resources by endpoint, for example `/Users`
public record ServedSource(String name, SequencedMap<String, List<String>> resources) {

  /// The resources of one endpoint; none when it is not served.
  public List<String> at(String endpoint) {
    return resources.getOrDefault(endpoint, List.of());
  }
}
