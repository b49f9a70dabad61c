// Full text: on the first question of the search page, asks Pagefind's index of the page's language and lists what it
// finds. Modules do not load from a disk, so there a sentence says what works instead. Without scripts nothing shows.
(function () {
  "use strict";
  var place = document.querySelector(".whole");
  if (!place) return;
  var form = place.querySelector("form");
  var status = place.querySelector("[role=status]");
  var list = place.querySelector("ol");
  var more = list.nextElementSibling;
  var NARROW = ["kind", "status"];
  var PAGES = 10;
  var PARTS = 5; // of a page
  var asked = 0; // how often: a late answer to an old question is dropped
  var index, left;

  // Pagefind cuts between any two words. Whole sentences keep who says what, and how surely.
  function whole(excerpt, content) {
    var text = content.replace(/\s+/g, " ");
    var words = excerpt.replace(/<\/?mark>/g, "");
    var at = text.indexOf(words);
    if (at < 0) return excerpt;
    var to = at + words.length;
    var before = text.slice(0, at).lastIndexOf(". ");
    var after = text.indexOf(". ", to - 1);
    return text.slice(before < 0 ? 0 : before + 2, at) + excerpt + text.slice(to, after < 0 ? text.length : after + 1);
  }

  // What was found stands in <mark>; the rest is text in which only < and > are written as entities.
  function marked(html) {
    var out = document.createDocumentFragment();
    html.split(/<\/?mark>/).forEach(function (text, i) {
      var node = i % 2 ? document.createElement("mark") : out;
      node.append(text.replace(/&lt;/g, "<").replace(/&gt;/g, ">"));
      if (i % 2) out.append(node);
    });
    return out;
  }

  function link(url, words) {
    var out = document.createElement("a");
    out.href = url.replace(/\.text$/, ""); // the heading of a fact's card: its permalink is the card's
    out.append(words);
    return out;
  }

  function item(page) {
    var out = document.createElement("li");
    var kind = document.createElement("span");
    kind.className = "word";
    kind.append((page.filters.kind || []).join(", "));
    out.append(link(page.url, page.meta.title), " ", kind);
    page.sub_results.slice(0, PARTS).forEach(function (part) {
      var line = document.createElement("p");
      line.append(link(part.url, marked(whole(part.excerpt, page.raw_content))));
      out.append(line);
    });
    return out;
  }

  async function show(turn) {
    var pages = await Promise.all(left.splice(0, PAGES).map(function (one) { return one.data(); }));
    if (turn !== asked) return;
    var items = pages.map(item);
    list.append.apply(list, items);
    more.hidden = !left.length;
    return items[0];
  }

  function fail() {
    form.hidden = more.hidden = true;
    status.textContent = place.dataset.notHere;
  }

  async function ask() {
    var turn = ++asked;
    var words = form.elements.q.value.trim();
    var filters = {};
    NARROW.forEach(function (name) {
      if (form.elements[name].value) filters[name] = form.elements[name].value;
    });
    if (!words) return;
    try {
      index = index || await import("../pagefind/pagefind.js");
      var found = (await index.search(words, { filters: filters })).results;
      if (turn !== asked) return;
      left = found;
      list.replaceChildren();
      status.textContent = left.length ? place.dataset.found.replace("{n}", left.length) : place.dataset.none;
      await show(turn);
    } catch (error) {
      fail();
    }
  }

  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var asking = Array.from(new FormData(form)).filter(function (pair) { return pair[1]; });
    history.replaceState(null, "", "?" + new URLSearchParams(asking));
    ask();
  });
  NARROW.forEach(function (name) { form.elements[name].addEventListener("change", ask); });
  more.addEventListener("click", async function () {
    var first = await show(asked).catch(fail);
    if (first) first.querySelector("a").focus();
  });

  place.hidden = false;
  if (location.protocol === "file:") return fail();
  new URLSearchParams(location.search).forEach(function (value, name) {
    if (form.elements[name]) form.elements[name].value = value;
  });
  ask();
})();
