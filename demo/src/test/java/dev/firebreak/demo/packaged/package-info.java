/// The packaged application as processes of its own: what a signal, a kill and a pipe meet.
@NullMarked
package dev.firebreak.demo.packaged;

import org.jspecify.annotations.NullMarked;
