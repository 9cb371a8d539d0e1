// What the frame does in the browser: names the page's language, says in it what Streamlit says in English, greets who comes for the first time.
const KEY = "asn-petunjuk";
const NAMED = ["aria-label", "title", "placeholder"];

// --- Streamlit's own words ---

let words = new Map(), patterns = [];

function inOurs(text) {
  const found = words.get(text.trim());
  if (found) return found;
  for (const [from, to] of patterns) if (text.startsWith(from)) return to + text.slice(from.length);
  return text;
}

function rename(element) {
  for (const name of NAMED) {
    const said = element.getAttribute(name), ours = said && inOurs(said);
    if (said && ours !== said) element.setAttribute(name, ours);
  }
  for (const node of element.childNodes) {
    if (node.nodeType === Node.TEXT_NODE && words.has(node.data.trim())) node.data = words.get(node.data.trim());
  }
}

function renameAll(root) {
  if (!(root instanceof HTMLElement) || root.closest(".chart")) return;
  rename(root);
  for (const element of root.querySelectorAll(":is([aria-label], [title], [placeholder], a, p, span, div, button, label):not(.chart *)")) rename(element);
}

function watch() {
  window.wordsWatched?.disconnect();
  window.wordsWatched = new MutationObserver(changes => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "attributes") target instanceof HTMLElement && rename(target);
      else if (target instanceof HTMLElement && !target.closest(".chart")) addedNodes.forEach(renameAll);
    }
  });
  window.wordsWatched.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: NAMED });
}

function speak(lang, pairs) {
  if (document.documentElement.lang === lang && words.size) return;
  document.documentElement.lang = lang;
  const turned = pairs.map(([english, ours]) => lang === "id" ? [english, ours] : [ours, english]);
  words = new Map(turned.filter(([from]) => !from.endsWith(" ")));
  patterns = turned.filter(([from]) => from.endsWith(" "));
  renameAll(document.body);
  watch();
}

// --- the first visit ---

function known() {
  try { return localStorage.getItem(KEY) === "1"; } catch { return true; }
}

function made(tag, text, extra = {}) {
  return Object.assign(document.createElement(tag), { textContent: text, ...extra });
}

function greet(parent, hint) {
  parent.querySelector(".hint")?.remove();
  if (known()) return;
  const box = made("aside", "", { className: "hint" });
  box.setAttribute("aria-label", hint.title);
  const close = () => { try { localStorage.setItem(KEY, "1"); } catch { /* then it comes again */ } box.remove(); };
  const step = place => {
    const last = place === hint.steps.length - 1;
    const on = made("button", last ? hint.done : hint.next, { type: "button", className: "hint-next", onclick: () => last ? close() : step(place + 1) });
    const off = made("button", hint.close, { type: "button", className: "hint-close", onclick: close });
    const row = made("div", "", { className: "hint-row" });
    row.append(...(last ? [on] : [on, off]));
    box.replaceChildren(made("p", `${hint.title} · ${place + 1}/${hint.steps.length}`, { className: "hint-title" }), made("p", hint.steps[place]), row);
    if (place) on.focus();
  };
  step(0);
  parent.append(box);
}

// The colour of the page, which Streamlit tells components alone, for the style sheet of the whole page.
function shareBackground(element) {
  const name = "--st-background-color";
  document.documentElement.style.setProperty(name, getComputedStyle(element).getPropertyValue(name));
}

export default function ({ data, parentElement }) {
  shareBackground(parentElement);
  speak(data.lang, data.words);
  const said = JSON.stringify(data.hint);
  if (parentElement.said !== said) { parentElement.said = said; greet(parentElement, data.hint); }
}
