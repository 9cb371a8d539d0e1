// Brings a part of the page into view, once for each turn, when the page has come to rest.
export default function ({ data, parentElement }) {
  if (!data.turn || parentElement.dataset.turn === data.turn) return;
  parentElement.dataset.turn = data.turn;
  const resting = () => document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState !== "running";
  const look = tries => {
    if (tries && !resting()) { setTimeout(() => look(tries - 1), 50); return; }
    document.querySelector(data.selector)?.scrollIntoView({ block: data.block });
  };
  setTimeout(() => look(200), 50);
}
