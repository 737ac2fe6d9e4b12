package dev.firebreak.web.http;

/// A small organisation for pages to show: a toxic pair through a safe, a leaver, an account of
/// nobody, an entitlement that nobody holds.
final class Larkspur {

  private Larkspur() {}

  static final String GRAPH =
      """
      source hr name=Personnel authoritative
      source ledger name=Ledger
      source vault name=Strongroom
      identity marta name="Marta Okonjo" kind=PERSON department=Finance title="AP clerk"
      identity tomas name="Tomas Lindqvist" kind=PERSON department=Finance
      identity ben inactive name="Ben Left" kind=PERSON department=Sales
      account hr/User/m name="Marta Okonjo" userName=m.okonjo active
      account hr/User/t name="Tomas Lindqvist" userName=t.lindqvist active
      account hr/User/b name="Ben Left" userName=b.left inactive
      account ledger/User/m name=mokonjo userName=mokonjo active
      account ledger/User/b name=bleft userName=bleft active
      account ledger/User/batch name=svc-payrun userName=svc-payrun active kind=SERVICE
      account ledger/User/stray name=stray userName=stray active
      account ledger/User/t name=tlindqvist userName=tlindqvist active
      account vault/User/m name=marta.okonjo userName=marta.okonjo
      group ledger/Group/clerks name=AP-Clerks
      group ledger/Group/vendors name="Vendor Maintenance"
      group vault/Group/night name=Night-Batch
      entitlement ledger/Entitlement/vendor name="Create vendor" sensitivity=40
      entitlement ledger/Entitlement/pay name="Release payment run" sensitivity=90 crown
      entitlement ledger/Entitlement/idle name="Print labels"
      entitlement vault/ContainerRight/fin:Retrieve name="Retrieve on FIN-BATCH-PRD" value=Retrieve right
      entitlement vault/ContainerRight/fin:List name="List on FIN-BATCH-PRD" value=List right
      safe vault/Container/fin name=FIN-BATCH-PRD sensitivity=60
      privileged vault/PrivilegedData/payrun name=payrun-batch sensitivity=50
      marta -OWNS-> hr/User/m rule="authoritative source"
      marta -OWNS-> ledger/User/m rule="externalId = employeeNumber"
      marta -OWNS-> vault/User/m rule="externalId = employeeNumber"
      marta -REPORTS_TO-> tomas
      tomas -OWNS-> hr/User/t rule="authoritative source"
      tomas -OWNS-> ledger/User/t rule="externalId = employeeNumber"
      ledger/User/t -MEMBER_OF-> ledger/Group/vendors source=ledger via=ledger/Group/vendors attribute=members
      ben -OWNS-> hr/User/b rule="authoritative source"
      ben -OWNS-> ledger/User/b rule="externalId = employeeNumber"
      ledger/User/m -MEMBER_OF-> ledger/Group/clerks source=ledger via=ledger/Group/clerks attribute=members
      ledger/Group/clerks -MEMBER_OF-> ledger/Group/vendors source=ledger via=ledger/Group/vendors attribute=members
      ledger/Group/vendors -HOLDS-> ledger/Entitlement/vendor source=ledger
      vault/User/m -MEMBER_OF-> vault/Group/night source=vault via=vault/Group/night attribute=members
      vault/Group/night -HOLDS-> vault/ContainerRight/fin:Retrieve source=vault since=2025-02-10T00:00:00Z
      vault/User/m -HOLDS-> vault/ContainerRight/fin:List source=vault
      vault/ContainerRight/fin:Retrieve -ON-> vault/Container/fin source=vault
      vault/ContainerRight/fin:List -ON-> vault/Container/fin source=vault
      vault/ContainerRight/fin:Retrieve -OPENS-> vault/Container/fin source=vault
      vault/Container/fin -CONTAINS-> vault/PrivilegedData/payrun source=vault
      vault/PrivilegedData/payrun -SIGNS_IN_AS-> ledger/User/batch rule="user name at the source"
      ledger/User/batch -HOLDS-> ledger/Entitlement/pay source=ledger
      ledger/User/b -HOLDS-> ledger/Entitlement/vendor source=ledger
      """;

  static final String MARTA = "/identities?key=firebreak/Identity/marta";
  static final String SAFE = "/containers?key=vault/Container/fin";
}
