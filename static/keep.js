// The briefing in this browser's own storage: given to a new page once, kept up to date after, and followed when another tab changes it.
const NAME = "asn-bahan-paparan";

function stored() {
  try { return localStorage.getItem(NAME) ?? ""; } catch { return ""; }
}

export default function ({ data, setStateValue, parentElement }) {
  document.documentElement.dataset.briefing = data.read || !stored() ? "here" : "coming";  // whether what is stored has been taken over
  if (!data.read) setStateValue("found", stored());
  if (data.text !== null && stored() !== data.text) {
    try { localStorage.setItem(NAME, data.text); } catch { /* no storage: the briefing lives as long as the page */ }
  }
  const follow = event => { if (event.key === NAME && event.newValue !== null) setStateValue("found", event.newValue); };
  window.addEventListener("storage", follow);
  return () => window.removeEventListener("storage", follow);
}
