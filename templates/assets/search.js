// Quick search: loads the shard of what is typed (plain scripts, so that it works from a disk), lists what it finds.
// Without it the form leads to the A-Z page. The index is made by generator/render/search.py, which folds alike.
(function () {
  "use strict";
  var form = document.querySelector("form.quick");
  if (!form) return;
  var input = form.elements.q;
  var root = form.getAttribute("action").replace(/search\.html$/, "");
  var folder = form.dataset.index;
  var MOST = 20;
  var LETTERS = { "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "ς": "σ" };
  var keys = null; // key: whether everything is in its shard
  var shards = Object.create(null); // key: its rows
  var asked = Object.create(null);
  var options = [];
  var at = -1;

  function fold(text) {
    return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[œæßøłđıς]/g, function (c) {
      return LETTERS[c];
    });
  }

  function words(text) {
    return fold(text).match(/[\p{L}\p{N}]+/gu) || [];
  }

  function load(name) {
    if (asked[name]) return;
    asked[name] = true;
    var script = document.createElement("script");
    script.charset = "utf-8";
    script.src = folder + name;
    script.onerror = function () {
      asked[name] = false;
      script.remove();
    };
    document.head.append(script);
  }

  function file(key) {
    if (!key) return "all.js";
    return "w-" + Array.from(key.replace(/ /g, "-"), function (c) {
      return c < "\x80" ? c : "_" + c.codePointAt(0).toString(16) + "_";
    }).join("") + ".js";
  }

  // The keys whose shards have something of what these words find, the last word's first.
  function keysOf(base, typed) {
    return typed.map(function (word, i) {
      var letters = Array.from(word).slice(0, 32);
      var key = base + letters.join("");
      var rest = typed.slice(0, i).concat(typed.slice(i + 1));
      var deeper = rest.length && keys.has(key + " ") ? keysOf(key + " ", rest) : [];
      while (letters.length && !keys.has(key)) {
        letters.pop();
        key = base + letters.join("");
      }
      return keys.has(key) ? deeper.concat(key) : deeper;
    }).reverse().flat();
  }

  // Of several the one that is here and has everything, then one that has everything, then the longest.
  function best(typed) {
    var all = keysOf("", typed);
    var whole = all.filter(keys.get, keys);
    return whole.find(function (key) { return shards[key]; }) ?? whole[0] ?? all.sort(function (a, b) {
      return b.length - a.length;
    })[0] ?? null;
  }

  window.briefingSearch = function (key, rows) {
    if (key === null) {
      keys = new Map(rows.map(function (one) {
        return one.endsWith("*") ? [one.slice(0, -1), false] : [one, true];
      }));
    } else {
      shards[key] = rows.map(function (row) {
        return { row: row, names: [row[0]].concat(row[3] || []).map(function (name) { return words(name).join(" "); }) };
      });
    }
    update();
  };
  window.briefingSearch.words = words;

  // 0 the very name, 1 it begins so, 2 another name, 3 words of it, 4 a fact; -1 not found.
  function rank(one, typed, whole) {
    var all = " " + one.names.join(" ");
    if (!typed.every(function (word) { return all.includes(" " + word); })) return -1;
    if (!one.row[3]) return 4;
    if (one.names.includes(whole)) return 0;
    if (one.names[0].startsWith(whole)) return 1;
    return one.names.some(function (name) { return name.startsWith(whole); }) ? 2 : 3;
  }

  function find(rows, typed) {
    var ranks = [[], [], [], [], []];
    rows.forEach(function (one) {
      var rating = rank(one, typed, typed.join(" "));
      if (rating >= 0) ranks[rating].push(one);
    });
    return [].concat.apply([], ranks).slice(0, MOST);
  }

  var list = document.createElement("div");
  list.id = "quick.list";
  list.hidden = true;
  list.tabIndex = -1; // else a list long enough to scroll is a stop of its own
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", form.querySelector("label").textContent);
  var status = document.createElement("p");
  status.className = "hidden";
  status.setAttribute("role", "status");
  form.append(list, status);
  [["role", "combobox"], ["aria-autocomplete", "list"], ["aria-controls", list.id], ["aria-expanded", "false"]]
    .forEach(function (pair) { input.setAttribute(pair[0], pair[1]); });

  function show(open) {
    list.hidden = !open;
    input.setAttribute("aria-expanded", String(open));
    choose(-1);
  }

  function choose(next) {
    if (options[at]) options[at].setAttribute("aria-selected", "false");
    at = next;
    if (!options[at]) return input.removeAttribute("aria-activedescendant");
    options[at].setAttribute("aria-selected", "true");
    options[at].scrollIntoView({ block: "nearest" });
    input.setAttribute("aria-activedescendant", options[at].id);
  }

  function part(parent, name, words) {
    var span = document.createElement("span");
    span.className = name;
    span.textContent = words;
    parent.append(span, " ");
  }

  function option(one, typed, number) {
    var link = document.createElement("a");
    link.href = root + one.row[2];
    link.id = "quick." + number;
    link.tabIndex = -1;
    link.setAttribute("role", "option");
    link.setAttribute("aria-selected", "false");
    part(link, one.row[3] ? "quick-name" : "quick-fact", one.row[0]);
    var by = one.names.findIndex(function (name) {
      return typed.every(function (word) { return (" " + name).includes(" " + word); });
    });
    if (by > 0) part(link, "word", "(" + one.row[3][by - 1] + ")");
    part(link, "word", one.row[1]);
    return link;
  }

  // Lists what the loaded shards say of the words; asks for the shard that is missing and comes back with it.
  function update() {
    var typed = words(input.value);
    if (!typed.length) {
      status.textContent = "";
      return show(false);
    }
    if (!keys) return load("keys.js");
    var key = best(typed);
    if (key !== null && !shards[key]) return load(file(key));
    var found = key === null ? [] : find(shards[key], typed);
    options = found.map(function (one, number) { return option(one, typed, number); });
    list.replaceChildren.apply(list, options);
    status.textContent = found.length ? form.dataset.found.replace("{n}", found.length) : form.dataset.none;
    show(found.length > 0 && document.activeElement === input);
  }

  input.addEventListener("input", update);
  input.addEventListener("focus", function () { if (input.value) update(); });
  form.addEventListener("focusout", function (event) {
    if (!form.contains(event.relatedTarget)) show(false);
  });
  input.addEventListener("keydown", function (event) {
    if (event.isComposing) return;
    var open = !list.hidden;
    if (event.key === "Escape" && open) show(false);
    else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && options.length && input.value) {
      if (!open) show(true);
      var size = options.length + 1; // the input itself is one stop of the round
      choose((at + 1 + (event.key === "ArrowDown" ? 1 : size - 1)) % size - 1);
    } else if (event.key === "Enter" && open) options[Math.max(at, 0)].click();
    else return;
    event.preventDefault();
  });
  document.addEventListener("keydown", function (event) {
    var target = event.target;
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) return;
    event.preventDefault();
    input.focus();
    input.select();
  });

  // Sent before the index was there: the A-Z page takes the question over.
  var question = new URLSearchParams(location.search).get("q");
  if (question) {
    input.value = question;
    input.focus();
  }
})();
