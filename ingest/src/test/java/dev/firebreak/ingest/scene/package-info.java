/// A small organisation for the tests of this module: real SCIM service providers, a real graph,
/// and a clock that the test moves.
@NullMarked
package dev.firebreak.ingest.scene;

import org.jspecify.annotations.NullMarked;
