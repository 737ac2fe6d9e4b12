/// How far long work is, for whoever looks on: harvests, analyses, remediation runs, plans. The
/// work leaves its state in [dev.firebreak.web.progress.Works] and is never held up by those who
/// listen. Start with [dev.firebreak.web.progress.Progress].
@NullMarked
package dev.firebreak.web.progress;

import org.jspecify.annotations.NullMarked;
