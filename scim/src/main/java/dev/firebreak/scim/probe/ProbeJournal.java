package dev.firebreak.scim.probe;

import dev.firebreak.scim.resource.ResourceType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/// Where the changes of a probe are kept. What [#before] throws keeps the change from being sent.
public interface ProbeJournal {

  /// A change of the resource that an operator named.
  ///
  /// @param body of the PATCH
  /// @param ifMatch the version sent with it, or null
  /// @param what it is for, in words
  record Write(
      ResourceType type, String id, ObjectNode body, @Nullable String ifMatch, String what) {}

  /// A change is about to be sent; it is kept when this returns.
  void before(Write write);

  /// A change was sent.
  ///
  /// @param outcome what came of it, in words
  void after(Write write, String outcome);
}
