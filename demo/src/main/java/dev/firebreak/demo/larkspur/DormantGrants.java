package dev.firebreak.demo.larkspur;

import dev.firebreak.demo.larkspur.Stories.Grant;
import java.util.ArrayList;
import java.util.List;

/// Gives out the entitlements that nobody uses.
record DormantGrants(Workforce workforce, LedgerOne ledger, Dice dice) {

  Stories.UnusedGrants plant() {
    var unused = new ArrayList<Grant>();
    unused.addAll(give("tr.bank.master.edit", 1, "TR"));
    unused.addAll(give("ar.creditnote.approve", 1, "AR"));
    unused.addAll(give("gl.depreciation.run", 2, "GL"));
    unused.addAll(give("sd.price.massupdate", 1, "SD"));
    unused.addAll(give("gl.subsidiary.open", 3, "GL"));
    var unknown = give("gl.archive.query", 1, "GL").getFirst();
    return new Stories.UnusedGrants(List.copyOf(unused), unknown);
  }

  private List<Grant> give(String value, int holders, String department) {
    var people = workforce.members(department).stream().filter(ledger.draft()::has).toList();
    var grants = new ArrayList<Grant>();
    for (var person : dice.sample(people, holders)) {
      var account = ledger.draft().of(person);
      ledger.hold(account, value, dice.days(250, 900));
      var doorwayUser = new Ref(Doorway.SOURCE, "User", person.id(), person.userName());
      grants.add(new Grant(doorwayUser, ledger.draft().ref(account), ledger.entitlement(value)));
    }
    return grants;
  }
}
