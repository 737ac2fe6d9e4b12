/// Who may ask what: sign-in with the one local account, deny by default, the response headers of
/// every page, and a growing wait after failed sign-ins.
@NullMarked
package dev.firebreak.web.security;

import org.jspecify.annotations.NullMarked;
