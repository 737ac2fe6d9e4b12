@NullMarked
package dev.firebreak.remediation;

import org.jspecify.annotations.NullMarked;
