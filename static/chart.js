// Draws a figure that the server made, with the smaller Plotly shipped beside it, and redraws it only when it is another one.
const FAMILY = "Plus Jakarta Sans";

// One copy for the page, whoever asks first; the pictures of the menu draw with it too.
function plotly(address) {
  return window.plotlyComing ??= new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.onload = () => document.fonts.load(`13px "${FAMILY}"`).catch(() => []).then(() => done(window.Plotly));
    script.onerror = () => { window.plotlyComing = undefined; fail(new Error(address)); };
    document.head.append(script);
  });
}

// A place of the height that the drawing will have, so that nothing moves when it comes.
function place(parent) {
  const found = parent.querySelector(".chart");
  if (found) return found;
  const made = Object.assign(document.createElement("div"), { className: "chart" });
  made.setAttribute("role", "img");
  parent.append(made);
  return made;
}

async function drawn(chart, data) {
  const Plotly = await plotly(data.plotly);
  if (!chart.isConnected || chart.figure !== data.figure) return;
  chart.wide = chart.clientWidth;
  await Plotly.react(chart, { ...JSON.parse(data.figure), config: data.config });
  chart.dataset.drawn = "true";
}

// Drawn again where the column became wider or narrower; an observer also calls when nothing has changed.
function fitted(chart) {
  if (!chart.dataset.drawn || chart.clientWidth === chart.wide || !chart.clientWidth) return;
  chart.wide = chart.clientWidth;
  window.Plotly.Plots.resize(chart);
}

// A bar that can be chosen: a click tells the server its code.
function choosing(chart, codes, choose) {
  chart.classList.toggle("choosable", codes.length > 0);
  chart.removeAllListeners?.("plotly_click");
  if (codes.length) chart.on?.("plotly_click", event => {
    const code = event.points[0]?.customdata;
    if (codes.includes(code)) choose(code);
  });
}

export default function ({ data, parentElement, setTriggerValue }) {
  const chart = place(parentElement);
  chart.setAttribute("aria-label", data.alt);
  chart.style.height = `${data.height}px`;
  if (chart.figure !== data.figure) {
    chart.figure = data.figure;
    chart.coming = drawn(chart, data);
  }
  chart.coming.then(() => choosing(chart, data.codes, code => setTriggerValue("chosen", code)));
  chart.watch ??= new ResizeObserver(() => fitted(chart));
  chart.watch.observe(chart);
  return () => chart.watch.disconnect();
}
