package dev.firebreak.web.view;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.graph.snapshot.GraphSnapshot;
import dev.firebreak.graph.snapshot.Node;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What every node of a snapshot is called, without case and accents, in one array: names, user
/// names and e-mail addresses, each once.
final class NameIndex {

  private static final byte END = 0;

  private final long[] starts;
  private final byte[][] pages;

  private NameIndex(long[] starts, byte[][] pages) {
    this.starts = starts;
    this.pages = pages;
  }

  /// The names in a snapshot.
  static NameIndex of(GraphSnapshot snapshot) {
    int count = snapshot.nodeCount();
    long[] starts = new long[count + 1];
    byte[][] pages = new byte[16][];
    byte[] page = new byte[PAGE];
    int used = 0;
    int number = 0;
    for (int node = 0; node < count; node++) {
      byte[] texts = texts(snapshot, node);
      if (used + texts.length > PAGE) {
        pages = keep(pages, number++, Arrays.copyOf(page, used));
        used = 0;
      }
      starts[node] = ((long) number << 32) + used;
      System.arraycopy(texts, 0, page, used, texts.length);
      used += texts.length;
    }
    starts[count] = ((long) number << 32) + used;
    return new NameIndex(starts, keep(pages, number, Arrays.copyOf(page, used)));
  }

  private static final int PAGE = 1 << 20;

  private static byte[][] keep(byte[][] pages, int number, byte[] page) {
    byte[][] room = number < pages.length ? pages : Arrays.copyOf(pages, pages.length * 2);
    room[number] = page;
    return room;
  }

  private static byte[] texts(GraphSnapshot snapshot, int index) {
    NodeKind kind = snapshot.kind(index);
    String name = fold(snapshot.name(index));
    StringBuilder all = new StringBuilder(name).append((char) END);
    if (kind == NodeKind.IDENTITY || kind == NodeKind.ACCOUNT) {
      Node node = snapshot.node(index);
      add(all, node.userName());
      add(all, node.email());
    }
    byte[] bytes = all.toString().getBytes(StandardCharsets.UTF_8);
    return bytes.length <= PAGE ? bytes : Arrays.copyOf(Arrays.copyOf(bytes, PAGE - 1), PAGE);
  }

  private static void add(StringBuilder all, @Nullable String text) {
    String folded = text == null ? "" : fold(text);
    if (!folded.isEmpty() && all.indexOf(folded + (char) END) != 0) {
      all.append(folded).append((char) END);
    }
  }

  /// What people type, as [#rank] takes it.
  static byte[] wanted(String text) {
    return fold(text.strip()).getBytes(StandardCharsets.UTF_8);
  }

  /// How well the names of a node match: 1 for the very name, then its beginning, the beginning of
  /// a word, any part; 0 for no match.
  ///
  /// @param wanted see [#wanted], not empty
  int rank(int node, byte[] wanted) {
    byte[] page = pages[(int) (starts[node] >> 32)];
    int start = (int) starts[node];
    int end = starts[node] >> 32 == starts[node + 1] >> 32 ? (int) starts[node + 1] : page.length;
    int best = 0;
    byte first = wanted[0];
    for (int at = start; at <= end - wanted.length; at++) {
      if (page[at] == first && matches(page, at, wanted)) {
        int rank = rank(page, start, at, at + wanted.length);
        if (best == 0 || rank < best) {
          best = rank;
        }
      }
    }
    return best;
  }

  /// Orders two nodes by their names, without case and accents.
  int compare(int node, int other) {
    byte[] page = pages[(int) (starts[node] >> 32)];
    byte[] otherPage = pages[(int) (starts[other] >> 32)];
    int at = (int) starts[node];
    int otherAt = (int) starts[other];
    while (page[at] != END && page[at] == otherPage[otherAt]) {
      at++;
      otherAt++;
    }
    return Byte.compareUnsigned(page[at], otherPage[otherAt]);
  }

  private static boolean matches(byte[] page, int at, byte[] wanted) {
    for (int i = 1; i < wanted.length; i++) {
      if (page[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }

  private static int rank(byte[] page, int start, int at, int end) {
    if (at == start || page[at - 1] == END) {
      return end < page.length && page[end] == END ? 1 : 2;
    }
    byte before = page[at - 1];
    return before < 0 || Character.isLetterOrDigit(before) ? 4 : 3;
  }

  /// The text without case and accents, as it is compared.
  static String fold(String text) {
    boolean plain = true;
    for (int i = 0; i < text.length() && plain; i++) {
      plain = text.charAt(i) < 128;
    }
    if (plain) {
      return text.toLowerCase(Locale.ROOT);
    }
    return Normalizer.normalize(text, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}", "")
        .toLowerCase(Locale.ROOT)
        .replace('ł', 'l');
  }
}
