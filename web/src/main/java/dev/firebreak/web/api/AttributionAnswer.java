package dev.firebreak.web.api;

import dev.firebreak.analytics.attribution.Attribution;
import dev.firebreak.analytics.attribution.Attribution.Contribution;
import dev.firebreak.analytics.attribution.AttributionStory;
import dev.firebreak.analytics.attribution.Cause;
import dev.firebreak.analytics.attribution.FindingCauses;
import dev.firebreak.analytics.attribution.RadiusSums;
import dev.firebreak.analytics.attribution.RunComparison.Effect;
import dev.firebreak.analytics.attribution.Share;
import dev.firebreak.analytics.attribution.Shares;
import dev.firebreak.analytics.run.AnalysisRun;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the API says of changes between two analyses.
final class AttributionAnswer {

  private AttributionAnswer() {}

  /// An analysis.
  record Run(String id, Instant at) {

    static Run of(AnalysisRun run) {
      return new Run(run.id(), run.at());
    }
  }

  /// @param changed how many identities' radius changed
  /// @param divided how many of these were divided among causes for `effects`
  /// @param effects what each cause did to everybody, the largest first; absent for one identity
  /// @param identities the largest changes, or the one that was asked for
  record Changes(
      Run from,
      Run to,
      int changed,
      @Nullable Integer divided,
      @Nullable List<EffectOf> effects,
      List<OfIdentity> identities) {}

  /// One identity's change.
  ///
  /// @param story the change and its causes, a sentence
  /// @param method SHAPLEY: `share` is exact and the shares add up to the change; ALONE_AND_UNDONE:
  ///   too many causes bear on one resource, and there is no `share`
  record OfIdentity(
      String identity,
      String name,
      String story,
      RadiusSums before,
      RadiusSums after,
      Attribution.Method method,
      List<Part> contributions) {

    static OfIdentity of(Attribution attribution, AttributionStory story) {
      return new OfIdentity(
          attribution.key(),
          attribution.name(),
          story.of(attribution),
          attribution.before(),
          attribution.after(),
          attribution.method(),
          attribution.contributions().stream().map(part -> Part.of(part, story)).toList());
    }
  }

  /// Causes that only act together.
  ///
  /// @param share what they contributed; absent where the method is another
  /// @param alone what they alone would have changed of the radius before
  /// @param undone what of the radius after would not be if they alone were undone
  record Part(List<CauseOf> causes, @Nullable SharesOf share, RadiusSums alone, RadiusSums undone) {

    static Part of(Contribution part, AttributionStory story) {
      Shares share = part.share();
      return new Part(
          part.causes().stream().map(cause -> CauseOf.of(cause, story)).toList(),
          share == null ? null : SharesOf.of(share),
          part.alone(),
          part.undone());
    }
  }

  /// What causes that act together did to everybody.
  ///
  /// @param identities how many identities' radius they changed
  /// @param most the key of the identity that they changed most
  record EffectOf(List<CauseOf> causes, int identities, SharesOf total, String most) {

    static EffectOf of(Effect effect, AttributionStory story) {
      return new EffectOf(
          effect.causes().stream().map(cause -> CauseOf.of(cause, story)).toList(),
          effect.identities(),
          SharesOf.of(effect.total()),
          effect.most().key());
    }
  }

  /// Parts of the three measures.
  record SharesOf(ShareOf count, ShareOf weighted, ShareOf crownJewels) {

    static SharesOf of(Shares shares) {
      return new SharesOf(
          ShareOf.of(shares.count()),
          ShareOf.of(shares.weighted()),
          ShareOf.of(shares.crownJewels()));
    }
  }

  /// A number that need not be whole.
  ///
  /// @param value rounded
  /// @param exact a fraction in lowest terms, such as `490/3`
  record ShareOf(double value, String exact) {

    static ShareOf of(Share share) {
      return new ShareOf(share.value(), share.exact());
    }
  }

  /// One thing that changed.
  ///
  /// @param what the kind of edge, or ACTIVITY, SENSITIVITY, CROWN_JEWEL
  /// @param from the key of the node that the edge starts at, or that changed
  /// @param to the key of the node that the edge ends at; absent for a node that changed
  /// @param turn APPEARED, BEGAN, ENDED or DISAPPEARED; absent for a node that changed
  /// @param source the id of the source that states it
  /// @param at for what appeared, when a harvest first saw it; for what disappeared, when one last
  ///   did; for what began or ended, when it does
  /// @param words a clause that says it
  record CauseOf(
      String what,
      String from,
      @Nullable String to,
      @Nullable String turn,
      @Nullable String source,
      @Nullable Instant at,
      String words) {

    static CauseOf of(Cause cause, AttributionStory story) {
      String words = story.clause(cause);
      return switch (cause) {
        case Cause.Fact fact ->
            new CauseOf(
                fact.kind().name(),
                fact.from().key(),
                fact.to().key(),
                fact.turn().name(),
                fact.source(),
                fact.seen(),
                words);
        case Cause.Activity(Cause.Place account, boolean _, var source) ->
            new CauseOf("ACTIVITY", account.key(), null, null, source, null, words);
        case Cause.Sensitivity(Cause.Place resource, int _, int _) ->
            new CauseOf("SENSITIVITY", resource.key(), null, null, null, null, words);
        case Cause.CrownJewel(Cause.Place resource, boolean _) ->
            new CauseOf("CROWN_JEWEL", resource.key(), null, null, null, null, words);
      };
    }
  }

  /// Which change opened or closed a finding.
  ///
  /// @param change OPENED or RESOLVED
  /// @param causes the changes on its paths
  /// @param otherwise why none of them alone explains it; absent if one does
  record OfFinding(
      String finding,
      Run from,
      Run to,
      String change,
      List<JudgedOf> causes,
      @Nullable String otherwise) {}

  /// A change on a finding's path.
  ///
  /// @param alone opened: without it the finding would not hold; resolved: it alone closes it
  record JudgedOf(CauseOf cause, boolean alone) {

    static JudgedOf of(FindingCauses.Judged judged, AttributionStory story) {
      return new JudgedOf(CauseOf.of(judged.cause(), story), judged.alone());
    }
  }
}
