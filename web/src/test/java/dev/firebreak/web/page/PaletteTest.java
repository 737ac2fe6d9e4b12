package dev.firebreak.web.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Everything that is read can be read in both themes, and `docs/interface.md` says how well.
class PaletteTest {

  private static final Path TOKENS = Path.of("src/main/resources/static/assets/tokens.css");
  private static final Path PAGE = Path.of("..", "docs", "interface.md");
  private static final String BEGIN = "<!-- contrasts: -Dinterface.write=true writes them -->\n";

  @Test
  void everyTextHasEnoughContrast() throws IOException {
    assertThat(Palette.read(TOKENS).tooWeak()).isEmpty();
  }

  @Test
  void aColourThatIsTooPaleIsNamed() throws IOException {
    Map<String, Palette.Shades> colours = new LinkedHashMap<>(Palette.read(TOKENS).colours());
    colours.put("ink-3", new Palette.Shades("#a0a8a2", "#939d96"));
    assertThat(new Palette(colours).tooWeak())
        .anyMatch(fault -> fault.startsWith("ink-3 on sheet: 2.4 / 6.2, at least 4.5"));
  }

  @Test
  void contrastIsWhatTheStandardSays() {
    assertThat(Palette.contrast("#000000", "#ffffff")).isCloseTo(21, within(0.001));
    assertThat(Palette.contrast("#767676", "#ffffff")).isCloseTo(4.54, within(0.01));
  }

  @Test
  void thePageSaysWhatTheColoursAre() throws IOException {
    String table = Palette.read(TOKENS).table();
    String page = Files.readString(PAGE);
    String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
    if (Boolean.getBoolean("interface.write")) {
      Files.writeString(PAGE, before + table);
    }
    assertThat(Files.readString(PAGE))
        .as("docs/interface.md is out of date: run this test with -Dinterface.write=true")
        .isEqualTo(before + table);
  }
}
