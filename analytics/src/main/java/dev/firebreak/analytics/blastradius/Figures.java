package dev.firebreak.analytics.blastradius;

import java.util.Arrays;

/// The sums of many blast radii in primitive columns, one row for each node that was asked for; 28
/// bytes a row.
public final class Figures {

  private static final int STRIDE = 3;

  private final long[] sums;
  private final int[] hops;

  Figures(int rows) {
    this.sums = new long[Math.multiplyExact(rows, STRIDE)];
    this.hops = new int[rows];
    Arrays.fill(hops, -1);
  }

  /// How many rows there are.
  public int size() {
    return hops.length;
  }

  /// Distinct entitlements reached.
  public int entitlements(int row) {
    return Tally.upper(sums[row * STRIDE]);
  }

  /// Distinct containers reached.
  public int containers(int row) {
    return Tally.lower(sums[row * STRIDE]);
  }

  /// Distinct privileged accounts reached.
  public int privilegedAccounts(int row) {
    return Tally.upper(sums[row * STRIDE + 1]);
  }

  /// Distinct crown jewels reached, of any of the three kinds.
  public int crownJewels(int row) {
    return Tally.lower(sums[row * STRIDE + 1]);
  }

  /// Distinct resources reached: entitlements, containers and privileged accounts.
  public int count(int row) {
    return entitlements(row) + containers(row) + privilegedAccounts(row);
  }

  /// The sum of the sensitivities of the distinct resources reached.
  public long weighted(int row) {
    return sums[row * STRIDE + 2];
  }

  /// The fewest edges to a crown jewel, -1 when none is reached.
  public int jewelHops(int row) {
    return hops[row];
  }

  void sums(int row, long grants, long marks, long weight) {
    int at = row * STRIDE;
    sums[at] = grants;
    sums[at + 1] = marks;
    sums[at + 2] = weight;
  }

  void jewelHops(int row, int fewest) {
    hops[row] = fewest;
  }

  void copy(int row, Figures from, int fromRow) {
    System.arraycopy(from.sums, fromRow * STRIDE, sums, row * STRIDE, STRIDE);
    hops[row] = from.hops[fromRow];
  }

  /// Whether each row of the other says the same.
  @Override
  public boolean equals(Object other) {
    return other instanceof Figures that
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(hops, that.hops);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(sums) + Arrays.hashCode(hops);
  }
}
