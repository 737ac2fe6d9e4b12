package dev.firebreak.remediation.evidence;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Checks every byte of an evidence folder: no network, no database, no lock, nothing written. The
/// chain first, then what was signed over it. A folder that is being written to may be checked;
/// what was complete when the check began is covered.
public final class EvidenceVerifier {
  private static final String BROKEN_LINK = "its prevHash is not the hash of the record before";

  private final Path folder;
  private final @Nullable Head head;
  private final List<Path> segments;
  private final SignatureCheck signatures;
  private Head last = Head.NONE;
  private Place lastPlace;
  private @Nullable Place namedPlace;
  private Head named = Head.NONE;
  private long headHashAt;
  private LineReader.@Nullable Line unfinished;

  private record Place(Path file, long offset) {
    Verdict.Tampered tampered(long seq, String why) {
      return new Verdict.Tampered(seq, file, offset, why);
    }
  }

  private EvidenceVerifier(
      Path folder, @Nullable Head head, List<Path> segments, SignatureCheck signatures) {
    this.folder = folder;
    this.head = head;
    this.segments = segments;
    this.signatures = signatures;
    lastPlace = new Place(Segments.numbered(folder, 1), 0);
  }

  /// The verdict on a folder, trusting whatever key signs it.
  public static Verdict verify(Path folder) {
    return verify(folder, Trust.NOTHING);
  }

  /// The verdict on a folder, held against what was kept elsewhere.
  public static Verdict verify(Path folder, Trust trust) {
    if (!Files.isDirectory(folder)) {
      return new Verdict.Unusable(folder + " is not a folder");
    }
    try {
      SignatureCheck signatures = SignatureCheck.of(folder, trust);
      @Nullable Head head = null;
      @Nullable String altered = null;
      try {
        head = Head.in(folder).orElse(null);
      } catch (MalformedLine malformed) {
        altered = malformed.getMessage();
      }
      List<Path> segments = Segments.in(folder);
      if (head == null && altered == null && segments.isEmpty()) {
        return new Verdict.Unusable(folder + " holds no evidence log");
      }
      EvidenceVerifier verifier = new EvidenceVerifier(folder, head, segments, signatures);
      Optional<Verdict> inTheChain = verifier.walk();
      if (inTheChain.isPresent()) {
        return inTheChain.get();
      }
      return altered == null
          ? signatures.judge(verifier.compareWithHead())
          : verifier.headTampered(verifier.last.seq(), altered);
    } catch (IOException unreadable) {
      return new Verdict.Unusable(folder + " cannot be read: " + unreadable);
    }
  }

  private Optional<Verdict> walk() throws IOException {
    int count = Segments.contiguous(folder, segments);
    for (int i = 0; i < segments.size(); i++) {
      if (i == count) {
        return Optional.of(
            new Place(Segments.numbered(folder, count + 1), 0)
                .tampered(last.seq() + 1, "its segment is missing, later ones are there"));
      }
      Optional<Verdict> verdict = walk(i);
      if (verdict.isPresent()) {
        return verdict;
      }
    }
    return Optional.empty();
  }

  private Optional<Verdict> walk(int segment) throws IOException {
    Path file = segments.get(segment);
    boolean lastSegment = segment == segments.size() - 1;
    try (LineReader lines = new LineReader(file)) {
      LineReader.@Nullable Line line = lines.next();
      if (line == null && !lastSegment) {
        return Optional.of(
            new Place(file, 0).tampered(last.seq() + 1, "its segment is empty, and not the last"));
      }
      for (; line != null; line = lines.next()) {
        if (lastSegment && !line.ended() && !line.overlong()) {
          unfinished = line;
          return Optional.empty();
        }
        Place place = new Place(file, line.offset());
        long seq = last.seq() + 1;
        LineHeader entry;
        try {
          entry = LineFormat.header(line);
          signatures.take(line.bytes(), entry);
        } catch (MalformedLine malformed) {
          return Optional.of(place.tampered(seq, String.valueOf(malformed.getMessage())));
        }
        if (entry.seq() != seq) {
          return Optional.of(
              place.tampered(seq, "record " + entry.seq() + " stands where it belongs"));
        }
        if (!entry.prevHash().equals(last.hash())) {
          return Optional.of(brokenLink(entry, place, lines, segment));
        }
        take(entry, place);
      }
    }
    return Optional.empty();
  }

  private void take(LineHeader entry, Place place) {
    last = entry.head();
    lastPlace = place;
    if (head != null && head.seq() == last.seq()) {
      named = last;
      namedPlace = place;
    }
    if (head != null && head.hash().equals(last.hash())) {
      headHashAt = last.seq();
    }
  }

  /// A link joins two records, and either may have been altered. It was the earlier if the next
  /// link or `HEAD` still holds the later one, or if `HEAD` does not hold the earlier.
  private Verdict brokenLink(LineHeader entry, Place place, LineReader lines, int segment)
      throws IOException {
    LineReader.@Nullable Line next = lines.next();
    if (next == null && segment + 1 < segments.size()) {
      try (LineReader following = new LineReader(segments.get(segment + 1))) {
        next = following.next();
      }
    }
    boolean laterHolds = head != null && head.equals(entry.head());
    boolean earlierFails = head != null && head.seq() == last.seq() && !head.equals(last);
    if (next != null) {
      try {
        laterHolds |= LineFormat.header(next).prevHash().equals(entry.hash());
      } catch (MalformedLine noHelp) {
        return place.tampered(entry.seq(), BROKEN_LINK);
      }
    }
    return last.seq() > 0 && (laterHolds || earlierFails)
        ? lastPlace.tampered(last.seq(), "its content is not what the next record has chained")
        : place.tampered(entry.seq(), BROKEN_LINK);
  }

  private Verdict compareWithHead() throws IOException {
    if (head == null && signatures.savedOverAll().isPresent()) {
      return Verdict.Intact.unsigned(last.seq(), last.hash());
    }
    if (head == null) {
      return new Verdict.Incomplete(
          last.seq(), "HEAD is missing, so a missing tail would not show");
    }
    if (headHashAt != 0 && headHashAt != head.seq()) {
      return headTampered(
          headHashAt, "HEAD gives its hash to record " + head.seq() + ", which has another");
    }
    if (head.seq() > last.seq()) {
      return missingTail(head);
    }
    if (!head.equals(named)) {
      Place place = namedPlace == null ? new Place(folder.resolve(Head.FILE), 0) : namedPlace;
      return place.tampered(head.seq(), "its hash is not the one in HEAD");
    }
    Head now = headNow(head);
    if (last.seq() > now.seq() + Head.LAG) {
      return headTampered(
          now.seq() + Head.LAG + 1,
          "HEAD stops at record " + now.seq() + ", the log goes on to " + last.seq());
    }
    LineReader.Line rest = unfinished;
    if (rest != null && now.equals(head)) {
      return new Verdict.Incomplete(
          last.seq(),
          "an unfinished line of "
              + rest.bytes().length
              + " bytes follows, left by a crash; opening the log repairs and records it");
    }
    return Verdict.Intact.unsigned(last.seq(), last.hash());
  }

  private Verdict missingTail(Head wanted) {
    LineReader.Line rest = unfinished;
    if (rest != null && wanted.seq() == last.seq() + 1) {
      byte[] bytes = rest.bytes();
      String hash = CanonicalJson.sha256(Arrays.copyOf(bytes, bytes.length - 1));
      if (hash.equals(wanted.hash())) {
        return new Place(segments.getLast(), rest.offset())
            .tampered(wanted.seq(), "another byte stands in the place of its line feed");
      }
    }
    return new Verdict.Incomplete(
        last.seq(), "HEAD names record " + wanted.seq() + ", and the log ends before it does");
  }

  private Verdict headTampered(long seq, String why) {
    return new Place(folder.resolve(Head.FILE), 0).tampered(seq, why);
  }

  /// `HEAD` as it is after the walk: the log may have grown meanwhile.
  private Head headNow(Head before) throws IOException {
    try {
      return Head.in(folder).orElse(before);
    } catch (MalformedLine altered) {
      return before;
    }
  }
}
