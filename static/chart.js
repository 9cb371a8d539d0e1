// Draws a figure that the server made, with the smaller Plotly shipped beside it, and redraws it only when it is another one.
// Above and below stand its words: title, subtitle, notes, footnote.

// The parts of a card. The drawing's place has its height before it comes, so that nothing moves then.
function card(parent) {
  if (!parent.querySelector(".chart")) {
    parent.innerHTML = '<div class="chart-before"></div><div class="chart-frame"><div class="chart" role="img"></div></div>'
      + '<div class="choices" role="group"></div><div class="chart-after"></div>';
  }
  return [".chart-before", ".chart", ".choices", ".chart-after"].map(name => parent.querySelector(name));
}

// Words come escaped from the server.
function say(element, html) {
  if (element.said !== html) { element.said = html; element.innerHTML = html; }
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
function choosing(chart, choices, choose) {
  chart.classList.toggle("choosable", choices.length > 0);
  chart.removeAllListeners?.("plotly_click");
  if (choices.length) chart.on?.("plotly_click", event => {
    const code = event.points[0]?.customdata;
    if (choices.some(([each]) => each === code)) choose(code);
  });
}

// The same for the keyboard: a button a bar, seen once they are reached; one stop for the tabulator, arrows go from one to the next.
function buttons(place, choices, label, choose) {
  const made = choices.map(([code, name], number) => {
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: name, tabIndex: number ? -1 : 0 });
    button.onclick = () => choose(code);
    return button;
  });
  place.replaceChildren(label, ...made);
  place.hidden = !made.length;
  place.setAttribute("aria-label", label);
  place.onkeydown = event => {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    made.at((made.indexOf(event.target) + step) % made.length).focus();
  };
}

export default function ({ data, parentElement, setTriggerValue }) {
  const [before, chart, choices, after] = card(parentElement);
  const choose = code => setTriggerValue("chosen", code);
  say(before, data.before);
  say(after, data.after);
  before.onclick = event => {
    if (!event.target.closest("a") || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();  // the page is there already: only what is in it changes
    setTriggerValue("followed", true);
  };
  chart.setAttribute("aria-label", data.alt);
  chart.parentElement.classList.toggle("wide", data.wide);  // on a phone it is scrolled by itself
  chart.parentElement.toggleAttribute("tabindex", data.wide);
  if (data.wide) chart.parentElement.tabIndex = 0;
  chart.style.height = `${data.height}px`;
  if (chart.figure !== data.figure) {
    chart.figure = data.figure;
    chart.coming = drawn(chart, data);
  }
  chart.coming.then(() => choosing(chart, data.choices, choose));
  buttons(choices, data.choices, data.choose, choose);
  chart.watch ??= new ResizeObserver(() => fitted(chart));
  chart.watch.observe(chart);
  return () => chart.watch.disconnect();
}
