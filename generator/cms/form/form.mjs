// Starts Decap CMS with our way of reading and writing files.
import { guard } from "./guard.mjs";
import { read, write } from "./preserve.mjs";

const bases = new Map(); // by the text that was made for a file: the text from which it was made

function toFile(data) {
  const { before, after } = write(data);
  if (before !== after) bases.set(after, before);
  return after;
}

function* basesOf(text) {
  for (let here = text, left = 9; here !== undefined && left > 0; here = bases.get(here), left -= 1) yield here;
}

window.fetch = guard(window.fetch.bind(window), basesOf);
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
