// Starts Decap CMS with our way of reading and writing files.
import { guard } from "./guard.mjs";
import { read, write } from "./preserve.mjs";

const bases = new Map(); // by the text that was made for a file: the text from which it was made

function toFile(data) {
  const { before, after } = write(data);
  bases.set(after, before);
  return after;
}

window.fetch = guard(window.fetch.bind(window), (text) => bases.get(text));
window.CMS_MANUAL_INIT = true; // before its script runs
const script = document.createElement("script");
script.src = "node_modules/decap-cms/dist/decap-cms.js";
script.onload = () => {
  window.CMS.registerCustomFormat("briefing", "yaml", { fromFile: read, toFile });
  window.CMS.init();
};
script.onerror = () => {
  document.body.textContent = "Decap CMS is not installed here: run npm install --ignore-scripts in this folder.";
};
document.head.append(script);
