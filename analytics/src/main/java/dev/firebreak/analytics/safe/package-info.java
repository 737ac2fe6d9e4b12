/// Safes that are kept by too few: nobody manages who may open one, or only one identity can.
@NullMarked
package dev.firebreak.analytics.safe;

import org.jspecify.annotations.NullMarked;
