/// The graph around a node, as it can be drawn and told. [Wanted] is a state of the explorer, which
/// is its address; [Explorer] makes a [Picture] of it: what is found ([Around]), which of it is
/// drawn and what is folded into counts ([Drawn]), and where it stands ([Columns]). The same graph
/// and the same address always make the same picture. [PastGraphs] gives the graph as it was.
@NullMarked
package dev.firebreak.web.explore;

import org.jspecify.annotations.NullMarked;
