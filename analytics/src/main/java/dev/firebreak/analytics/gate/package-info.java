/// What a change that somebody is about to make would open and close, in milliseconds.
///
/// A [dev.firebreak.analytics.gate.Gate] keeps what the analyses of a snapshot compare by. For a
/// change, a [dev.firebreak.analytics.gate.Footprint] says what it can have an effect on, and the
/// risks judge only those subjects anew, by the code that judges all. The answer is that of
/// [dev.firebreak.analytics.whatif.WhatIf].
@NullMarked
package dev.firebreak.analytics.gate;

import org.jspecify.annotations.NullMarked;
