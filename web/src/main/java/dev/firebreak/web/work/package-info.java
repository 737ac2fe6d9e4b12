/// Long work of the running server, one piece at a time, with progress that a page can show.
@NullMarked
package dev.firebreak.web.work;

import org.jspecify.annotations.NullMarked;
