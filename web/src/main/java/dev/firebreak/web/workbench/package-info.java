/// The what-if workbench: a basket of changes, what they would lead to, and the way to a plan.
/// Start at [dev.firebreak.web.workbench.Workbench]; the basket itself is
/// [dev.firebreak.web.whatif.Basket].
@NullMarked
package dev.firebreak.web.workbench;

import org.jspecify.annotations.NullMarked;
