/// A query is a file: one `.cypher` resource, bound by a [dev.firebreak.graph.query.Query] constant
/// to the record of its parameters and the record of its rows. Its header comment is read and
/// checked, so that the file alone tells everything needed to run it.
@NullMarked
package dev.firebreak.graph.query;

import org.jspecify.annotations.NullMarked;
