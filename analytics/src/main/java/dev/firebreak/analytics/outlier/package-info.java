/// Identities that stand out among people like them. [dev.firebreak.analytics.outlier.PeerGroups]
/// says who is like whom, [dev.firebreak.analytics.outlier.Spread] and
/// [dev.firebreak.analytics.outlier.UpperTail] how far out somebody is and what of that is chance;
/// [dev.firebreak.analytics.outlier.Outliers] makes findings of it and names what contributes.
@NullMarked
package dev.firebreak.analytics.outlier;

import org.jspecify.annotations.NullMarked;
