/// The command line. Every command but `serve` works without the web server and can be used from a
/// script; [dev.firebreak.web.cli.ExitCode] says what its result means.
@NullMarked
package dev.firebreak.web.cli;

import org.jspecify.annotations.NullMarked;
