package dev.firebreak.scim.patch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.firebreak.scim.filter.ScimPath;
import dev.firebreak.scim.resource.ScimResource;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.ObjectNode;

class NarrowPatchTest {
  private final ScimResource clerks =
      group("{'value': 'a', 'display': 'Ana'}, {'value': 'b'}, {'value': 'c', 'type': 'User'}");

  @Test
  void aRemovedMemberComesBackAsItWasAndNobodyElseIsNamed() {
    var removal = PatchRequest.remove(ScimPath.valueEquals("members", "value", "a"));
    assertThat(operations(removal.inverse(clerks).orElseThrow()))
        .hasToString(
            json("[{'op':'add','path':'members','value':[{'value':'a','display':'Ana'}]}]"));
  }

  @Test
  void anAddedMemberGoesAloneByItsValue() {
    var addition =
        new PatchOp.Add(ScimPath.parse("members"), tree("[{'value': 'd'}, {'value': 'b'}]"));
    var patch = new PatchRequest(List.of(addition));
    assertThat(operations(patch.inverse(clerks).orElseThrow()))
        .hasToString(json("[{'op':'remove','path':'members[value eq \\'d\\']'}]"));
  }

  @Test
  void aFlagThatWasUnknownIsUnknownAgain() {
    var deactivation = PatchRequest.replace(ScimPath.parse("active"), BooleanNode.FALSE);
    assertThat(operations(deactivation.inverse(clerks).orElseThrow()))
        .hasToString(json("[{'op':'remove','path':'active'}]"));
  }

  @Test
  void aPatchThatChangesNothingHasNoInverse() {
    assertThat(PatchRequest.remove(ScimPath.valueEquals("members", "value", "z")).inverse(clerks))
        .isEmpty();
  }

  @Test
  void valuesThatAFilterCannotTellApartByValueAreToldApartByAllTheyHave() {
    var before =
        group("{'value': 'A', 'type': 'User'}, {'value': 'a', 'type': 'Group'}, {'value': 'b'}");
    var after = group("{'value': 'A', 'type': 'User'}, {'value': 'b'}");
    assertThat(operations(PatchRequest.between(before, after).orElseThrow()))
        .hasToString(
            json("[{'op':'remove','path':'members[value eq \\'a\\' and type eq \\'Group\\']'}]"));
  }

  @Test
  void aMemberDescribedAnewIsReplacedInItsPlace() {
    var after =
        group("{'value': 'a', 'display': 'Anna'}, {'value': 'b'}, {'value': 'c', 'type': 'User'}");
    assertThat(operations(PatchRequest.between(clerks, after).orElseThrow()))
        .hasToString(
            json(
                "[{'op':'replace','path':'members[value eq \\'a\\']','value':{'value':'a','display':'Anna'}}]"));
  }

  @Test
  void orderRepetitionsAndWhatTheServiceProviderAssignsAreNoDifference() {
    var after =
        group(
            "{'value': 'b'}, {'TYPE': 'User', 'value': 'c', 'x': null}, {'value': 'b'}, {'value': 'a', 'display': 'Ana'}");
    after.body().put("id", "other").putObject("meta").put("version", "2");
    assertThat(PatchRequest.between(clerks, after)).isEmpty();
  }

  @Test
  void aStateThatNoPatchCanMakeIsRefused() {
    var after = group("{'value': 'a', 'primary': true}, {'value': 'b', 'primary': true}");
    assertThatThrownBy(() -> PatchRequest.between(clerks, after))
        .isInstanceOf(PatchRefused.class)
        .hasMessageContaining("primary");
  }

  @Test
  void aRefusalNamesTheOperation() {
    var patch =
        PatchRequest.replace(ScimPath.parse("members[value eq \"z\"]"), tree("{'value': 'y'}"));
    assertThatThrownBy(() -> patch.applyTo(clerks))
        .hasMessage(
            "operation 1, replace members[value eq \"z\"]: no value of \"members\" matches the filter");
  }

  @Test
  void oneMemberOfTenThousandIsFoundAndOnlyItIsNamed() {
    var many = new StringBuilder();
    for (int i = 0; i < 10_000; i++) {
      many.append(i == 0 ? "" : ",").append("{'value': 'm").append(i).append("'}");
    }
    var before = group(many.toString());
    var patch = PatchRequest.remove(ScimPath.valueEquals("members", "value", "m7777"));
    assertThat(PatchRequest.between(before, patch.applyTo(before))).contains(patch);
    assertThat(patch.inverse(before).orElseThrow().toJson().toString()).hasSizeLessThan(200);
  }

  private static ScimResource group(String members) {
    return ScimResource.parse(
        json(
            "{'schemas': ['urn:ietf:params:scim:schemas:core:2.0:Group'], 'id': 'g', 'displayName': 'Clerks', 'members': ["
                + members
                + "]}"));
  }

  private static JsonNode operations(PatchRequest patch) {
    return patch.toJson().get("Operations");
  }

  private static JsonNode tree(String text) {
    ObjectNode holder = ScimResource.parse(json("{'it': " + text + "}")).body();
    return holder.get("it");
  }

  private static String json(String text) {
    return text.replace('\'', '"');
  }
}
