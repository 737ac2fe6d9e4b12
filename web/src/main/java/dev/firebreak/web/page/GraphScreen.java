package dev.firebreak.web.page;

import dev.firebreak.graph.schema.NodeKind;
import dev.firebreak.web.explore.Address;
import dev.firebreak.web.explore.Explorer;
import dev.firebreak.web.explore.Picture;
import dev.firebreak.web.explore.Wanted;
import dev.firebreak.web.view.NodeRef;
import dev.firebreak.web.view.OverviewPages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The explorer: the graph around a node, or the paths between two, drawn and as tables. Its whole
/// state is its address; `part=side` leaves out the tables, for what only selects another node.
@Screen
final class GraphScreen {

  private final Explorer explorer;
  private final OverviewPages overview;

  GraphScreen(Explorer explorer, OverviewPages overview) {
    this.explorer = explorer;
    this.overview = overview;
  }

  @GetMapping("/explore")
  String explore(HttpServletRequest request, Model model) {
    Wanted wanted = Wanted.of(request.getParameterMap());
    if (wanted.focus().isEmpty()) {
      model.addAttribute("standing", overview.standing());
      model.addAttribute("kinds", NodeKind.values());
      return "explore-start";
    }
    Picture picture = explorer.of(wanted);
    NodeRef to = picture.to();
    Map<String, NodeRef> refs =
        picture.nodes().stream()
            .collect(Collectors.toMap(mark -> mark.node().key(), Picture.Mark::node));
    model.addAttribute("picture", picture);
    model.addAttribute("wanted", wanted);
    model.addAttribute("twin", !"side".equals(request.getParameter("part")));
    model.addAttribute("refs", refs);
    model.addAttribute(
        "edges",
        picture.edges().stream().map(Picture.Line::evidence).filter(Objects::nonNull).toList());
    model.addAttribute(
        "here", Address.of(wanted, picture.focus().key(), to == null ? null : to.key()));
    return "explore";
  }
}
