// Hover cards: pointing at a link to a fact, or reaching it by keyboard, shows the fact. A tap follows the link.
// The facts are plain scripts, made by generator/render/hover.py and loaded when first needed, also from a disk.
(function () {
  "use strict";
  var folder = document.currentScript.dataset.facts;
  var FACT = /^(?:\.\.\/)*sources\/([^/#]+)\.html#(.+)$/;
  var WAIT = 250; // milliseconds: who only passes by sees nothing
  var STAY = 300; // time to move from the link onto the card
  var EDGE = 14;
  var facts = Object.create(null); // source: its facts by key; null while they are on their way
  var next = null; // the link that the reader is at
  var shown = null; // the link whose card is due
  var timer = 0;
  var card = document.createElement("div");
  card.className = "tip";
  card.id = "tip";
  card.hidden = true;
  card.setAttribute("role", "tooltip");

  function linkAt(element) {
    var link = element && element.closest && element.closest("a[href]");
    var found = link && FACT.exec(link.getAttribute("href"));
    if (!found) return null;
    var around = link.closest("[data-fact]"); // inside the very fact there is nothing to add
    return around && around.dataset.fact === found[1] + "#" + found[2] ? null : link;
  }

  function focused() {
    var link = linkAt(document.activeElement);
    return link && link.matches(":focus-visible") ? link : null;
  }

  function load(source) {
    if (source in facts) return;
    facts[source] = null;
    var script = document.createElement("script");
    script.charset = "utf-8";
    script.src = folder + source + ".js";
    script.onerror = function () {
      delete facts[source];
      script.remove();
    };
    document.head.append(script);
  }

  window.briefingFacts = function (source, rows) {
    facts[source] = rows;
    if (shown) show(shown);
  };

  function line(name, words, language) {
    var one = document.createElement("p");
    one.className = name;
    one.textContent = words;
    if (language) one.lang = language;
    return one;
  }

  function hide() {
    if (shown) shown.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  function show(link) {
    var found = FACT.exec(link.getAttribute("href"));
    if (shown !== link) hide();
    shown = link;
    load(found[1]);
    var row = facts[found[1]] && facts[found[1]][found[2]];
    if (!row || !link.isConnected) return;
    card.replaceChildren(line("chip s-" + row[2], row[3]), line("said", row[0], row[1]), line("meta", row[4]), line("meta", row[5]));
    if (!card.isConnected) document.getElementById("main").append(card);
    card.hidden = false;
    link.removeAttribute("title"); // the card says it
    link.setAttribute("aria-describedby", card.id);
    var box = link.getBoundingClientRect();
    var below = box.bottom + card.offsetHeight <= innerHeight || box.top < card.offsetHeight;
    var most = document.documentElement.clientWidth - card.offsetWidth - EDGE;
    card.style.left = scrollX + Math.max(EDGE, Math.min(box.left, most)) + "px";
    card.style.top = scrollY + (below ? box.bottom : box.top - card.offsetHeight) + "px";
  }

  // Escape hides the card without changing `next`, so that it stays away until the reader has been elsewhere.
  function want(link, wait) {
    if (link === next) return;
    next = link;
    clearTimeout(timer);
    if (link) load(FACT.exec(link.getAttribute("href"))[1]);
    timer = setTimeout(function () {
      if (next) show(next);
      else hide();
    }, wait);
  }

  document.addEventListener("pointerover", function (event) {
    if (event.pointerType === "touch") return;
    var link = card.contains(event.target) ? shown : linkAt(event.target);
    if (link) want(link, link === shown ? 0 : WAIT);
    else want(focused(), STAY);
  });
  document.documentElement.addEventListener("pointerleave", function () { want(focused(), STAY); });
  document.addEventListener("focusin", function () { want(focused(), 0); });
  document.addEventListener("focusout", function () { want(null, 0); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    clearTimeout(timer);
    hide();
  });
})();
