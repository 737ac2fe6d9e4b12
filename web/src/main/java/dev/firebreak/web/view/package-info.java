/// What screens and the REST API read: one service per screen over
/// [dev.firebreak.web.view.CurrentGraph] and the stores, and a view record only where a screen
/// joins several things. Nothing here knows of HTTP or templates.
@NullMarked
package dev.firebreak.web.view;

import org.jspecify.annotations.NullMarked;
