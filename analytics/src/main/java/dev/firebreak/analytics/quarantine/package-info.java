/// Sources whose last harvest lacked so much that nothing was swept: what the graph says of them
/// may be long gone, so every other finding about them rests on sand until somebody looks.
@NullMarked
package dev.firebreak.analytics.quarantine;

import org.jspecify.annotations.NullMarked;
