// What the browser makes of a figure by itself: a picture to keep, a picture to copy, words to copy. Nothing leaves the reader's machine.
const WIDTH = 1600, HEIGHT = 900, SCALE = 2;

// The page's font inside the picture: a picture sees no fonts but its own.
async function fontRule(address) {
  const answer = await fetch(address);
  if (!answer.ok) return "";
  const bytes = new Uint8Array(await answer.arrayBuffer());
  const text = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(""));
  return `@font-face{font-family:"${FAMILY}";font-weight:200 800;src:url(data:font/woff2;base64,${text}) format("woff2")}`;
}

async function drawing(picture) {
  const Plotly = await plotly(picture.plotly);
  await Promise.all(["400", "700"].map(weight => document.fonts.load(`${weight} 16px "${FAMILY}"`).catch(() => [])));
  const figure = JSON.parse(picture.figure);
  const address = await Plotly.toImage({ ...figure, config: picture.config }, { format: "svg", width: WIDTH, height: HEIGHT });
  const svg = new DOMParser().parseFromString(decodeURIComponent(address.slice(address.indexOf(",") + 1)), "image/svg+xml");
  const root = svg.documentElement;
  const made = (name, text) => Object.assign(svg.createElementNS("http://www.w3.org/2000/svg", name), { textContent: text });
  root.setAttribute("role", "img");
  root.prepend(made("title", picture.title), made("desc", picture.said), made("style", await fontRule(picture.font)));
  return new XMLSerializer().serializeToString(svg);
}

async function png(picture) {
  const image = new Image();
  image.src = URL.createObjectURL(new Blob([await drawing(picture)], { type: "image/svg+xml" }));
  await image.decode();
  const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH * SCALE, height: HEIGHT * SCALE });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  URL.revokeObjectURL(image.src);
  return new Promise((done, fail) => canvas.toBlob(blob => blob ? done(blob) : fail(new Error("no picture")), "image/png"));
}

function save(blob, name) {
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(blob), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}

// Where a page is not served over https the clipboard is closed to scripts; the older way still copies text.
async function copyText(text) {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = Object.assign(document.createElement("textarea"), { value: text });
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  if (!copied) throw new Error("copying refused");
}

const DO = {
  png: async (item, data) => save(await png(data.picture), `${data.file}.png`),
  svg: async (item, data) => save(new Blob([await drawing(data.picture)], { type: "image/svg+xml" }), `${data.file}.svg`),
  copy: (item, data) => navigator.clipboard.write([new ClipboardItem({ "image/png": png(data.picture) })]),
  text: item => copyText(item.text),
};

function button(item, data, status) {
  const made = Object.assign(document.createElement("button"), { type: "button", className: "action", textContent: item.label });
  made.dataset.icon = item.icon;
  made.dataset.action = item.name;
  made.onclick = async () => {
    status.textContent = data.words.busy;
    made.disabled = true;
    try {
      await DO[item.kind](item, data);
      status.textContent = item.done;
    } catch (error) {
      console.warn(error);
      status.textContent = item.kind === "copy" || item.kind === "text" ? data.words.not_copied : data.words.not_made;
    }
    made.disabled = false;
  };
  return made;
}

export default function ({ data, parentElement }) {
  const said = JSON.stringify(data);
  const old = parentElement.querySelector(".actions");
  if (old?.said === said) return;
  const all = Object.assign(document.createElement("div"), { className: "actions", said });
  const status = Object.assign(document.createElement("p"), { className: "action-status" });
  status.setAttribute("role", "status");
  for (const item of data.items) {
    if (item.shown) all.append(Object.assign(document.createElement("p"), { className: "action-text", textContent: item.text }));
    all.append(button(item, data, status));
  }
  all.append(status);
  old ? old.replaceWith(all) : parentElement.append(all);
  // Opened by keyboard: on to what was opened, which stands at the very end of the page.
  if (!old && document.activeElement?.matches('[data-testid="stPopoverButton"]:focus-visible')) all.querySelector("button")?.focus();
}
