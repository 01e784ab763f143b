// A drawn signature, for who wants one. Signing works without this file.
(() => {
  const MOST = 19000;
  const begin = (box) => {
    const pad = box.querySelector("canvas");
    const field = document.getElementById(box.dataset.draw);
    const pen = pad.getContext("2d");
    let path = "";
    let drawing = false;
    const place = (event) => {
      const frame = pad.getBoundingClientRect();
      return [event.clientX - frame.left, event.clientY - frame.top].map((n, i) =>
        Math.round((n * (i ? pad.height : pad.width)) / (i ? frame.height : frame.width)));
    };
    const draw = (letter, event) => {
      if (path.length > MOST) return;
      const [x, y] = place(event);
      path += `${letter}${x} ${y}`;
      if (letter === "M") pen.beginPath();
      pen[letter === "M" ? "moveTo" : "lineTo"](x, y);
      pen.stroke();
      field.value = path;
    };
    pen.lineWidth = 4;
    pen.lineCap = pen.lineJoin = "round";
    pen.strokeStyle = getComputedStyle(pad).color;
    pad.addEventListener("pointerdown", (event) => { drawing = true; pad.setPointerCapture(event.pointerId); draw("M", event); });
    pad.addEventListener("pointermove", (event) => { if (drawing) draw("L", event); });
    for (const end of ["pointerup", "pointercancel"]) pad.addEventListener(end, () => { drawing = false; });
    box.querySelector("[data-draw-clear]").addEventListener("click", () => {
      path = field.value = "";
      pen.clearRect(0, 0, pad.width, pad.height);
    });
    box.hidden = false;
  };
  document.addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-draw]").forEach(begin));
})();
