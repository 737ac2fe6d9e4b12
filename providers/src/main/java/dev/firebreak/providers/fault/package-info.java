/// What no well-kept server does, on demand: [dev.firebreak.providers.fault.FaultyServer] stands in
/// front of a provider, and a [dev.firebreak.providers.fault.Fault] says how it misbehaves.
@NullMarked
package dev.firebreak.providers.fault;

import org.jspecify.annotations.NullMarked;
