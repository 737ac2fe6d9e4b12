/// The screens: one thin controller per screen, which asks a service of `web.view` and names a
/// template. Templates hold no logic beyond what they show.
@NullMarked
package dev.firebreak.web.page;

import org.jspecify.annotations.NullMarked;
