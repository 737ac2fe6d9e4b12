package dev.firebreak.web.report;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import dev.firebreak.remediation.pack.PackContent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.Objects;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.thymeleaf.TemplateEngine;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/// The report of an evidence pack: a document that an auditor reads. The same content makes the
/// same bytes. Nothing is fetched while it is made.
public final class PackReport {

  /// A sans serif that comes with the PDF library: Latin, Greek, Cyrillic and Hebrew.
  private static final String FONT = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

  /// A name of its own: a generic one would fall back to a font that knows Latin-1 only.
  private static final String FAMILY = "Report";

  private static final TemplateEngine ENGINE = engine();

  private PackReport() {}

  private static TemplateEngine engine() {
    XRLog.setLoggingEnabled(false); // it would go around our log, and tells how long styles took
    ClassLoaderTemplateResolver templates =
        new ClassLoaderTemplateResolver(PackReport.class.getClassLoader());
    templates.setPrefix("report/");
    templates.setSuffix(".xml");
    templates.setTemplateMode(TemplateMode.XML);
    templates.setCharacterEncoding("UTF-8");
    SpringTemplateEngine engine = new SpringTemplateEngine();
    engine.setTemplateResolver(templates);
    return engine;
  }

  /// The PDF.
  public static byte[] pdf(PackContent content) {
    Context context = new Context(Locale.ENGLISH);
    context.setVariable("report", ReportText.of(content));
    return pdf(
        ENGINE.process("pack", context),
        "Evidence of run " + content.runId(),
        content.proposed().at());
  }

  private static byte[] pdf(String html, String title, Instant at) {
    PdfRendererBuilder builder = new PdfRendererBuilder();
    builder.useFont(() -> font(), FAMILY);
    builder.useUriResolver((_, _) -> null);
    builder.useExternalResourceAccessControl(
        (_, _) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
    builder.withProducer("Firebreak");
    builder.withHtmlContent(html, null);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    builder.toStream(out);
    try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
      renderer.createPDFWithoutClosing();
      PDDocument document = renderer.getPdfDocument();
      PDDocumentInformation about = document.getDocumentInformation();
      about.setTitle(title);
      about.setCreator("Firebreak");
      about.setCreationDate(calendar(at));
      about.setModificationDate(calendar(at));
      document.setDocumentId(at.toEpochMilli());
      document.save(out);
      document.close();
      return out.toByteArray();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  private static InputStream font() {
    return Objects.requireNonNull(PDDocument.class.getResourceAsStream(FONT), FONT);
  }

  private static Calendar calendar(Instant at) {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(at.toEpochMilli());
    return calendar;
  }
}
