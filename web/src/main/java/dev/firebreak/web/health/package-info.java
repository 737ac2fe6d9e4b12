/// How well each source is: calls, circuit, credentials, schemas and harvests together. Begin with
/// [dev.firebreak.web.health.SourceHealth].
@NullMarked
package dev.firebreak.web.health;

import org.jspecify.annotations.NullMarked;
