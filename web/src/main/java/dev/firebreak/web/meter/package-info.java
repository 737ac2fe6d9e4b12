/// What is counted and timed while sources are called and harvested: begin with
/// [dev.firebreak.web.meter.SourceMeters].
@NullMarked
package dev.firebreak.web.meter;

import org.jspecify.annotations.NullMarked;
