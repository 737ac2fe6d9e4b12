/// The composition root: [dev.firebreak.web.config.ConfigFile] reads what an operator declares, and
/// [dev.firebreak.web.config.Firebreak] joins graph, sources, analyses, remediation and evidence
/// into one running whole that the command line and the web server share.
@NullMarked
package dev.firebreak.web.config;

import org.jspecify.annotations.NullMarked;
