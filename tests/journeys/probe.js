// What axe does not look at. Gives a list of [rule, where].
() => {
  const found = [];
  const tell = (rule, where) => found.push([rule, String(where).slice(0, 160)]);
  const all = (selector) => [...document.querySelectorAll(selector)];
  const visible = (e) => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const name = (e) => {
    let at = e.tagName.toLowerCase();
    if (e.id) return `${at}#${e.id}`;
    if (e.name) at += `[name="${e.name}"]`;
    else if (e.classList.length) at += `.${[...e.classList].join(".")}`;
    const parent = e.closest("[id]");
    return parent ? `#${parent.id} ${at}` : at;
  };

  const root = document.documentElement;
  if (!root.lang) tell("language", "html has no lang");
  const rtl = ["ar", "fa", "ckb", "ps", "ur"].includes(root.lang);
  if (root.dir !== (rtl ? "rtl" : "ltr")) tell("direction", `${root.lang} ${root.dir}`);
  const headings = all("h1").filter((e) => visible(e) || e.className.includes("p-vh"));
  if (headings.length !== 1) tell("one h1", headings.map((e) => e.textContent.trim()).join(" | "));
  if (!/^\s*\S.* – \S/.test(document.title)) tell("title", document.title);

  const words = document.body.innerText + all("*").flatMap((e) => [...e.attributes]
    .filter((a) => !a.name.startsWith("hx-")).map((a) => a.value)).join("\n");
  const raw = words.match(/.{0,20}(\{\{|\{%|\{#|<c-[a-z]|%\([a-z]+\)[sd]|<[a-z.]+ object at).{0,20}/);
  if (raw) tell("unrendered", raw[0]);

  for (const e of all("*"))
    if (!e.children.length && ["None", "True", "False", "undefined"].includes(e.textContent.trim()))
      tell("unrendered", `${name(e)} ${e.textContent}`);

  for (const e of all("img")) if (!e.hasAttribute("alt")) tell("alt", name(e));
  for (const e of all("svg[role=img]"))
    if (!e.getAttribute("aria-label") && !e.getAttribute("aria-labelledby") && !e.querySelector("title"))
      tell("alt", name(e));

  // Colours as the screen has them.
  const pen = Object.assign(document.createElement("canvas"), {width: 1, height: 1})
    .getContext("2d", {willReadFrequently: true});
  const rgb = (colour, under = [255, 255, 255]) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = `rgb(${under.join(" ")})`;
    pen.fillRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3);
  };
  const behind = (e) => {
    const layers = [];
    for (let at = e; at; at = at.parentElement) layers.push(getComputedStyle(at).backgroundColor);
    const canvas = getComputedStyle(root).colorScheme.includes("dark") &&
      matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18] : [255, 255, 255];
    return layers.reverse().reduce((under, colour) => rgb(colour, under), canvas);
  };
  const light = (colour) => {
    const [r, g, b] = colour.map((v) => v / 255)
      .map((v) => v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [light(a), light(b)].sort((m, n) => n - m);
    return (x + 0.05) / (y + 0.05);
  };
  const drawn = (e) => {
    const style = getComputedStyle(e);
    return ["Top", "Right", "Bottom", "Left"].some((side) =>
      parseFloat(style[`border${side}Width`]) > 0 && style[`border${side}Style`] !== "none");
  };
  const fields = "input:not([type=hidden],[type=submit],[type=button],[type=range],[type=file]), select, textarea";
  for (const e of all(fields)) {
    if (!visible(e) || e.disabled) continue;
    const box = ["checkbox", "radio"].includes(e.type);
    if (box && getComputedStyle(e).appearance !== "none") continue;
    const frame = [e, e.parentElement, e.parentElement.parentElement].find(drawn);
    if (!frame) { tell("field border", `${name(e)} has none`); continue; }
    const style = getComputedStyle(frame);
    const outside = behind(frame.parentElement), inside = behind(frame);
    const border = rgb(style.borderBottomColor, inside);
    const seen = Math.max(contrast(border, outside), box ? contrast(inside, outside) : 0);
    if (seen < 3) tell("field border", `${name(e)} ${seen.toFixed(1)}:1`);
  }
  for (const e of all(`${fields}, input[type=file], button`)) {
    const said = (e.labels && [...e.labels].some((l) => l.textContent.trim())) || e.textContent.trim()
      || e.getAttribute("aria-label") || e.getAttribute("aria-labelledby") || e.title
      || e.querySelector("svg[aria-label], img[alt]");
    if (!said || (e.tagName === "SELECT" && !e.labels.length && !e.getAttribute("aria-label")
      && !e.getAttribute("aria-labelledby"))) tell("unnamed control", name(e));
  }
  const ids = all("[id]").map((e) => e.id);
  const twice = ids.filter((id, n) => ids.indexOf(id) !== n);
  if (twice.length) tell("id twice", [...new Set(twice)].join(" "));
  return found;
}
