package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// Of each class, by its place in the [Forest], what it leads to beyond the class above it: whoever
/// has marked all that the class above leads to marks this and has marked all that the class leads
/// to. What a class leads to is so the union of the additions on its way to the root, and these
/// together take little more room than the edges: most of what two classes lead to in common lies
/// above both.
///
/// @param forest where the classes have their places
/// @param classes the classes themselves
/// @param starts where the addition of each place begins among the cells
/// @param cells each addition in one piece, so that it costs one access to memory that lies far: at
///   first two of the sums of [Tally]; then the third, above the lowest [#SHIFT] bits, and in those
///   how many words follow, times two, with one more when the addition was too large to be kept: it
///   is the class alone, and what that leads to has to be marked, too; then the place above, -1 for
///   a root, in the upper half, and where its addition begins in the lower; then the words: in the
///   upper half which 32 places, in the lower half their bits
/// @param singles of each place what its class itself counts, as the bits of a node, -1 when they
///   cannot say it
@SuppressWarnings("ArrayRecordComponent") // shared, never compared
record Additions(Forest forest, Classes classes, int[] starts, long[] cells, short[] singles) {

  /// How many cells are before the words of an addition.
  static final int HEAD = 4;

  /// How many bits there are for the number of words.
  static final int SHIFT = 24;

  /// How many classes an addition may have to be kept, where nothing else is asked for.
  static final int MOST = 4096;

  /// How many cells are kept for each class, on average, before no more are.
  private static final int ROOM = 20;

  /// @param most how many classes an addition may have to be kept, at least 1
  static Additions of(Classes classes, Forest forest, int most) {
    Search search = new Search(classes, forest, most);
    search.all();
    return search.additions();
  }

  /// What the class at a place leads to, by place.
  int[] successors(int place) {
    long range = classes.sums()[forest.numbers()[place] * Classes.STRIDE + 3];
    int[] places = new int[(int) range - (int) (range >>> 32)];
    for (int i = 0; i < places.length; i++) {
      places[i] = forest.places()[classes.successors()[(int) (range >>> 32) + i]];
    }
    return places;
  }

  /// [Tally#grants(int)] of the members of the class at a place.
  long grants(int place) {
    return classes.sums()[forest.numbers()[place] * Classes.STRIDE];
  }

  /// [Tally#marks(int)] of the members of the class at a place.
  long marks(int place) {
    return classes.sums()[forest.numbers()[place] * Classes.STRIDE + 1];
  }

  /// [Tally#weight(int)] of the members of the class at a place.
  long weight(int place) {
    return classes.sums()[forest.numbers()[place] * Classes.STRIDE + 2];
  }

  /// One visit of the forest from the roots, with what is above marked.
  private static final class Search {

    private final Classes classes;
    private final Forest forest;
    private final int most;
    private final boolean[] marked;
    private final int[] found;
    private final int[] bits;
    private final int[] starts;
    private long[] cells;
    private int used;

    Search(Classes classes, Forest forest, int most) {
      int count = classes.count();
      this.classes = classes;
      this.forest = forest;
      this.most = most;
      this.marked = new boolean[count];
      this.found = new int[count];
      this.bits = new int[most];
      this.starts = new int[count];
      this.cells = new long[count * (HEAD + 2) + HEAD];
    }

    Additions additions() {
      return new Additions(forest, classes, starts, cells, singles());
    }

    private short[] singles() {
      short[] singles = new short[starts.length];
      for (int place = 0; place < singles.length; place++) {
        int of = forest.numbers()[place] * Classes.STRIDE;
        long[] each = classes.sums();
        singles[place] = (short) Tally.payload(each[of], each[of + 1], each[of + 2]);
      }
      return singles;
    }

    void all() {
      int[] path = new int[64];
      int[] sizes = new int[64];
      int depth = 0;
      int size = 0;
      for (int place = 0; place < starts.length; place++) {
        while (depth > 0 && path[depth - 1] != forest.above()[place]) {
          depth--;
        }
        int keep = depth == 0 ? 0 : sizes[depth - 1];
        for (int at = keep; at < size; at++) {
          marked[found[at]] = false;
        }
        size = mark(forest.numbers()[place], keep);
        boolean whole = size - keep <= most && used < ROOM * (starts.length + 1L);
        keep(place, keep, whole ? size : keep + 1, whole ? 0 : 1);
        if (depth == path.length) {
          path = Arrays.copyOf(path, depth * 2);
          sizes = Arrays.copyOf(sizes, depth * 2);
        }
        path[depth] = place;
        sizes[depth++] = size;
      }
    }

    /// Marks what a class adds.
    ///
    /// @return how many are marked then
    private int mark(int number, int from) {
      long[] each = classes.sums();
      int[] successors = classes.successors();
      int size = from;
      marked[number] = true;
      found[size++] = number;
      for (int next = from; next < size; next++) {
        long range = each[found[next] * Classes.STRIDE + 3];
        for (int edge = (int) (range >>> 32); edge < (int) range; edge++) {
          int to = successors[edge];
          if (!marked[to]) {
            marked[to] = true;
            found[size++] = to;
          }
        }
      }
      return size;
    }

    private void keep(int place, int from, int to, int partial) {
      int begin = used;
      used += HEAD;
      room(used + to - from);
      long[] each = classes.sums();
      long grants = 0;
      long marks = 0;
      long weight = 0;
      for (int at = from; at < to; at++) {
        bits[at - from] = forest.places()[found[at]];
        int of = found[at] * Classes.STRIDE;
        grants += each[of];
        marks += each[of + 1];
        weight += each[of + 2];
      }
      Arrays.sort(bits, 0, to - from);
      long last = -1;
      for (int at = 0; at < to - from; at++) {
        long word = bits[at] >> 5;
        if (word != last) {
          cells[used++] = word << 32;
          last = word;
        }
        cells[used - 1] |= 1L << (bits[at] & 31);
      }
      int above = forest.above()[place];
      starts[place] = begin;
      cells[begin] = grants;
      cells[begin + 1] = marks;
      cells[begin + 2] = weight << SHIFT | (used - begin - HEAD) * 2 + partial;
      cells[begin + 3] = (long) above << 32 | (above < 0 ? 0 : starts[above]);
    }

    private void room(int size) {
      cells = size <= cells.length ? cells : Arrays.copyOf(cells, size * 2);
    }
  }
}
