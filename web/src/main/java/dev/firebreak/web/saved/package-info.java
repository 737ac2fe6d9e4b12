/// Lists of findings that people keep under a name, for themselves or for everybody.
///
/// [dev.firebreak.web.saved.SavedViews] keeps them in the graph; [dev.firebreak.web.saved.ViewTabs]
/// puts them over the list of findings, each with its count.
@NullMarked
package dev.firebreak.web.saved;

import org.jspecify.annotations.NullMarked;
