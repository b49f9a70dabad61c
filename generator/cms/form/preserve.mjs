// Our YAML for the form, and back. A form that writes a whole file anew would lose its comments, its quotes and the reading
// of its numbers. So the text that was read goes along with the values, and only what was changed is changed in it.
import { isMap, isScalar, isSeq, parseDocument } from "yaml";

const ORIGINAL = "\u0000text"; // no key of ours
const PLAIN = /^-?[\p{L}\p{N}.](?:[\p{L}\p{N} .\/_~%+()#-]*[\p{L}\p{N}.\/_~%)-])?$/u; // plain in every YAML, brackets or not
const LAYOUT = { lineWidth: 0, flowCollectionPadding: false };

function parse(text) {
  // No value has a type of its own: 2031-05, 010 and no are what is written.
  const document = parseDocument(text, { schema: "failsafe" });
  if (document.errors.length > 0) throw document.errors[0];
  if (!isMap(document.contents)) throw new Error("The file holds no fields.");
  return document;
}

export function read(text) {
  return { ...parse(text).toJS(), [ORIGINAL]: text };
}

// {before, after}: the text that was read, and the text to save.
export function write(data) {
  const { [ORIGINAL]: text, ...wanted } = data;
  if (typeof text !== "string") throw new Error("The form cannot make files: run briefing new.");
  const document = parse(text);
  const old = document.toJS();
  const changes = [...differences(old, wanted, [], false)];
  const target = applied(old, changes);
  const small = spliced(text, document, changes);
  if (small !== null && same(parse(small).toJS(), target)) return { before: text, after: small };
  const whole = restructured(document, changes).toString(LAYOUT);
  if (!same(parse(whole).toJS(), target)) throw new Error("The form cannot write this change: use a text editor.");
  return { before: text, after: whole };
}

const isObject = (value) => value !== null && typeof value === "object" && !Array.isArray(value);

function blank(value) {
  if (value === undefined || value === null || value === "") return true;
  if (Array.isArray(value)) return value.every(blank);
  return isObject(value) && Object.values(value).every(blank);
}

function same(one, other) {
  if (Array.isArray(one) && Array.isArray(other)) {
    return one.length === other.length && one.every((item, i) => same(item, other[i]));
  }
  if (isObject(one) && isObject(other)) {
    const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...keys].every((key) => key in one && key in other && same(one[key], other[key]));
  }
  return !isObject(one) && !isObject(other) && !Array.isArray(one) && !Array.isArray(other) && String(one) === String(other);
}

// A value without what was left empty, with every scalar as text.
function clean(value) {
  if (Array.isArray(value)) return value.filter((item) => !blank(item)).map(clean);
  if (!isObject(value)) return String(value);
  return Object.fromEntries(Object.entries(value).filter(([, below]) => !blank(below)).map(([key, below]) => [key, clean(below)]));
}

// {path, value}, without a value where the entry goes. A key that the form does not know stays, except in the items of a
// list, which may have changed places.
function* differences(old, now, path, inList) {
  if (isObject(old) && isObject(now)) {
    const keys = new Set([...Object.keys(old), ...Object.keys(now)]);
    for (const key of keys) {
      const below = [...path, key];
      if (!(key in now) && !inList) continue;
      if (blank(now[key])) {
        if (key in old && !blank(old[key])) yield { path: below };
      } else if (!(key in old)) {
        yield { path: below, value: clean(now[key]) };
      } else {
        yield* differences(old[key], now[key], below, inList);
      }
    }
  } else if (Array.isArray(old) && Array.isArray(now) && old.length === now.length && !now.some(blank)) {
    for (const i of old.keys()) yield* differences(old[i], now[i], [...path, i], true);
  } else if (!same(old, clean(now))) {
    yield { path, value: clean(now) };
  }
}

function applied(old, changes) {
  const out = structuredClone(old);
  for (const { path, value } of changes) {
    const parent = path.slice(0, -1).reduce((here, step) => here[step], out);
    if (value === undefined) delete parent[path.at(-1)];
    else parent[path.at(-1)] = value;
  }
  return out;
}

function scalar(node, text) {
  if (node.type === "PLAIN" && PLAIN.test(text)) return text;
  if (node.type === "QUOTE_SINGLE" && !text.includes("\n")) return `'${text.replaceAll("'", "''")}'`;
  return JSON.stringify(text);
}

// The text with new scalars in the places of the old ones, or null where more than that has changed.
function spliced(text, document, changes) {
  const edits = [];
  for (const { path, value } of changes) {
    const node = document.getIn(path, true);
    if (typeof value !== "string" || !isScalar(node) || node.type?.startsWith("BLOCK")) return null;
    edits.push({ start: node.range[0], end: node.range[1], text: scalar(node, value) });
  }
  edits.sort((one, other) => other.start - one.start);
  return edits.reduce((out, edit) => out.slice(0, edit.start) + edit.text + out.slice(edit.end), text);
}

function restructured(document, changes) {
  for (const { path, value } of changes) {
    const before = document.getIn(path, true);
    if (value === undefined) document.deleteIn(path);
    else if (isScalar(before) && typeof value === "string") quoted(before, value);
    else document.setIn(path, made(document, value, before));
  }
  return document;
}

function quoted(node, text) {
  node.type = (node.type === "PLAIN" || node.type === undefined) && PLAIN.test(text) ? "PLAIN" : "QUOTE_DOUBLE";
  node.value = text;
  return node;
}

// A new node; of a list, the items that were there before keep their own, and so their comments.
function made(document, value, before) {
  if (typeof value === "string") return quoted(document.createNode(value), value);
  if (!Array.isArray(value)) {
    const map = document.createNode({});
    for (const [key, below] of Object.entries(value)) map.set(quoted(document.createNode(key), key), made(document, below));
    return map;
  }
  const there = isSeq(before) ? before.items.map((node) => ({ node, value: node.toJS(document) })) : [];
  const list = document.createNode([], { flow: isSeq(before) ? before.flow : true });
  for (const item of value) {
    const found = there.findIndex((one) => same(one.value, item));
    list.add(found < 0 ? made(document, item, undefined) : there.splice(found, 1)[0].node);
  }
  if (list.items.some(isMap) && !before?.flow) list.flow = false;
  return list;
}
