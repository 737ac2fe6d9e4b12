package dev.firebreak.web.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.firebreak.analytics.finding.AccessPath;
import dev.firebreak.analytics.finding.Finding;
import dev.firebreak.analytics.finding.FindingKey;
import dev.firebreak.analytics.finding.FindingKind;
import dev.firebreak.analytics.finding.Severity;
import dev.firebreak.graph.model.Active;
import dev.firebreak.graph.schema.EdgeKind;
import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.remediation.pack.PackContent;
import dev.firebreak.remediation.pack.PackContent.Change;
import dev.firebreak.remediation.pack.PackContent.Word;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class PackReportTest {
  private static final Instant AT = Instant.parse("2026-11-22T06:12:00Z");
  private static final JsonMapper JSON = JsonMapper.shared();

  private static PackContent content(String name, int changes, @Nullable String missing) {
    AccessPath.Stop marta =
        new AccessPath.Stop(NodeKind.IDENTITY, "firebreak/Identity/m", name, null, Active.YES);
    AccessPath.Stop account =
        new AccessPath.Stop(NodeKind.ACCOUNT, "ledger/User/m", "m.okonjo", "ledger", Active.YES);
    Finding finding =
        new Finding(
            new FindingKey(FindingKind.TOXIC, "AP-03", marta.key(), ""),
            "Vendor and payment",
            2,
            Severity.CRITICAL,
            NodeKind.IDENTITY,
            name,
            name + " can create vendor and release payment.",
            List.of(
                new AccessPath(
                    "Create vendor",
                    "",
                    List.of(marta, account),
                    List.of(
                        new AccessPath.Hop(
                            EdgeKind.OWNS,
                            marta.key(),
                            account.key(),
                            null,
                            null,
                            null,
                            null,
                            null,
                            null,
                            null)))),
            1,
            List.of("SOX ITGC", "NIST AC-5"));
    return new PackContent(
        "R-17",
        "4be1".repeat(16),
        new Word("PLAN_FROZEN", "ana", AT, null, 17),
        List.of(
            new PackContent.Shown(
                finding.id(),
                finding,
                missing == null ? 12 : 0,
                missing == null ? 14 : 0,
                JSON.readTree("{\"id\":\"AP-03\",\"version\":2}"),
                missing,
                18)),
        List.of(new Word("APPROVAL", "Łukasz Żółć", AT, "Μαρία moved to Łódź <b>", 19)),
        new Word("RUN_STARTED", "ana", AT, null, 20),
        IntStream.range(0, changes).mapToObj(i -> change(i, name)).toList(),
        List.of(),
        missing == null ? List.of() : List.of("the slice: " + missing),
        new PackContent.Log(
            "firebreak-evidence/3f9a20c41b7de586",
            120,
            "firebreak-evidence/3f9a20c41b7de586+c74f20a3+ARo3c0Yw6Zr4W5T1wq0mP1f0hX9d6o2y8nB7tKc4sVxZ",
            "7c1e".repeat(16)));
  }

  private static Change change(int i, String name) {
    return new Change(
        "a" + i,
        "Remove " + name + " from AP-Clerks " + i,
        "doorway/Group/AP-Clerks-" + i,
        JSON.createArrayNode()
            .add(JSON.createObjectNode().put("value", "m.okonjo").put("display", name)),
        new PackContent.Sent(
            "PATCH",
            "/Groups/AP-Clerks-" + i,
            JSON.readTree(
                "{\"schemas\":[\"urn:ietf:params:scim:api:messages:2.0:PatchOp\"],\"Operations\":[{\"op\":\"remove\",\"path\":\"members[value eq \\\"m.okonjo\\\"]\"}]}"),
            "W/\"4\"",
            "If-Match W/\"4\"",
            null,
            AT,
            21 + 3L * i),
        new PackContent.Ended(
            "VERIFIED",
            200,
            "W/\"5\"",
            "Read back from the source.",
            41,
            12L,
            null,
            AT,
            22 + 3L * i),
        new PackContent.ReadBack(
            List.of(), List.of("members m.okonjo"), "W/\"5\"", AT, 23 + 3L * i),
        JSON.readTree("{\"Operations\":[{\"op\":\"add\",\"path\":\"members\"}]}"),
        null);
  }

  private static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
    }
  }

  @Test
  void namesOfEverySortAreReadOutAgain() throws Exception {
    String name = "Łódź Żółć, Μαρία Ωραία, Дмитрий Ђорђевић, Çağlar Şeyma, Nguyễn";
    String text = text(PackReport.pdf(content(name, 1, null)));
    assertThat(text)
        .contains("Łódź Żółć, Μαρία Ωραία, Дмитрий Ђорђевић, Çağlar Şeyma")
        .contains("Łukasz Żółć", "Μαρία moved to Łódź <b>")
        .contains("Run R-17 made its one change, and it was read back.")
        .contains("SOX ITGC, NIST AC-5")
        .contains(
            "./firebreak verify-evidence --pack evidence-R-17.zip \\ --key 'firebreak-evidence/3f9a20c41b7de586+c74f20a3+ARo3c0Yw6Zr4W5T1wq0mP1f0hX9d6o2y8nB7tKc4sVxZ'")
        .contains("Key " + "7c1e".repeat(16))
        .contains("1 / ");
  }

  @Test
  void theSameContentMakesTheSameBytesInADocumentOfOneEmbeddedFont() throws Exception {
    byte[] pdf = PackReport.pdf(content("Łódź", 3, null));
    assertThat(PackReport.pdf(content("Łódź", 3, null))).isEqualTo(pdf);
    assertThat(PackReport.pdf(content("Łódź!", 3, null))).isNotEqualTo(pdf);
    try (PDDocument document = Loader.loadPDF(pdf)) {
      List<PDFont> fonts = new ArrayList<>();
      for (var page : document.getPages()) {
        for (var each : page.getResources().getFontNames()) {
          fonts.add(page.getResources().getFont(each));
        }
      }
      assertThat(fonts).isNotEmpty().allMatch(PDFont::isEmbedded);
      assertThat(document.getDocumentInformation().getTitle()).isEqualTo("Evidence of run R-17");
    }
  }

  @Test
  void whatIsMissingIsSaidFirst() throws Exception {
    String text = text(PackReport.pdf(content("Marta", 2, "too large")));
    assertThat(text)
        .contains("This evidence is genuine and not complete. Missing: – the slice: too large")
        .contains("cannot be: too large")
        .contains("made all 2 changes");
  }

  @Test
  void aTextThatIsNoXmlAndAnAddressInItDoNoHarm() throws Exception {
    String text =
        text(
            PackReport.pdf(
                content("<img src='file:///etc/passwd'/>&x; \u0001\u0000 ]]>", 1, null)));
    assertThat(text).contains("<img src='file:///etc/passwd'/>&x;").doesNotContain("root:");
  }

  /// For somebody who looks at it: `-Dreport.pages=FOLDER` leaves each page there as a picture.
  @Test
  void everyPageHasSomethingOnIt() throws Exception {
    String folder = System.getProperty("report.pages");
    try (PDDocument document = Loader.loadPDF(PackReport.pdf(content("Łódź Okonjo", 12, null)))) {
      PDFRenderer renderer = new PDFRenderer(document);
      assertThat(document.getNumberOfPages()).isBetween(3, 12);
      for (int page = 0; page < document.getNumberOfPages(); page++) {
        BufferedImage image = renderer.renderImageWithDPI(page, folder == null ? 30 : 80);
        assertThat(
                IntStream.range(0, image.getHeight())
                    .filter(y -> image.getRGB(image.getWidth() / 4, y) != -1))
            .isNotEmpty();
        if (folder != null) {
          Path file = Path.of(folder, "page-" + (page + 1) + ".png");
          Files.createDirectories(file.getParent());
          ImageIO.write(image, "png", file.toFile());
        }
      }
    }
  }
}
