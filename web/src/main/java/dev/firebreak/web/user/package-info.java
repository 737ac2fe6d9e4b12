/// The people who use Firebreak, and the keys of their programs: [dev.firebreak.web.user.Users] and
/// [dev.firebreak.web.user.ApiKeys] keep them in the graph database, apart from the identity graph,
/// so that several servers share them. [dev.firebreak.web.user.UserChanges] is how they change:
/// each change is evidence first.
@NullMarked
package dev.firebreak.web.user;

import org.jspecify.annotations.NullMarked;
