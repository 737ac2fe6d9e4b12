package dev.firebreak.web.api;

import dev.firebreak.web.explore.Explorer;
import dev.firebreak.web.explore.Picture;
import dev.firebreak.web.explore.Wanted;
import dev.firebreak.web.view.CurrentGraph;
import dev.firebreak.web.view.Names;
import dev.firebreak.web.view.NotUnderstood;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// The graph around a node, paths, and what is suggested to who types: what the explorer shows.
/// Addresses are those of its page.
@Tag(name = Tags.GRAPH)
@RestController
@RequestMapping("/api/v1")
final class ExploreApi {

  private static final int LONGEST = 200;

  private final Explorer explorer;
  private final Names names;
  private final CurrentGraph current;

  ExploreApi(Explorer explorer, Names names, CurrentGraph current) {
    this.explorer = explorer;
    this.names = names;
    this.current = current;
  }

  @Operation(
      summary = "The graph around a node",
      description =
          "What a node reaches, what reaches it, or the shortest paths between two nodes, now or at"
              + " an instant that is over: at most 300 nodes with their places, the edges between"
              + " them with who states them and since when, and counts of what is not drawn. The"
              + " same graph and the same address give the same answer. Parameters that may be given"
              + " several times are not lists with commas, since keys may hold commas.")
  @Parameter(
      name = "focus",
      in = ParameterIn.QUERY,
      required = true,
      description = "The key of the node in the middle, or its name.",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "to",
      in = ParameterIn.QUERY,
      description = "The key or the name of a node: then the shortest paths to it are answered.",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "direction",
      in = ParameterIn.QUERY,
      description = "reaches, reached-by or both; what suits the kind of the node when absent.",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "hops",
      in = ParameterIn.QUERY,
      description = "How far edges are followed, 1 to 12; 6 when absent.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = "most",
      in = ParameterIn.QUERY,
      description = "The most paths that are drawn, 1 to 200; 50 when absent.",
      schema = @Schema(type = "integer"))
  @Parameter(
      name = "kind",
      in = ParameterIn.QUERY,
      description = "A kind of nodes to show, for example GROUP; may be given several times.",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      name = "source",
      in = ParameterIn.QUERY,
      description = "The id of a source whose nodes to show; may be given several times.",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      name = "expand",
      in = ParameterIn.QUERY,
      description = "The key of a node whose neighbours to show; may be given several times.",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      name = "fold",
      in = ParameterIn.QUERY,
      description = "The key of a node behind which to show nothing; may be given several times.",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      name = "pin",
      in = ParameterIn.QUERY,
      description = "Where a node is to stand, as key@x,y; may be given several times.",
      array = @ArraySchema(schema = @Schema(type = "string")))
  @Parameter(
      name = "at",
      in = ParameterIn.QUERY,
      description = "A day or a time that is over; now when absent.",
      schema = @Schema(type = "string"))
  @Parameter(
      name = "select",
      in = ParameterIn.QUERY,
      description = "The key of the node that is told of; the one in the middle when absent.",
      schema = @Schema(type = "string"))
  @MayFail({400, 404})
  @GetMapping("/explore")
  Picture explore(@Parameter(hidden = true) HttpServletRequest request) {
    Wanted wanted = Wanted.of(request.getParameterMap());
    if (wanted.focus().isEmpty()) {
      throw new NotUnderstood("Give focus as the key of a node, or its name.");
    }
    return explorer.of(wanted);
  }

  @Operation(
      summary = "What is called like what somebody types",
      description =
          "The best matches of each kind, five at most, and how many there are, without regard to"
              + " case and accents: names, user names and e-mail addresses.")
  @MayFail(400)
  @GetMapping("/suggestions")
  Names.Suggestions suggestions(
      @Parameter(description = "Part of a name, up to 200 characters.") @RequestParam String q) {
    if (q.length() > LONGEST) {
      throw new NotUnderstood("Give q with at most %d characters.".formatted(LONGEST));
    }
    return names.suggest(current.snapshot(), q);
  }
}
