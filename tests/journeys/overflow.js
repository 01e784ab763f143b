// The elements that make the page scroll sideways, at most three; none when it does not.
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  const rtl = document.documentElement.dir === "rtl";
  const out = [...document.body.querySelectorAll("*")].filter((e) => {
    const box = e.getBoundingClientRect();
    if (!box.width || !box.height || !e.checkVisibility()) return false;
    for (let at = e.parentElement; at && at !== document.body; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible") return false;
    return rtl ? box.left < -0.5 : box.right > wide + 0.5;
  });
  const deepest = out.filter((e) => !out.some((o) => o !== e && e.contains(o)));
  const name = (e) => `${e.tagName.toLowerCase()}.${[...e.classList].join(".")} ${e.textContent.trim().slice(0, 30)}`;
  return deepest.length ? deepest.slice(0, 3).map(name) : [`${document.documentElement.scrollWidth} > ${wide}`];
}
