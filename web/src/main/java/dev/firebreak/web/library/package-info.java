/// The query library: read queries in Cypher under a name, with typed parameters. Begin with
/// [dev.firebreak.web.library.QueryLibrary], which keeps them, and
/// [dev.firebreak.web.library.QueryRuns], which runs them within limits;
/// [dev.firebreak.web.library.QueryFile] is how they travel. What a query may do is decided in
/// [dev.firebreak.graph.guard].
@NullMarked
package dev.firebreak.web.library;

import org.jspecify.annotations.NullMarked;
