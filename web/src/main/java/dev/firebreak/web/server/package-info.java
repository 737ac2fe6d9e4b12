/// Starts the web server around an opened installation: [dev.firebreak.web.server.WebServer].
@NullMarked
package dev.firebreak.web.server;

import org.jspecify.annotations.NullMarked;
