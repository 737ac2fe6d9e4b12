/// Effective access and findings as CSV or JSON, line by line, for the command line and the REST
/// API.
@NullMarked
package dev.firebreak.web.export;

import org.jspecify.annotations.NullMarked;
