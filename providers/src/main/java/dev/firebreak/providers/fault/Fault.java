package dev.firebreak.providers.fault;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

/// A way to misbehave. Token requests (`/oauth/token`) always pass unharmed.
public sealed interface Fault {

  /// Passes everything on and everything back.
  record None() implements Fault {}

  /// Answers every request 200 with an HTML page, as a login portal in the way does.
  record AnswersHtml() implements Fault {}

  /// Answers every list request with the first page, whatever `startIndex` asks for, and promises
  /// more in `totalResults` than it ever gives. Other requests pass.
  record RepeatsFirstPage() implements Fault {}

  /// Pages by cursor alone (RFC 9865), says so on its configuration page, and forgets its cursors
  /// after so many pages: later ones are refused with `expiredCursor`. No real server does either.
  ///
  /// @param pages how many pages are given out in all before cursors expire
  record PagesByCursor(int pages) implements Fault {}

  /// Starts every page but the first with resources of the page before it, as a list without a
  /// stable order does. Other requests pass.
  ///
  /// @param resources how many come twice
  record OverlapsPages(int resources) implements Fault {}

  /// Answers so many requests 503 with a SCIM error, then passes.
  record Fails(int times) implements Fault {}

  /// Compresses every body that the client is ready to read compressed.
  record Compresses() implements Fault {}

  /// Answers each GET with a few kilobytes that inflate to so many bytes of white space.
  record Inflates(int bytes) implements Fault {}

  /// Announces the whole body of each GET, sends half of it and closes the connection.
  record CutsBody() implements Fault {}

  /// Sends half the body of each GET as if it were all: well-formed HTTP, broken JSON.
  record GarblesBody() implements Fault {}

  /// Refuses every request with 401 and a SCIM error.
  record Unauthorized() implements Fault {}

  /// Answers 429 so many times, then passes.
  ///
  /// @param times how many requests are refused
  /// @param retryAfter the `Retry-After` header: seconds, or an HTTP date (RFC 9110 section 10.2.3)
  record Throttles(int times, String retryAfter) implements Fault {}

  /// Reads each PATCH and closes the connection without a word. Other requests pass.
  ///
  /// @param applied true when the provider behind did make the change
  record DropsAfterPatch(boolean applied) implements Fault {}

  /// Answers each PATCH 200 with the resource as it was, and changes nothing. Other requests pass.
  record IgnoresPatch() implements Fault {}

  /// Answers each PATCH 429 and does nothing. Other requests pass.
  ///
  /// @param retryAfter the `Retry-After` header, see [Throttles]
  record ThrottlesPatch(String retryAfter) implements Fault {}

  /// Makes the change of each PATCH, and holds its answer back. Other requests pass.
  ///
  /// @param made counted down when a change was made
  /// @param release the answers go when this has come to zero
  record HoldsAnswer(CountDownLatch made, CountDownLatch release) implements Fault {}

  /// Sends the body of each answer one byte at a time, so that no single read ever waits long.
  ///
  /// @param pause time between two bytes
  record Dribbles(Duration pause) implements Fault {}

  /// Shows the members of groups only to who asks for them by name (`attributes`). Other requests
  /// pass.
  record ShowsMembersOnRequest() implements Fault {}

  /// Shows the next of these at each request that could change something. Other requests pass.
  ///
  /// @param next says what the next one is
  record OnWrite(Supplier<Fault> next) implements Fault {}

  /// Breaks the connection with a reset, without a word.
  ///
  /// @param applied true when the provider behind did what was asked
  record Resets(boolean applied) implements Fault {}

  /// Answers with octets that are no HTTP.
  record TalksGarbage() implements Fault {}

  /// Sends the head of each answer one byte at a time.
  ///
  /// @param pause time between two bytes
  record DribblesHead(Duration pause) implements Fault {}

  /// Does what is asked, and answers 200 with white space without end.
  record NeverEnds() implements Fault {}

  /// Sends whoever asks to another address (307), and does nothing.
  record Redirects(String location) implements Fault {}

  /// Answers with this status and a SCIM error.
  ///
  /// @param applied true when the provider behind did what was asked
  record Answers(int status, boolean applied) implements Fault {}

  /// Answers each PATCH 202 and makes the change later.
  ///
  /// @param reads how many GETs come first
  record MakesLater(int reads) implements Fault {}

  /// Takes every member where a PATCH removes one of them, and answers as if nothing were wrong.
  record TakesAllMembers() implements Fault {}
}
