// Gives the reader a file the server has just made: once for each making.
export default function ({ data, parentElement }) {
  if (parentElement.dataset.made === data.made) return;
  parentElement.dataset.made = data.made;
  const bytes = Uint8Array.from(atob(data.content), letter => letter.charCodeAt(0));
  const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" })), download: data.name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60000);
}
