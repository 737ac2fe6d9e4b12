// The symbol, the colours and the page of a node, by its kind: as the pages of the server have them.
window.firebreakNodes = (() => {
  "use strict";
  const TONES = { IDENTITY: "identity", ACCOUNT: "account", GROUP: "group", ENTITLEMENT: "entitlement", CONTAINER: "container", PRIVILEGED_ACCOUNT: "privileged", SOURCE: "source" };
  const ICONS = { SERVICE: "k-workload", AGENT: "k-agent" };
  const PAGES = { IDENTITY: "/identities", CONTAINER: "/containers", SOURCE: "/sources" };
  return {
    tone: (node) => TONES[node.kind],
    icon: (node) => (node.kind === "IDENTITY" && ICONS[node.identityKind]) || `k-${TONES[node.kind]}`,
    page: (node) => `${PAGES[node.kind] || "/nodes"}?key=${encodeURIComponent(node.key)}`,
  };
})();
