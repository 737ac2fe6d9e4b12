package dev.firebreak.remediation.evidence.note;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoteTest {
  private static final String ORIGIN = "firebreak-evidence/3f9a20c41b7de586";
  private static final String ROOT = "CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=";
  private static final Checkpoint CHECKPOINT = new Checkpoint(ORIGIN, 120, ROOT);

  private final SigningKey key = SigningKey.generate();

  /// The key and the signature that Go's signed notes are documented with.
  @Test
  void aKeyAndSignatureThatOthersPublishedHold() throws Exception {
    VerifierKey known =
        VerifierKey.parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");
    byte[] message =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
            .getBytes(StandardCharsets.UTF_8);
    byte[] line =
        Base64.getDecoder()
            .decode(
                "x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=");
    assertThat(Arrays.copyOf(line, 4)).isEqualTo(known.id());
    assertThat(known.verifies(message, Arrays.copyOfRange(line, 4, line.length))).isTrue();
    message[3] ^= 1;
    assertThat(known.verifies(message, Arrays.copyOfRange(line, 4, line.length))).isFalse();
  }

  /// RFC 8032 §7.1, test 2.
  @Test
  void theSignatureOfTheStandardHolds() {
    HexFormat hex = HexFormat.of();
    VerifierKey standard =
        new VerifierKey(
            "test",
            Base64.getEncoder()
                .encodeToString(
                    hex.parseHex(
                        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c")));
    byte[] signature =
        hex.parseHex(
            "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    assertThat(standard.verifies(new byte[] {0x72}, signature)).isTrue();
    assertThat(standard.verifies(new byte[] {0x73}, signature)).isFalse();
  }

  @Test
  void aCheckpointIsThreeLinesABlankOneAndASignatureLine() throws Exception {
    SignedCheckpoint signed = key.sign(CHECKPOINT);
    String[] lines = signed.text().split("\n", -1);
    assertThat(lines).hasSize(6);
    assertThat(lines[0]).isEqualTo(ORIGIN);
    assertThat(lines[1]).isEqualTo("120");
    assertThat(lines[2]).isEqualTo(ROOT);
    assertThat(lines[3]).isEmpty();
    assertThat(lines[4]).startsWith("— " + ORIGIN + " ");
    assertThat(lines[5]).isEmpty();
    byte[] value = Base64.getDecoder().decode(lines[4].substring(ORIGIN.length() + 3));
    MessageDigest sha = MessageDigest.getInstance("SHA-256");
    sha.update((ORIGIN + "\n").getBytes(StandardCharsets.UTF_8));
    sha.update((byte) 1);
    sha.update(Base64.getDecoder().decode(key.verifier(ORIGIN).publicKey()));
    assertThat(value).hasSize(4 + 64).startsWith(Arrays.copyOf(sha.digest(), 4));
    assertThat(SignedCheckpoint.parse(signed.bytes())).isEqualTo(signed);
    assertThat(signed.isSignedBy(key.verifier(ORIGIN))).isTrue();
    assertThat(signed.isSignedBy(SigningKey.generate().verifier(ORIGIN))).isFalse();
    assertThat(signed.isSignedBy(key.verifier("another-log"))).isFalse();
  }

  @Test
  void everyFlippedBitAndTruncationOfACheckpointIsFound() {
    byte[] note = key.sign(CHECKPOINT).bytes();
    VerifierKey verifier = key.verifier(ORIGIN);
    assertThat(accepted(note, verifier)).isTrue();
    for (int i = 0; i < note.length; i++) {
      assertThat(accepted(Arrays.copyOf(note, i), verifier)).as("cut at %d", i).isFalse();
      for (int bit = 0; bit < 8; bit++) {
        byte[] flipped = note.clone();
        flipped[i] ^= (byte) (1 << bit);
        assertThat(accepted(flipped, verifier)).as("byte %d bit %d", i, bit).isFalse();
      }
    }
  }

  @Test
  void aWitnessMaySignBelow() throws Exception {
    SignedCheckpoint signed = key.sign(CHECKPOINT);
    SignedCheckpoint.Signature witness =
        new SignedCheckpoint.Signature(
            "witness.example/w1", signed.signatures().getFirst().value());
    SignedCheckpoint both =
        new SignedCheckpoint(CHECKPOINT, List.of(witness, signed.signatures().getFirst()));
    assertThat(SignedCheckpoint.parse(both.bytes()).isSignedBy(key.verifier(ORIGIN))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "log\n1\n" + ROOT + "\n",
        "log\n01\n" + ROOT + "\n\n— log AAAAAAA=\n",
        "log\n-1\n" + ROOT + "\n\n— log AAAAAAA=\n",
        "log\n1\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2J=\n\n— log AAAAAAA=\n",
        "log\n1\nCsUY\n\n— log AAAAAAA=\n",
        "log\n1\n" + ROOT + "\nmore\n\n— log AAAAAAA=\n",
        "two words\n1\n" + ROOT + "\n\n— log AAAAAAA=\n",
        "log\n1\n" + ROOT + "\n\n- log AAAAAAA=\n",
        "log\n1\n" + ROOT + "\n\n— log AAAAAAB=\n",
        "log\n1\n" + ROOT + "\n\n— log AAAAAAA\n",
        "log\n1\n" + ROOT + "\n\n— log AAAA\n",
        "log\n1\n" + ROOT + "\n\n— log AAAAAAA=",
        "log\r\n1\n" + ROOT + "\n\n— log AAAAAAA=\n",
        ""
      })
  void whatIsNotInItsOneFormIsRefused(String text) {
    assertThatExceptionOfType(MalformedNote.class)
        .isThrownBy(() -> SignedCheckpoint.parse(text.getBytes(StandardCharsets.UTF_8)));
  }

  @Test
  void aKeyIsReadBackFromItsFileAndKeepsItsSecretOtherwise() throws Exception {
    SigningKey again = SigningKey.parse(key.pem());
    assertThat(again.verifier(ORIGIN)).isEqualTo(key.verifier(ORIGIN));
    assertThat(VerifierKey.parse(key.verifier(ORIGIN).text())).isEqualTo(key.verifier(ORIGIN));
    assertThat(key.verifier(ORIGIN).fingerprint()).matches("[0-9a-f]{64}");
    assertThat(key.toString()).isEqualTo("SigningKey[***]");
    String other = SigningKey.generate().pem();
    String mixed =
        key.pem().substring(0, key.pem().indexOf("-----BEGIN PUBLIC"))
            + other.substring(other.indexOf("-----BEGIN PUBLIC"));
    assertThatExceptionOfType(MalformedNote.class)
        .isThrownBy(() -> SigningKey.parse(mixed))
        .withMessageContaining("does not belong");
    for (String broken : List.of("", "nonsense", key.pem().replace("A", "!"))) {
      assertThatExceptionOfType(MalformedNote.class).isThrownBy(() -> SigningKey.parse(broken));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "name",
        "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T=",
        "PeterNeumann+c74f20a3+AhpC",
        "Peter Neumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
      })
  void whatIsNoKeyIsRefused(String text) {
    assertThatExceptionOfType(MalformedNote.class).isThrownBy(() -> VerifierKey.parse(text));
  }

  private static boolean accepted(byte[] note, VerifierKey verifier) {
    try {
      SignedCheckpoint read = SignedCheckpoint.parse(note);
      return read.signatures().size() == 1 && read.isSignedBy(verifier);
    } catch (MalformedNote malformed) {
      return false;
    }
  }
}
