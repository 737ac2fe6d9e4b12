package dev.firebreak.analytics.reach;

import java.util.Arrays;

/// The nodes that a search found, in their order, each with its hops and the edge it was entered
/// by. Takes room for what is found, not for the whole graph: the places of nodes are hashed until
/// one node of some thirty is found, and from then on looked up in an array over all nodes.
final class Found {

  /// No place.
  static final int NONE = -1;

  private static final int FEWEST = 256;
  private static final int SHARE = 32;
  private static final int GOLDEN = 0x9E3779B9;

  private final int nodeCount;
  private int[] order = new int[FEWEST];
  private int[] hops = new int[FEWEST];
  private int[] entry = new int[FEWEST];
  private int size;
  private int search;

  // Hashed: a place plus one at each node's address, 0 where nobody is. Over all nodes: a place
  // that counts only if that node is there, so that nothing has to be cleared.
  private int[] places = new int[FEWEST * 2];
  private boolean overAll;
  private int shift = Integer.numberOfLeadingZeros(FEWEST * 2 - 1);

  /// @param nodeCount how many nodes there are to be found
  Found(int nodeCount) {
    this.nodeCount = nodeCount;
  }

  int nodeCount() {
    return nodeCount;
  }

  /// Forgets everything.
  ///
  /// @return the number of the search that begins
  int clear() {
    if (!overAll) {
      if (size * 4 < places.length) {
        // the last first: whoever stands in another's way came before
        for (int place = size - 1; place >= 0; place--) {
          places[address(order[place])] = 0;
        }
      } else {
        Arrays.fill(places, 0);
      }
    }
    size = 0;
    return ++search;
  }

  /// The number of the search whose nodes these are.
  int search() {
    return search;
  }

  int size() {
    return size;
  }

  int node(int place) {
    return order[place];
  }

  int hops(int place) {
    return hops[place];
  }

  int entry(int place) {
    return entry[place];
  }

  void enterBy(int place, int edge) {
    entry[place] = edge;
  }

  /// The place of a node, [#NONE] if it was not found.
  int place(int node) {
    if (overAll) {
      int place = places[node];
      return place < size && order[place] == node ? place : NONE;
    }
    return places[address(node)] - 1;
  }

  /// Puts a node that was not found behind the others.
  void add(int node, int distance, int edge) {
    if (size == order.length) {
      grow();
    }
    order[size] = node;
    hops[size] = distance;
    entry[size] = edge;
    places[overAll ? node : address(node)] = overAll ? size : size + 1;
    size++;
  }

  /// Where a node is hashed, or would be.
  private int address(int node) {
    int mask = places.length - 1;
    int at = (node * GOLDEN) >>> shift;
    while (places[at] != 0 && order[places[at] - 1] != node) {
      at = (at + 1) & mask;
    }
    return at;
  }

  private void grow() {
    int room = Math.min(Math.max(nodeCount, size + 1), size * 2);
    order = Arrays.copyOf(order, room);
    hops = Arrays.copyOf(hops, room);
    entry = Arrays.copyOf(entry, room);
    if (overAll) {
      return;
    }
    if (size > nodeCount / SHARE) {
      overAll = true;
      places = new int[nodeCount];
      for (int place = 0; place < size; place++) {
        places[order[place]] = place;
      }
    } else {
      places = new int[places.length * 2];
      shift--;
      for (int place = 0; place < size; place++) {
        places[address(order[place])] = place + 1;
      }
    }
  }
}
