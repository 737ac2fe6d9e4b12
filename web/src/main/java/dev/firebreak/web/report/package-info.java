/// Documents in PDF: [dev.firebreak.web.report.PackReport] is the report in an evidence pack. What
/// it says is in [dev.firebreak.web.report.ReportText], how it looks in the template
/// `report/pack.xml`.
@NullMarked
package dev.firebreak.web.report;

import org.jspecify.annotations.NullMarked;
