// Decap saves a whole file over whatever is there. So before each save the file is read again: what another editor has
// written since the form read it would be lost.

// `basesOf` gives the texts from which one was made.
export function guard(send, basesOf) {
  const ours = new Map(); // by path: what this page saved last

  return async function guarded(address, options) {
    const { action, params } = asked(options);
    if (action !== "persistEntry") return send(address, options);
    const files = params.dataFiles ?? [params.entry];
    for (const { path, raw } of files) {
      const body = JSON.stringify({ action: "getEntry", params: { branch: params.branch, path } });
      const there = (await (await send(address, { ...options, body })).json()).data;
      if (there !== ours.get(path) && ![...basesOf(raw)].includes(there)) {
        throw new Error(`${path} was changed outside of this form: reload the page, and enter your change again`);
      }
    }
    const answer = await send(address, options);
    if (answer.ok) for (const { path, raw } of files) ours.set(path, raw);
    return answer;
  };
}

function asked(options) {
  try {
    return JSON.parse(options.body) ?? {};
  } catch {
    return {};
  }
}
