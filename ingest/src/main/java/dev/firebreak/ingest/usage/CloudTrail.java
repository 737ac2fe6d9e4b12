package dev.firebreak.ingest.usage;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Events of AWS CloudTrail: JSON files with a list `Records`, packed with gzip or not, one or a
/// folder of them. One record is in memory at a time.
///
/// What an event is a use of is said by templates such as `{service}:{eventName}`; it is one of
/// each that names an entitlement. `{service}` is the event source without `.amazonaws.com`,
/// `{role}` and `{roleArn}` the role that a session was issued for.
record CloudTrail(Path path) {

  /// A call and the service it is made to, the service, and the role that was assumed.
  static final List<String> USUAL =
      List.of(
          "{eventSource}:{eventName}",
          "{service}:{eventName}",
          "{eventSource}",
          "{service}",
          "{role}",
          "{roleArn}");

  private static final Pattern PLACEHOLDER = Pattern.compile("\\{([^{}]*)}");
  private static final Set<String> PLACEHOLDERS =
      Set.of("eventSource", "service", "eventName", "role", "roleArn");
  private static final Pattern DENIED =
      Pattern.compile("denied|unauthori[sz]ed|forbidden|authfailure", Pattern.CASE_INSENSITIVE);
  private static final JsonMapper JSON =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

  /// One event.
  record Event(JsonNode json) {

    /// Whether the call was refused: then nothing was used.
    boolean denied() {
      return DENIED.matcher(json.path("errorCode").asString("")).find();
    }

    /// Whether a service of AWS called for itself.
    boolean byService() {
      JsonNode identity = json.path("userIdentity");
      return identity.path("type").asString("").equals("AWSService")
          || (identity.path("type").isMissingNode() && identity.has("invokedBy"));
    }

    /// Whether it is no use: what AWS did by itself or noticed in what others did, and what the
    /// feed passes over.
    boolean passive(PassiveUse.Test test) {
      String type = json.path("eventType").asString("");
      return type.equals("AwsServiceEvent")
          || type.equals("AwsCloudTrailInsight")
          || (test.consoleReads() && readByConsole())
          || test.passive(named("{service}:{eventName}"), callers());
    }

    /// Whether the console of AWS read something; such calls say that they are of it, or come from
    /// its address.
    private boolean readByConsole() {
      return json.path("readOnly").asString("").equals("true")
          && (json.path("sessionCredentialFromConsole").asString("").equals("true")
              || json.path("userAgent").asString("").contains("console.amazonaws.com"));
    }

    String time() {
      return json.path("eventTime").asString("");
    }

    /// By what names the caller may be known, the person before the role.
    List<String> callers() {
      JsonNode identity = json.path("userIdentity");
      JsonNode issuer = identity.path("sessionContext").path("sessionIssuer");
      return Stream.of(
              identity.path("userName").asString(""),
              session(identity.path("arn").asString("")),
              identity.path("onBehalfOf").path("userId").asString(""),
              identity.path("arn").asString(""),
              identity.path("principalId").asString(""),
              issuer.path("userName").asString(""),
              issuer.path("arn").asString(""),
              issuer.path("principalId").asString(""))
          .filter(name -> !name.isBlank())
          .distinct()
          .toList();
    }

    /// The name of the session of an assumed role, which is the person's where people sign in so.
    private static String session(String arn) {
      return arn.contains(":assumed-role/") ? arn.substring(arn.lastIndexOf('/') + 1) : "";
    }

    /// What the event is a use of by a template; empty where the event lacks a part of it.
    String named(String template) {
      Matcher parts = PLACEHOLDER.matcher(template);
      StringBuilder name = new StringBuilder();
      while (parts.find()) {
        String part = part(parts.group(1));
        if (part.isEmpty()) {
          return "";
        }
        parts.appendReplacement(name, Matcher.quoteReplacement(part));
      }
      return parts.appendTail(name).toString();
    }

    private String part(String name) {
      JsonNode issuer = json.path("userIdentity").path("sessionContext").path("sessionIssuer");
      String source = json.path("eventSource").asString("");
      return switch (name) {
        case "eventSource" -> source;
        case "service" -> source.replaceFirst("\\.amazonaws\\.com$", "");
        case "eventName" -> json.path("eventName").asString("");
        case "role" -> issuer.path("userName").asString("");
        case "roleArn" -> issuer.path("arn").asString("");
        default -> throw new IllegalArgumentException(name);
      };
    }
  }

  /// @throws IllegalArgumentException for a template with an unknown placeholder
  static void requireTemplate(String template) {
    Matcher parts = PLACEHOLDER.matcher(template);
    while (parts.find()) {
      if (!PLACEHOLDERS.contains(parts.group(1))) {
        throw new IllegalArgumentException(
            "entitlements: {%s} is no part of a CloudTrail event; there are %s"
                .formatted(
                    parts.group(1),
                    String.join(
                        ", ", PLACEHOLDERS.stream().sorted().map(p -> "{" + p + "}").toList())));
      }
    }
  }

  /// Hands every event to `reader`; one that it refuses becomes a problem.
  ///
  /// @return how many of the refused events may have spoken of what the graph has
  int each(Consumer<Event> reader, List<String> problems) {
    int doubtful = 0;
    for (Path file : files()) {
      Refusals refusals = new Refusals(file, problems);
      read(file, reader, refusals);
      doubtful += refusals.end();
    }
    return doubtful;
  }

  private List<Path> files() {
    if (Files.isRegularFile(path)) {
      return List.of(path);
    }
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> files = all.filter(CloudTrail::isLog).sorted().toList();
      if (files.isEmpty()) {
        throw UsageFile.unreadable(path, "has no .json or .json.gz in it", null);
      }
      return files;
    } catch (IOException e) {
      throw UsageFile.unreadable(path, "does not exist or cannot be read", e);
    }
  }

  private static boolean isLog(Path file) {
    String name = file.toString().toLowerCase(Locale.ROOT);
    return (name.endsWith(".json") || name.endsWith(".json.gz")) && Files.isRegularFile(file);
  }

  private static void read(Path file, Consumer<Event> reader, Refusals refusals) {
    try (InputStream bytes = unpacked(file);
        JsonParser parser = JSON.createParser(bytes)) {
      boolean found = false;
      if (parser.nextToken() == JsonToken.START_OBJECT) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
          boolean records = parser.currentName().equals("Records");
          if (parser.nextToken() == JsonToken.START_ARRAY && records) {
            found = true;
            while (parser.nextToken() != JsonToken.END_ARRAY) {
              long line = parser.currentTokenLocation().getLineNr();
              Event event = new Event(JSON.readTree(parser));
              refusals.attempt(line, () -> reader.accept(event));
            }
          } else {
            parser.skipChildren();
          }
        }
      }
      if (!found) {
        throw new IllegalArgumentException(
            file + " has no list \"Records\" as CloudTrail writes it");
      }
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + " is not whole JSON in UTF-8", e);
    } catch (IOException e) {
      throw UsageFile.unreadable(file, "cannot be read", e);
    }
  }

  private static InputStream unpacked(Path file) throws IOException {
    InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".gz")
        ? new GZIPInputStream(bytes)
        : bytes;
  }
}
