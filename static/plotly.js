// The drawing library, fetched once for the page by whoever asks first: a chart, or the picture a reader wants of one. Stands before both scripts.
const FAMILY = "Plus Jakarta Sans";

function plotly(address) {
  return window.plotlyComing ??= new Promise((done, fail) => {
    const script = Object.assign(document.createElement("script"), { src: address });
    script.onload = () => document.fonts.load(`13px "${FAMILY}"`).catch(() => []).then(() => done(window.Plotly));
    script.onerror = () => { window.plotlyComing = undefined; fail(new Error(address)); };
    document.head.append(script);
  });
}

