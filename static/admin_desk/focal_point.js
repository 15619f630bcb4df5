/* The focal point by click or arrow keys. The two number fields stay what is sent, and work without this. */

const x = document.querySelector("#id_focus_x")
const y = document.querySelector("#id_focus_y")
const upload = document.querySelector("#id_file[type=file]")
const stored = document.querySelector(".field-preview img")
const SHAPES = ["17 / 9", "3 / 2", "4 / 5", "1"]
const STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

const make = (tag, attributes, ...children) => {
  const node = document.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value)
  node.append(...children)
  return node
}
const inside = (value) => Math.min(100, Math.max(0, Math.round(Number(value) || 0)))

function picker() {
  const words = x.dataset
  const help = make("p", { class: "help", id: "desk-focal-help" }, words.help)
  const mark = make("span", {
    class: "desk-focal-mark", role: "slider", tabindex: "0", "aria-label": words.name,
    "aria-describedby": help.id, "aria-valuemin": "0", "aria-valuemax": "100",
  })
  const whole = make("img", { alt: "" })
  const field = make("div", { class: "desk-focal-picture" }, whole, mark)
  const cuts = SHAPES.map((shape) => {
    const cut = make("img", { alt: "" })
    cut.style.aspectRatio = shape
    return cut
  })
  const crops = make("div", { class: "desk-focal-crops", role: "group", "aria-label": words.crops }, ...cuts)
  const box = make("div", { class: "desk-focal", hidden: "" }, help, field, crops)

  const show = () => {
    const [left, top] = [inside(x.value), inside(y.value)]
    mark.style.insetInlineStart = `${left}%`
    mark.style.insetBlockStart = `${top}%`
    mark.setAttribute("aria-valuenow", left)
    mark.setAttribute("aria-valuetext", [[x, left], [y, top]].map(([input, percent]) => input.dataset.word.replace("{percent}", percent)).join(", "))
    for (const cut of cuts) cut.style.objectPosition = `${left}% ${top}%`
  }
  const set = (left, top) => {
    x.value = inside(left)
    y.value = inside(top)
    show()
  }
  field.addEventListener("click", (event) => {
    const place = whole.getBoundingClientRect()
    set(((event.clientX - place.left) / place.width) * 100, ((event.clientY - place.top) / place.height) * 100)
    mark.focus()
  })
  mark.addEventListener("keydown", (event) => {
    const step = STEPS[event.key]
    if (!step) return
    event.preventDefault()
    const far = event.shiftKey ? 10 : 1
    set(Number(x.value) + step[0] * far, Number(y.value) + step[1] * far)
  })
  for (const input of [x, y]) input.addEventListener("input", show)
  show()
  return { box, use: (address) => {
    for (const image of [whole, ...cuts]) image.src = address
    box.hidden = false
  } }
}

/* The chosen file, small: the policy lets a page show data: but no blob: addresses. */
async function addressOf(file) {
  const bitmap = await createImageBitmap(file, { imageOrientation: "from-image" })
  const scale = Math.min(1, 640 / bitmap.width)
  const canvas = make("canvas", { width: Math.round(bitmap.width * scale), height: Math.max(1, Math.round(bitmap.height * scale)) })
  canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return canvas.toDataURL("image/jpeg", 0.8)
}

if (x && y && x.dataset.name) {
  const { box, use } = picker()
  x.closest("fieldset").querySelector(".form-row").before(box)
  if (stored) {
    use(stored.src)
    stored.closest(".form-row").style.display = "none" // the same picture stands in the picker
  }
  upload?.addEventListener("change", async () => {
    box.hidden = true
    if (!upload.files[0]) return
    try {
      use(await addressOf(upload.files[0]))
    } catch {
      /* No picture: the server says so. */
    }
  })
}
