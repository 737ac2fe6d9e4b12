/// Questions of the kind *what if*, as they come in by the REST API or a file.
///
/// [dev.firebreak.web.whatif.Question] is the question, [dev.firebreak.web.whatif.QuestionFile]
/// reads one, [dev.firebreak.web.whatif.QuestionReader] makes of it what
/// [dev.firebreak.analytics.whatif.WhatIf] answers; what a SCIM PATCH would do,
/// [dev.firebreak.web.whatif.PatchReading] finds out by the mapping of a harvest.
@NullMarked
package dev.firebreak.web.whatif;

import org.jspecify.annotations.NullMarked;
