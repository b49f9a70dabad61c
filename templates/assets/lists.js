// Sorts and filters a list. The state stands in the address (#sort=-when&country=KP), so a copied link and the Back
// button restore it; any other hash is an anchor. The rows' data-* attributes are made by generator/render/listing.py.
(function () {
  "use strict";
  var list = document.querySelector("[data-list]");
  var held = document.querySelector("template.list-tools");
  if (!list || !held) return;
  var rows = Array.from(list.querySelectorAll(list.dataset.list));
  var heads = Array.from(list.querySelectorAll("th[data-sort]"));
  var links = Array.from(document.querySelectorAll(".pager a, .langs a"), function (link) {
    return [link, link.getAttribute("href")];
  });
  held.replaceWith(held.content);
  var tools = list.parentNode.querySelector(".sieve"); // open where there is room, and where it hides rows
  var status = list.parentNode.querySelector(".shown");
  var controls = Array.from(tools.querySelectorAll("select, input"));
  var reset = tools.querySelector("button");
  var sorts = heads.map(function (th) { return th.dataset.sort; });
  var numeric = sorts.filter(function (name, i) { return heads[i].classList.contains("num"); });
  var state = {};
  var order = ""; // of the rows as they stand
  var touched = null; // the control that changed last: what it says next replaces what it said

  function control(name) {
    return controls.find(function (one) { return one.name === name; });
  }

  function known(name, value) {
    if (name === "sort") return sorts.includes(value.replace(/^-/, "")) || !!option("sort", value);
    return name === "from" || name === "to" ? /^\d{4}-\d\d$/.test(value) : true;
  }

  function option(name, value) {
    return control(name) && Array.from(control(name).options).find(function (one) { return one.value === value; });
  }

  function read() {
    var said = new URLSearchParams(location.hash.slice(1));
    state = {};
    ["sort"].concat(controls.map(function (one) { return one.name; })).forEach(function (name) {
      var value = said.get(name);
      if (value && known(name, value)) state[name] = value;
    });
  }

  function hash() {
    var words = new URLSearchParams(state).toString();
    return words && "#" + words;
  }

  function write(again) {
    if (hash() !== location.hash) {
      history[again ? "replaceState" : "pushState"](1, "", location.href.split("#")[0] + hash());
    }
  }

  // First and last day of each span: nothing where the start is open, ~ where the end is.
  function spans(row) {
    return (row.dataset.when || "").split(" ").filter(Boolean).map(function (span) {
      var ends = span.split("/");
      return [ends[0], ends[1] || ends[0]];
    });
  }

  function shown(row) {
    var from = state.from || "";
    var to = state.to || "~";
    return controls.every(function (one) {
      var wanted = state[one.name];
      return !wanted || /^(sort|from|to)$/.test(one.name) || (row.dataset[one.name] || "").split(" ").includes(wanted);
    }) && (!state.from && !state.to || spans(row).some(function (ends) {
      return ends[1] >= from && ends[0].slice(0, to.length) <= to;
    }));
  }

  // What a row is sorted by; null, which comes last both ways, where it has nothing of the kind.
  function key(row, name, number) {
    var value = row.dataset[name === "order" ? "when" : name];
    if (!value) return null;
    if (name === "order") return number;
    if (name === "when") return (spans(row)[0][0] + "/" + spans(row).pop()[1]).replace(/^\//, "");
    if (control(name)) return option(name, value).index;
    return numeric.includes(name) ? +value : value;
  }

  function sort() {
    if (order === (state.sort || "")) return;
    order = state.sort || "";
    var down = order[0] === "-" ? -1 : 1;
    var keyed = rows.map(function (row, i) { return [row, order && key(row, order.replace("-", ""), i), i]; });
    var groups = new Set();
    keyed.sort(function (a, b) {
      return (a[1] === null) - (b[1] === null) || (a[1] < b[1] ? -down : a[1] > b[1] ? down : a[2] - b[2]);
    }).forEach(function (one) {
      var group = one[0].closest("[data-group]");
      one[0].parentNode.append(one[0]);
      if (group) groups.add(group);
    });
    groups.forEach(function (group) { group.parentNode.append(group); });
  }

  function show() {
    var sorted = state.sort || list.dataset.sorted || "";
    var n = 0;
    sort();
    rows.forEach(function (row) {
      row.hidden = !shown(row);
      n += !row.hidden;
    });
    list.querySelectorAll("[data-group]").forEach(function (group) {
      group.hidden = !rows.some(function (row) { return !row.hidden && group.contains(row); });
    });
    heads.forEach(function (th) {
      if (sorted.replace("-", "") !== th.dataset.sort) th.removeAttribute("aria-sort");
      else th.setAttribute("aria-sort", sorted[0] === "-" ? "descending" : "ascending");
    });
    controls.forEach(function (one) { one.value = state[one.name] || ""; });
    reset.hidden = !Object.keys(state).some(function (name) { return name !== "sort"; });
    tools.open = tools.open || !reset.hidden;
    links.forEach(function (pair) { pair[0].href = pair[1] + hash(); });
    var words = status.dataset.shown.replace("{n}", n).replace("{all}", rows.length);
    if (status.textContent !== words) status.textContent = words;
  }

  function set(name, value, again) {
    if (value && known(name, value)) state[name] = value;
    else delete state[name];
    write(again);
    show();
  }

  // The skip link, new in the history and leading elsewhere, leaves the list as it is; each other address says it all.
  function follow() {
    var target = document.getElementById(location.hash.slice(1));
    var fresh = history.state === null && target;
    touched = null;
    if (fresh && hash() && !list.contains(target)) return write(true);
    read();
    show();
    if (fresh) target.scrollIntoView();
    history.replaceState(1, "");
  }

  heads.forEach(function (th) {
    var button = document.createElement("button");
    button.type = "button";
    button.append.apply(button, Array.from(th.childNodes));
    th.append(button);
    button.addEventListener("click", function () {
      var name = th.dataset.sort;
      var ways = numeric.includes(name) ? ["-" + name, name] : [name, "-" + name]; // the largest first
      var next = ways[+((state.sort || list.dataset.sorted) === ways[0])];
      touched = null;
      set("sort", next === list.dataset.sorted ? "" : next);
    });
  });
  if (heads.length) list.classList.add("sorts");
  controls.forEach(function (one) {
    if (one.type === "text") one.placeholder = one.dataset.form; // a browser that knows no months
  });
  tools.hidden = !controls.length;
  tools.open = window.matchMedia("(min-width: 37.5rem)").matches;
  tools.addEventListener("change", function (event) {
    var again = touched === event.target;
    touched = event.target;
    set(touched.name, touched.value, again);
  });
  reset.addEventListener("click", function () {
    state = state.sort ? { sort: state.sort } : {};
    touched = null;
    write();
    show();
    controls[0].focus();
  });
  window.addEventListener("hashchange", follow);
  read();
  show();
  history.replaceState(1, "");
})();
