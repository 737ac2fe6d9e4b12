/// Drift: an application says something else of somebody than the sources that say who is a person
/// of the organisation. [dev.firebreak.analytics.drift.Drift] finds it,
/// [dev.firebreak.analytics.drift.DriftDebt] adds it up for each source by age.
@NullMarked
package dev.firebreak.analytics.drift;

import org.jspecify.annotations.NullMarked;
