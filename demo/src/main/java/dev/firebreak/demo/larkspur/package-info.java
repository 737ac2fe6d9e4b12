/// Larkspur, an organisation that does not exist: about 600 identities, three systems, a year of
/// use and six planted stories.
///
/// [dev.firebreak.demo.larkspur.Larkspur#generate] is a pure function of a seed and an instant; its
/// answer is JSON text and CSV text, ready to be served. It is made in this order:
/// [dev.firebreak.demo.larkspur.Workforce] (people and service accounts), then
/// [dev.firebreak.demo.larkspur.Doorway] (the directory), [dev.firebreak.demo.larkspur.LedgerOne]
/// (the business application) and [dev.firebreak.demo.larkspur.Strongroom] (the vault), then
/// [dev.firebreak.demo.larkspur.UsageFeed]. What was planted is said in
/// [dev.firebreak.demo.larkspur.Stories]. [dev.firebreak.demo.larkspur.LarkspurProviders] serves
/// the whole over HTTP on loopback, and [dev.firebreak.demo.larkspur.DemoFolder] writes the
/// configuration that harvests it.
///
/// The word lists and catalogues are class path resources under `larkspur/`; `sod-rules.yaml`
/// beside them holds the rules that the planted toxic combinations break.
@NullMarked
package dev.firebreak.demo.larkspur;

import org.jspecify.annotations.NullMarked;
