package dev.firebreak.ingest.harvest;

import dev.firebreak.ingest.scene.Scene;
import dev.firebreak.ingest.scene.Served;

/// A hand-written organisation of three people, a robot, an application and a vault, and the graph
/// that it must become.
final class Example {

  /// What the directory `hr` alone becomes.
  static final String DIRECTORY =
      """
      Account hr/User/u1 "Ana Costa" active=YES PERSON userName=ana email=ana@larkspur.example department=Finance title=Clerk
      Account hr/User/u2 "Ben Oduya" active=NO PERSON userName=ben email=ben@larkspur.example
      Account hr/User/u3 "cleo" active=UNKNOWN PERSON userName=cleo
      Account hr/User/u4 "robot" active=YES SERVICE userName=robot
      Group hr/Group/g1 "Payments"
      Group hr/Group/g2 "Payments team lead"
      hr/User/u1 -MEMBER_OF-> hr/Group/g2 via=hr/Group/g2 by=members
      hr/User/u2 -MEMBER_OF-> hr/Group/g1 via=hr/Group/g1 by=members
      hr/User/u3 -MEMBER_OF-> hr/Group/g1 via=hr/Group/g1 by=members
      hr/Group/g2 -MEMBER_OF-> hr/Group/g1 via=hr/Group/g1 by=members
      """;

  /// What the application `ledger` alone becomes.
  static final String APPLICATION =
      """
      Account ledger/User/1 "Ana" active=YES userName=ACOSTA
      Account ledger/User/2 "batch" active=YES userName=batch
      Group ledger/Group/10 "Approvers"
      Entitlement ledger/Role/clerk "Clerk" s=10 value=clerk
      Entitlement ledger/Role/boss "Boss" s=90 crown value=boss
      Entitlement ledger/Entitlement/ap.create "Create vendor" s=10 value=ap.create
      Entitlement ledger/Entitlement/ap.pay "Release payment" s=70 crown value=ap.pay
      Entitlement ledger/Entitlement/old.screen "Old screen" s=10 value=old.screen
      ledger/Role/boss -IMPLIES-> ledger/Role/clerk via=ledger/Role/boss by=contains
      ledger/Role/boss -IMPLIES-> ledger/Entitlement/ap.pay via=ledger/Role/boss by=contains
      ledger/Role/clerk -IMPLIES-> ledger/Entitlement/ap.create via=ledger/Role/clerk by=contains
      ledger/User/1 -HOLDS-> ledger/Role/clerk via=ledger/User/1 by=roles
      ledger/User/1 -HOLDS-> ledger/Entitlement/ap.pay via=ledger/User/1 by=entitlements since=2025-01-02T03:04:05Z from=2025-01-01T00:00:00Z until=2026-12-31T22:00:00Z
      ledger/User/1 -HOLDS-> ledger/Entitlement/old.screen via=ledger/User/1 by=entitlements
      ledger/User/2 -MEMBER_OF-> ledger/Group/10 via=ledger/Group/10 by=members
      ledger/Group/10 -HOLDS-> ledger/Role/boss via=ledger/Group/10 by=urn:firebreak:params:scim:schemas:extension:access:1.0:Group:roles
      ledger/Group/10 -HOLDS-> ledger/Entitlement/ap.create via=ledger/Group/10 by=urn:firebreak:params:scim:schemas:extension:access:1.0:Group:entitlements
      """;

  /// What the vault `vault` alone becomes.
  static final String VAULT =
      """
      Account vault/User/1 "ana.c" active=YES userName=ana.c
      Group vault/Group/1 "Payments operators"
      Container vault/Container/SAFE-1 "SAFE-1" s=20
      Container vault/Container/SAFE-1%2Finner "Inner" s=20
      PrivilegedAccount vault/PrivilegedData/1 "batch@ledger" s=95 crown userName=BATCH
      PrivilegedAccount vault/PrivilegedData/2 "door key" s=40
      Entitlement vault/ContainerRight/SAFE-1:UseAccounts "UseAccounts on SAFE-1" s=5 right value=UseAccounts
      Entitlement vault/ContainerRight/SAFE-1:ListAccounts "ListAccounts on SAFE-1" s=5 right value=ListAccounts
      Entitlement vault/ContainerRight/SAFE-1%2Finner:RetrieveAccounts "RetrieveAccounts on Inner" s=5 right value=RetrieveAccounts
      vault/Container/SAFE-1 -CONTAINS-> vault/Container/SAFE-1%2Finner via=vault/Container/SAFE-1%2Finner by=parent
      vault/Container/SAFE-1 -CONTAINS-> vault/PrivilegedData/1 via=vault/Container/SAFE-1 by=privilegedData
      vault/Container/SAFE-1%2Finner -CONTAINS-> vault/PrivilegedData/2 via=vault/Container/SAFE-1%2Finner by=privilegedData
      vault/User/1 -HOLDS-> vault/ContainerRight/SAFE-1:UseAccounts via=vault/ContainerPermission/1 by=rights
      vault/User/1 -HOLDS-> vault/ContainerRight/SAFE-1:ListAccounts via=vault/ContainerPermission/1 by=rights
      vault/Group/1 -HOLDS-> vault/ContainerRight/SAFE-1:UseAccounts via=vault/ContainerPermission/2 by=rights
      vault/Group/1 -HOLDS-> vault/ContainerRight/SAFE-1%2Finner:RetrieveAccounts via=vault/ContainerPermission/3 by=rights
      vault/ContainerRight/SAFE-1:UseAccounts -ON-> vault/Container/SAFE-1 via=vault/ContainerRight/SAFE-1:UseAccounts by=container
      vault/ContainerRight/SAFE-1:ListAccounts -ON-> vault/Container/SAFE-1 via=vault/ContainerRight/SAFE-1:ListAccounts by=container
      vault/ContainerRight/SAFE-1%2Finner:RetrieveAccounts -ON-> vault/Container/SAFE-1%2Finner via=vault/ContainerRight/SAFE-1%2Finner:RetrieveAccounts by=container
      vault/ContainerRight/SAFE-1:UseAccounts -OPENS-> vault/Container/SAFE-1 via=vault/ContainerRight/SAFE-1:UseAccounts by=container
      vault/ContainerRight/SAFE-1%2Finner:RetrieveAccounts -OPENS-> vault/Container/SAFE-1%2Finner via=vault/ContainerRight/SAFE-1%2Finner:RetrieveAccounts by=container
      """;

  /// What correlation adds once all three were read.
  static final String JOINED =
      """
      Identity firebreak/Identity/hr:u1 "Ana Costa" active=YES PERSON userName=ana email=ana@larkspur.example department=Finance title=Clerk
      Identity firebreak/Identity/hr:u2 "Ben Oduya" active=NO PERSON userName=ben email=ben@larkspur.example
      Identity firebreak/Identity/hr:u3 "cleo" active=UNKNOWN PERSON userName=cleo
      Identity firebreak/Identity/hr:u4 "robot" active=YES SERVICE userName=robot
      firebreak/Identity/hr:u1 -OWNS-> hr/User/u1 rule=authoritative source
      firebreak/Identity/hr:u2 -OWNS-> hr/User/u2 rule=authoritative source
      firebreak/Identity/hr:u3 -OWNS-> hr/User/u3 rule=authoritative source
      firebreak/Identity/hr:u4 -OWNS-> hr/User/u4 rule=authoritative source
      firebreak/Identity/hr:u1 -OWNS-> ledger/User/1 rule=externalId = employeeNumber
      firebreak/Identity/hr:u1 -OWNS-> vault/User/1 rule=linkedObject = linkedObject
      firebreak/Identity/hr:u2 -REPORTS_TO-> firebreak/Identity/hr:u1
      firebreak/Identity/hr:u4 -REPORTS_TO-> firebreak/Identity/hr:u2
      vault/PrivilegedData/1 -SIGNS_IN_AS-> ledger/User/2 rule=user name at the source
      hr/Group/g1 -MEMBER_OF-> vault/Group/1 via=vault/Group/1 by=urn:ietf:params:scim:schemas:pam:1.0:LinkedObject:nativeIdentifier rule=linked object
      """;

  private Example() {}

  static Served directory(Scene scene) {
    return scene
        .directory("hr")
        .has(
            "/Users",
            """
            {'id':'u1','userName':'ana','displayName':'Ana Costa','active':true,'title':'Clerk',
             'emails':[{'value':'home@ana.example'},
               {'value':'ana@larkspur.example','primary':true}],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
               {'employeeNumber':'1001','department':'Finance'}}\
            """,
            """
            {'id':'u2','userName':'ben','name':{'givenName':'Ben','familyName':'Oduya'},
             'active':'False','emails':[{'value':'ben@larkspur.example'}],
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
               {'manager':{'value':'u1'}}}\
            """,
            """
            {'id':'u3','userName':'cleo',
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
               {'manager':{'value':'u3'}}}\
            """,
            """
            {'id':'u4','userName':'robot','userType':'service','active':true,
             'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User':
               {'manager':[{'value':'u2'}]}}\
            """)
        .has(
            "/Groups",
            """
            {'id':'g1','displayName':'Payments','members':[
              {'value':'u2','type':'User'},
              {'value':'u2','type':'User'},
              {'$ref':'https://hr.example/scim/v2/Users/u3'},
              {'value':'g2','$ref':'../Groups/g2'}]}\
            """,
            """
            {'id':'g2','displayName':'Payments team lead','members':[{'Value':'u1'}]}\
            """);
  }

  static Served application(Scene scene) {
    return scene
        .application("ledger")
        .has(
            "/Roles",
            "{'id':'r1','value':'clerk','display':'Clerk','contains':['e-17']}",
            "{'id':'r2','value':'boss','display':'Boss','contains':['clerk','ap.pay']}")
        .has(
            "/Entitlements",
            "{'id':'e-17','value':'ap.create','display':'Create vendor'}",
            "{'id':'ap.pay','value':'ap.pay','display':'Release payment'}")
        .has(
            "/Users",
            """
            {'id':'1','userName':'ACOSTA','displayName':'Ana','active':true,'externalId':'1001',
             'roles':[{'value':'clerk'}],
             'entitlements':[
               {'value':'ap.pay','display':'Pay!','since':'2025-01-02T03:04:05Z',
                'validFrom':'2025-01-01T00:00:00Z','validTo':'2026-12-31T23:00:00+01:00'},
               {'value':'old.screen','display':'Old screen'}]}\
            """,
            "{'id':'2','userName':'batch','active':true}")
        .has(
            "/Groups",
            """
            {'id':'10','displayName':'Approvers','members':[{'value':'2','type':'User'}],
             'urn:firebreak:params:scim:schemas:extension:access:1.0:Group':
               {'roles':[{'value':'boss'}],'entitlements':[{'value':'e-17'}]}}\
            """);
  }

  static Served vault(Scene scene) {
    return scene
        .vault("vault")
        .has(
            "/Users",
            """
            {'id':'1','userName':'ana.c','active':true,
             'urn:ietf:params:scim:schemas:pam:1.0:LinkedObject':
               {'source':'HR','nativeIdentifier':'u1'}}\
            """)
        .has(
            "/Groups",
            """
            {'id':'1','displayName':'Payments operators',
             'urn:ietf:params:scim:schemas:pam:1.0:LinkedObject':
               {'source':'hr','nativeIdentifier':'payments'}}\
            """)
        .has(
            "/Containers",
            """
            {'id':'SAFE-1','name':'SAFE-1','displayName':'Payment secrets','owner':{},
             'privilegedData':[{'value':'1','$ref':'../PrivilegedData/1'}]}\
            """,
            """
            {'id':'SAFE-1/inner','name':'Inner','parent':{'value':'SAFE-1'},
             'privilegedData':[{'$ref':'../PrivilegedData/2'}]}\
            """)
        .has(
            "/PrivilegedData",
            """
            {'id':'1','name':'batch@ledger',
             'urn:firebreak:params:scim:schemas:extension:vault:1.0:PrivilegedData':
               {'userName':'BATCH','system':'ledger'}}\
            """,
            "{'id':'2','name':'door key'}")
        .has(
            "/ContainerPermissions",
            """
            {'id':'1','container':{'value':'SAFE-1','name':'SAFE-1'},'user':{'value':'1'},
             'rights':['UseAccounts','ListAccounts']}\
            """,
            """
            {'id':'2','container':{'value':'SAFE-1','name':'SAFE-1'},'user':{},
             'group':{'value':'1'},'rights':[{'value':'UseAccounts'}]}\
            """,
            """
            {'id':'3','container':{'$ref':'../Containers/SAFE-1%2Finner','display':'Inner'},
             'group':{'value':'1'},'rights':['RetrieveAccounts','RetrieveAccounts']}\
            """);
  }
}
